"""How ready shops are for digital services, and what made such services fail elsewhere."""
