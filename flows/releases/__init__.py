"""From a file to a release and back: plans, corrections, clashes, second persons, overrides and rules."""
