"""The way from English to any other language: what there is to say, and how well each catalogue says it."""
