"""The settings: how it looks, where the journal is kept, and what the program is made of."""
