"""What the system tells of sleep and locked screens, and what it can hide; one file a system."""
