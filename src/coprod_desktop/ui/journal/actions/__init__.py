"""What one said one would try: the view *Actions* of the Journal."""
