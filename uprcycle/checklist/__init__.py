"""What people do: tasks of an office for one review, and what has been ticked."""
