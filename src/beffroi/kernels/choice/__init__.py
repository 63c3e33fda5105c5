"""Choice: weights, values, ranks and outranking, on arrays."""
