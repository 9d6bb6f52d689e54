"""The recipe and the litmus test, read from ``resources/content`` into frozen values."""
