"""The whole package is described: every module, class and function says what it is, and stays short."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "argmap"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = {path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in MODULES}
LONGEST_MODULE = 250
LONGEST_FUNCTION = 50
_DEFINED = ast.FunctionDef | ast.AsyncFunctionDef


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def public(nodes):
    return [n for n in nodes if isinstance(n, _DEFINED | ast.ClassDef) and not n.name.startswith("_")]


def exported(path):
    """Yield the public classes and functions of a module, and the public methods of these classes."""
    for node in public(tree(path).body):
        yield node.name, node
        if isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{inner.name}", inner) for inner in public(node.body))


def functions(path):
    return [node for node in ast.walk(tree(path)) if isinstance(node, _DEFINED)]


def bare(node):
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    return [a.arg for a in arguments if a is not None and a.annotation is None and a.arg not in ("self", "cls")]


def test_there_is_something_to_look_at():
    assert "argmap.pipeline" in NAMES.values()
    assert [name for name, _ in exported(PACKAGE / "quotes.py")][:2] == ["Word", "Run"]


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_a_module_says_in_its_first_line_what_it_is(path):
    assert path.read_text(encoding="utf-8").startswith('"""')
    assert ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_what_is_public_is_described(path):
    assert [name for name, node in exported(path) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_what_is_public_is_annotated(path):
    found = [(name, node) for name, node in exported(path) if isinstance(node, _DEFINED)]
    assert [name for name, node in found if node.returns is None or bare(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=NAMES.get)
def test_modules_and_functions_are_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    lengths = {node.name: node.end_lineno - node.lineno + 1 for node in functions(path)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
