"""``python -m coprod_desktop``, and what a frozen program starts with."""

import sys

from coprod_desktop.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
