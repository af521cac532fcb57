"""Pull: what people subscribe to, from entries to the bytes of a feed."""
