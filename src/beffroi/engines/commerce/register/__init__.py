"""The register of premises: what the map, the State's register and a walk know of each of them."""
