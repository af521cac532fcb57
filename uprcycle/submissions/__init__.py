"""What is handed in for a review: read, counted and held against what is asked of its kind."""
