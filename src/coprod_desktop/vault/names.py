"""Names that more than one part knows: those of folders for which every start looks, and a setting's."""

ARRIVING = ".arriving"
"""Ends the name of a folder that is being filled from a copy: unfinished, and worth nothing."""

ARRIVED = ".arrived"
"""Ends the name of a folder that was filled, opened and found sound: it may take the journal's place."""

BACKUP_SETTING = "backup"
"""The key under which the journal keeps what came of its last backup."""

BIN_DAYS_SETTING = "bin-days"
"""The key of the setting with the days on which the journal was opened while something was in the bin."""

BIN_SCRUB_SETTING = "bin-scrub"
"""The key of the setting that is there from a removal until no page of the file holds its words."""
