"""Methods: what to do about what the engines found."""
