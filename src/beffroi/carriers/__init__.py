"""Kinds of file that carry formats: CSV, JSON, workbooks, map layers, and the cells in them."""
