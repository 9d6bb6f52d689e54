"""What a person can do, in the person's words. Plain callables with injected dependencies; no widgets."""
