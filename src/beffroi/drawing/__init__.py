"""A plausible French town drawn from scratch, whose truth is known."""
