"""What `benchmarks/quality.py` measures: one module a task, one for the statistics, one for what is printed."""
