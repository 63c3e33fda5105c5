"""Beffroi: decision support for the centres of medium-sized French towns."""
