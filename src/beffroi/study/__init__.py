"""A town's study: settings, collection, diagnosis and run."""
