"""``python -m ar_sim`` is the command ``ar-sim``."""

from ._start.cli import main

main()
