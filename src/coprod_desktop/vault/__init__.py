"""The journal on disk: the only code that touches a key or the journal's file. Knows no widget."""
