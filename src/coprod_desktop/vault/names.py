"""Names that more than one part knows: those of folders for which every start looks, and a setting's."""

ARRIVING = ".arriving"
"""Ends the name of a folder that is being filled from a copy: unfinished, and worth nothing."""

ARRIVED = ".arrived"
"""Ends the name of a folder that was filled, opened and found sound: it may take the journal's place."""

BACKUP_SETTING = "backup"
"""The key under which the journal keeps what came of its last backup."""
