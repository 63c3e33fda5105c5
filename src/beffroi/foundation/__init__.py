"""What everything stands on: errors, words in two languages, sourced figures, safe files."""
