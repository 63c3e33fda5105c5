"""What an arbitration says, on paper: a note of two pages, the same note in Word, and slides."""
