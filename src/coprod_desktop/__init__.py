"""Co-production Companion: a recipe, a litmus test and a private journal."""

__version__ = "0.1.0"
