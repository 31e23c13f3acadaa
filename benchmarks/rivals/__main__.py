"""`python -m benchmarks.rivals`."""

import sys

from benchmarks.rivals import main

sys.exit(main(sys.argv[1:]))
