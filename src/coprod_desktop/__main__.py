"""``python -m coprod_desktop``, the installed command, and what a frozen program starts with."""

import sys

from coprod_desktop.app import main


def run() -> int:
    """Start with what stands on the command line; return the exit code."""
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
