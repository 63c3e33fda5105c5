"""Forecast of car parks whose free spaces are published: an hour ahead, with its interval."""
