"""Tests of the register of carpool places."""
