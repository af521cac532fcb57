"""A State on its way through a cycle, and the round that visits all of them."""
