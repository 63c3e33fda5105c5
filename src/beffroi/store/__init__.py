"""Downloads with their hashes, tables on disk, results and locks."""
