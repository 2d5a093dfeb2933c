"""Lets ``python -m avgkit`` do what the command ``avgkit`` does."""

import sys

from avgkit.cli import main

sys.exit(main())
