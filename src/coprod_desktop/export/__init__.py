"""How entries leave the journal: one neutral report, one writer a format. Knows no window and no vault."""
