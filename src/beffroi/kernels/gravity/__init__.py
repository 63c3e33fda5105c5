"""Gravity: how customers share themselves out among shops, and what that tells of the shops."""
