"""`python -m etl`: load, check, history, rollback, benchmark."""

from __future__ import annotations

import sys

from etl.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
