"""The Recipe tab: the overview, a page for each item, the whole sheet, and finding words in all of it."""
