"""The first thing that ``uprcycle`` does: read its commands, and search for nothing to throw away meanwhile.

What is imported stays. The search for garbage among it took a fifth of the time in which a command starts.
"""

import gc


def main() -> None:
    """Run the command line and end the process."""
    gc.disable()
    from flows.cli.main import main as command_line

    gc.freeze()
    gc.enable()
    command_line()
