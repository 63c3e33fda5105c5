"""`beffroi collect`: bring in what a study lacks, from its publishers or from a mirror."""
