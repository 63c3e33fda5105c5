"""The public directory of shops: when they are open, what is said of them, what the map lacks."""
