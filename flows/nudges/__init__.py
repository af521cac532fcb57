"""What is said to people: what is owed, what moved, through which way, and what they answer."""
