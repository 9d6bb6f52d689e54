"""The voice that this computer has: words go to it a sentence at a time, through a child of this program."""
