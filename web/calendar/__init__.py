"""The calendar as a grid, a quarter or a strip of a whole cycle, with all that is chosen in the address."""
