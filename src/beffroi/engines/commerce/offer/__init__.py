"""Offer: the whole of the premises, how varied, when open, how lasting."""
