"""The way out to annotators and back: how far they agree, where they do not, and one map from their decisions."""

from argmap.annotate.adjudicate import Adjudicated, adjudicate, questions
from argmap.annotate.agree import Agreement, agree, agree_by_gamma, differences, overall, table
from argmap.annotate.gathered import Gathered
from argmap.annotate.project import bring, project
from argmap.annotate.tasks import Order
from argmap.annotate.tools import Tool

__all__ = [
    "Adjudicated",
    "Agreement",
    "Gathered",
    "Order",
    "Tool",
    "adjudicate",
    "agree",
    "agree_by_gamma",
    "bring",
    "differences",
    "overall",
    "project",
    "questions",
    "table",
]
