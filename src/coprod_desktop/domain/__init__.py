"""What an entry, a reflection and an answer are, and the rules of the practice. No Qt, no files, no clocks."""
