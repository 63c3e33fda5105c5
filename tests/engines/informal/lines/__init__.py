"""Tests of lines drawn."""
