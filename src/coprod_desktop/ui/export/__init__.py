"""Prepare for supervision: choose entries, say what goes in, read exactly what leaves, and save it."""
