"""The catalogue: digital services, and what can be done without them, each fact with its source."""
