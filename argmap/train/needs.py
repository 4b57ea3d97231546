"""What training needs beside what argmap needs: the packages of the extra `argmap[train]`."""

from argmap.errors import ModelError


def needs_torch() -> None:
    """Raise ModelError where what training needs is not installed."""
    try:
        import onnx  # noqa: F401
        import safetensors  # noqa: F401
        import torch  # noqa: F401
    except ImportError as error:
        raise ModelError(f"training needs {error.name}; install argmap[train]") from error
