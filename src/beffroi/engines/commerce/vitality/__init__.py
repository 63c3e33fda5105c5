"""Vitality: how full the streets are, how varied, how long shops last, who comes and goes."""
