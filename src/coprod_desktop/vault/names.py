"""Names beside a journal's folder while a copy is put in its place. Every start looks for them."""

ARRIVING = ".arriving"
"""Ends the name of a folder that is being filled from a copy: unfinished, and worth nothing."""

ARRIVED = ".arrived"
"""Ends the name of a folder that was filled, opened and found sound: it may take the journal's place."""
