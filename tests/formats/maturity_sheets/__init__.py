"""Tests of the maturity sheets."""
