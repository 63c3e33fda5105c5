"""Mobility: what can be reached, on foot, by bike and by public transport."""
