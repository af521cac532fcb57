"""``python -m flows.cli`` is ``uprcycle``."""

from flows.cli.main import main

main()
