"""Why spaces are found or not: who comes, how often groups are full, how long one searches."""
