"""The growth picture: how things have been, as a picture and as a list of the same."""
