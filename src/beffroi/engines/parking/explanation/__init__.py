"""Why spaces are found or not: how often groups of spaces are full, and how long one searches."""
