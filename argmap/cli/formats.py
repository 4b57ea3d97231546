"""`argmap formats`: what can be read and what can be written."""


def formats() -> None:
    """List the readers of `--from` and the formats of `--to`."""
    from argmap.cli.output import write
    from argmap.read import FORMATS as READERS
    from argmap.registry import Registry
    from argmap.render import FORMATS as WRITERS

    def listing(registry: Registry) -> str:
        width = max(map(len, registry.names()))
        described = ((name, (registry.get(name).__doc__ or "").strip().split("\n")[0]) for name in registry.names())
        return "".join(f"  {name:<{width}} {first}\n" for name, first in described)

    write(f"Readers (--from):\n{listing(READERS)}\nFormats (--to):\n{listing(WRITERS)}", None)
