"""`argmap formats`: what can be read, with what is kept and lost, and what can be written."""


def formats() -> None:
    """List the readers of `--from`, what each keeps and loses, and the formats of `--to`; maps come back from some."""
    from argmap.cli.output import write
    from argmap.formats import LOADERS, WRITERS
    from argmap.read import FORMATS as READERS
    from argmap.registry import Registry

    def listing(registry: Registry, back: tuple[str, ...] = ()) -> str:
        width = max(map(len, registry.names()))
        described = ((name, (registry.get(name).__doc__ or "").strip().split("\n")) for name in registry.names())
        return "".join(
            f"{'*' if name in back else ' '} {name:<{width}} {said[0]}\n"
            + "".join(
                f"  {'':<{width}}   {line.strip()}\n"
                for line in said[1:]
                if line.strip().startswith(("Keeps", "Loses"))
            )
            for name, said in described
        )

    written = listing(WRITERS, LOADERS.names())
    write(f"Readers (--from):\n{listing(READERS)}\nFormats (--to; from those with a * maps are read):\n{written}", None)
