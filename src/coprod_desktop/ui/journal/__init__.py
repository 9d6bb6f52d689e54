"""The Journal tab: the list of entries, the reader, and the page where a note is written."""
