"""The program: ``python -m exactschema validate FILE``."""

import sys

from ._native import main

sys.exit(main(["exactschema", *sys.argv[1:]]))
