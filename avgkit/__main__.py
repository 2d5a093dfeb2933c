"""The command ``avgkit``, also as ``python -m avgkit``: a mistake in the data is one sentence before anything runs."""

from __future__ import annotations

import sys

from avgkit.base.errors import AvgkitError


def run_avgkit() -> int:
    """Run the command; return 2 after one sentence when a file of the package cannot be read."""
    try:
        from avgkit import cli
    except AvgkitError as error:
        print(error, file=sys.stderr)
        return 2
    return cli.main()


if __name__ == "__main__":
    sys.exit(run_avgkit())
