"""The program: ``python -m exactschema validate FILE``."""

import sys

from ._native import main

sys.exit(main(["export-session", *sys.argv[1:]]))
