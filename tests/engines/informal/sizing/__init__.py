"""Tests of the sizing of surveys."""
