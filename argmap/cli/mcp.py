"""`argmap mcp`: maps for programs that speak the Model Context Protocol, over standard input and output."""

from pathlib import Path
from typing import Annotated

import typer

from argmap.cli.options import ComponentModel, RelationModel, SyntaxModel, slots


def mcp(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Files below these may be read, and no others.")
    ],
    syntax: SyntaxModel = None,
    components: ComponentModel = None,
    relations: RelationModel = None,
) -> None:
    """Serve maps, disputes, cruxes and evidence of the discussions in FOLDER to an assistant (MCP, stdio)."""
    from argmap.serve.folders import Folders
    from argmap.serve.mcp import server

    server(Folders(folders), slots(syntax, components, relations)).run("stdio")
