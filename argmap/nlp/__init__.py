"""What reads language: the protocol every model satisfies, the rules, and the one door to spaCy."""
