"""`argmap models`: what is shipped, whether it is whole, and whether it still reaches its floors."""

import typer

models = typer.Typer(help="The models that argmap ships: list them, verify them, hold them to their floors.")


@models.callback(invoke_without_command=True)
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_()


@models.command("list")
def list_() -> None:
    """List the shipped models: name, size, and the digits that name these weights in maps."""
    from argmap.cli.output import write
    from argmap.nlp.sealed import fingerprint, shipped

    sizes = {folder: sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) for folder in shipped()}
    write("".join(f"{f.name:<20} {size / 1e6:6.1f} MB  {fingerprint(f)}\n" for f, size in sizes.items()), None)


@models.command()
def verify() -> None:
    """Check that every file of every shipped model is there, unchanged; exit code 1 where one is not."""
    from argmap.cli.output import write
    from argmap.nlp.sealed import shipped
    from argmap.nlp.sealed import verify as verify_folder

    for folder in shipped():
        verify_folder(folder)
        write(f"{folder.name}: whole\n", None)


@models.command()
def floors() -> None:
    """Measure the shipped models on the data of ARGMAP_CORPORA and ARGMAP_DATA; exit code 1 below a floor."""
    from argmap.cli.output import write
    from argmap.train.floors import held

    broken = False
    for floor in held():
        write(f"{floor.line()}\n", None)
        broken = broken or not floor.ok
    if broken:
        raise typer.Exit(1)
