"""Shown to a group: one question or item a screen, large. It records nothing and knows of no journal."""
