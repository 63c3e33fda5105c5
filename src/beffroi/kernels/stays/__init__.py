"""Stays that passes saw: how long vehicles stay where somebody only walks by now and then."""
