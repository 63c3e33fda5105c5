"""Usages: what people do and ask for, by surveys, interviews and observations."""
