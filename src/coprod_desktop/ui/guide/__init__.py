"""The guide inside the program, and the page of keyboard shortcuts."""
