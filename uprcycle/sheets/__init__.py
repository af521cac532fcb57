"""Tables as people type and save them: bytes to text, text to rows, cells to values."""
