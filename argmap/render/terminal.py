"""Disputes for somebody at a terminal: as wide as it is, in colour, each claim with a link to its post."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from argmap.argument import ArgumentMap, Dispute, Status
from argmap.render.disputes import Claim, Side, nothing_disputed, remarks, sides
from argmap.render.printable import printable

_STATUS = {
    Status.OPEN: "yellow", Status.ANSWERED: "cyan", Status.CONCEDED: "green", Status.ONE_SIDED: "bright_black",
}  # fmt: skip
_WIDEST_NAME = 18
_SIDES = {"for": "green", "against": "red"}
_SIGNS = {"for": "+", "against": "x"}


def disputes_shown(argument_map: ArgumentMap, *, top: int, explain: bool) -> RenderableType:
    """Return the first `top` disputes as something that rich lays out for a console of any width."""
    if not argument_map.disputes:
        return Text(printable(nothing_disputed(argument_map)))
    parts = [part for d in argument_map.disputes[:top] for part in _dispute(d, argument_map, explain=explain)]
    more = len(argument_map.disputes) - top
    rest = f"and {more} more: --top {len(argument_map.disputes)} shows all" if more > 0 else ""
    return Group(*parts, Text(rest, style="dim"))


def _dispute(dispute: Dispute, argument_map: ArgumentMap, *, explain: bool) -> Iterator[RenderableType]:
    status = dispute.status or Status.OPEN
    head = Table.grid(padding=(0, 1), expand=True)
    head.add_column(justify="right", width=3)
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    head.add_row(
        Text(f"{dispute.rank}.", style="bold"),
        Text(printable(dispute.point), style="bold"),
        Text(status.value, style=_STATUS.get(status, "")),
    )
    yield head
    both = sides(dispute, argument_map)
    wide = min(_WIDEST_NAME, max(cell_len(claim.who) for side in both for claim in side.claims))
    for side in both:
        if side.claims:
            yield Padding(_side(side, wide), (0, 0, 0, 4))
    for line in remarks(dispute, argument_map, explain=explain):
        yield Padding(Text(printable(line), style="dim"), (0, 0, 0, 4))
    yield Rule(style="dim")


def _side(side: Side, wide: int) -> RenderableType:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(width=1)
    table.add_column(width=wide, overflow="ellipsis", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(justify="right", no_wrap=True)
    for claim in side.claims:
        said = Text(printable(claim.said), style="bold" if claim.strongest and len(side.claims) > 1 else "")
        sign = Text(_SIGNS[side.name], style=_SIDES[side.name])
        table.add_row(sign, Text(printable(claim.who), style="italic"), said, _post(claim))
    more = f", and {side.rest()}" if side.rest() else ""
    return Group(Text(f"{side.name}: {side.voices}{more}", style=_SIDES[side.name]), table)


def _post(claim: Claim) -> Text:
    return Text(printable(claim.post), style=Style(dim=True, link=claim.url and printable(claim.url)))
