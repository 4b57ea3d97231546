"""Many discussions: mapped side by side into one dataset, and that dataset made searchable."""
