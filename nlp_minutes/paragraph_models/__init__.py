"""Models that give each paragraph of an item the probabilities of its labels."""
