"""What is said of fixes, and of stretches of rides that are on no street."""

MATCHED, INTERPOLATED, NO_STREET, NO_WAY, FAR = 0, 1, 2, 3, 4
"""On a street; laid along the way between others; far from all streets; between two fixes there is
no way; or they are too far apart."""
