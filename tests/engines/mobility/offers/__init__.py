"""Tests of the register of offers."""
