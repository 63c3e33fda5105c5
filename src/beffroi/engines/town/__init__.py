"""Town: who lives in the commune, and how it stands among the towns of the programme."""
