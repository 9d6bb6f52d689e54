"""On paper: the recipe, the litmus test and question cards as PDF, as Word, or on a printer."""
