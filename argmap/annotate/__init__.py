"""The way out to annotators and back: how far they agree, where they do not, and one map from their decisions."""

from argmap.annotate.agree import Agreement, agree, differences, table

__all__ = ["Agreement", "agree", "differences", "table"]
