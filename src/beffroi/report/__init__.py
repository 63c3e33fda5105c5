"""A finished study on paper and on screen: computes no figure."""
