"""The key that this computer's sign-in guards: kept and fetched through the system's own store."""
