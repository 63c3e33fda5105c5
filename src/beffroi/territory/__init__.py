"""The nouns of the trade: town, perimeter, tables, indicators and findings."""
