"""Tests of what the network offers."""
