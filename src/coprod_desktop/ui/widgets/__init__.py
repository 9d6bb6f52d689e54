"""Shared parts of the pages. Every widget takes the theme first and restyles itself while it is shown."""
