"""The house rules that a program can check: every module has its law, nothing is long, all is documented."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "argmap"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 250, 50


def name_of(path):
    return str(path.relative_to(PACKAGE))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_with_its_law_and_is_not_long(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short(path):
    long = [
        f.name
        for f in functions(ast.parse(path.read_text(encoding="utf-8")))
        if f.end_lineno - f.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_public_is_documented_and_typed(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
    untyped = [node.name for node in public if isinstance(node, ast.FunctionDef) and node.returns is None]
    assert untyped == []
