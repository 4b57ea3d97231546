"""Corpora become models: what `argmap train` runs; needs more than a reader of maps does, so nothing imports it."""
