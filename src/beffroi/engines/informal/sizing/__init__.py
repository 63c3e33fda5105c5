"""How many more rides a survey needs, and where: what is still unseen, unsure or unknown."""
