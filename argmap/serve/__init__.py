"""Maps for other programs: which files they may read, what they are told, and the protocol they ask in."""
