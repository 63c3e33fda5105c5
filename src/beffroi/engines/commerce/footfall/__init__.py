"""Footfall: who passes along the streets, from where people are to the shops."""
