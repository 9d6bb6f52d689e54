"""What an entry, a reflection and an answer are, with all rules of the practice. No Qt, files or clocks."""
