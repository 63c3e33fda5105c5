"""One module for each published format, read (and written where we publish)."""
