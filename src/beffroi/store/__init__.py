"""What a study keeps on disk: its sources, its results, and the lock of its folder."""
