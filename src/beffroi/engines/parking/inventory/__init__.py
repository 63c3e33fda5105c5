"""The inventory of parking: every place where a car can be left, its rule and its spaces."""
