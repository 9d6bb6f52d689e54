"""The first-run pages, and the frame with its picture that the unlock panel shares."""
