"""Controls for text size, colours and typeface, used on the first pages and in the settings."""
