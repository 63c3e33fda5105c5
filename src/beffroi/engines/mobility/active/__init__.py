"""Active modes: which trips can stay on quiet streets, and which missing links would help most."""
