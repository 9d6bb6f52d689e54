"""Colours, type, spacing, icons and the focus ring: everything that says how the program looks."""
