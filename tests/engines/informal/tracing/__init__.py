"""Tests of cleaned stretches."""
