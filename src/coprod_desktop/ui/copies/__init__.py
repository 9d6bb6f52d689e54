"""Copies of the journal: what a file is, what it holds, and putting it in the journal's place."""
