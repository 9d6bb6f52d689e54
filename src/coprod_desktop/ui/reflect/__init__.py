"""The Reflect tab: its home, the wizard that leads through the litmus test, and the look over."""
