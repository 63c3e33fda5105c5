"""Carpooling: axes that commuters share, where to meet along them, and what incentives cost."""
