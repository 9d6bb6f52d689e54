"""The window and everything in it. Qt lives on this floor alone."""
