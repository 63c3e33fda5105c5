"""Tests of the reader of shared vehicles."""
