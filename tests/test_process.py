"""Processes of our own load what our models need and no more; what was left out can still be had."""

import subprocess
import sys

import pytest

LOADS = """
import sys
from argmap.process import settle
settle()
from argmap.nlp.syntax import load_syntax
((sentence,),) = load_syntax().parse(["Tea is good."])
print(*(name for name in ("torch", "weasel", "spacy.cli") if name in sys.modules))
"""


def said(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True).stdout.strip()


def test_our_pipeline_reads_without_torch_and_without_the_command_line_of_spacy():
    assert said(LOADS) == ""


def test_the_command_line_of_spacy_is_there_for_who_asks():
    assert said(LOADS + "from spacy.cli import download; print(download.__name__)") == "download"


def test_torch_is_there_for_who_asks():
    pytest.importorskip("torch")
    assert said(LOADS + "import torch; print(float(torch.ones(2).sum()))") == "2.0"


def test_a_program_that_uses_argmap_keeps_its_ways():
    untouched = "import gc; before = gc.get_threshold(); import argmap; argmap.map_text('a: Tea is best.')"
    assert said(untouched + "; print(gc.get_threshold() == before)") == "True"
