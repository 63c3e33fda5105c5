"""Why spaces are found or not: how often they are full, how long one searches, and who comes."""
