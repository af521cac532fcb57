"""``python -m flows.cli`` is ``uprcycle``."""

from flows.cli.start import main

main()
