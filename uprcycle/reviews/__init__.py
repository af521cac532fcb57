"""Who is reviewed, when, in which cycle, and what stage the review has reached."""
