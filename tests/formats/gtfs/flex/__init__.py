"""Tests of services on demand."""
