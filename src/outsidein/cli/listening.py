"""``outsidein themes``: what comments speak of, as proposed, as named by people, and as a model learnt it from them.

What lives here: the command and its lists. Not here: groups and models (insight.themes), naming them (the browser).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from outsidein.cli.app import FolderArgument, JsonOption, MapOption, app, told

if TYPE_CHECKING:
    from outsidein.insight.themes import Comment, ProposedTheme, Spoken, Told
    from outsidein.measures import Estimate


@app.command("themes")
@told("themes")
def themes(
    folder: FolderArgument = Path(),
    map_: MapOption = "",
    step: Annotated[str, typer.Option("--step", help="Only what counts for this step (its id).", metavar="ID")] = "",
    touchpoint: Annotated[
        str, typer.Option("--touchpoint", "-t", help="Only what was said about this touchpoint.", metavar="KEY")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="For resampling.")] = 0,
    json_: JsonOption = False,
) -> int:
    """What customers’ comments speak of: proposed groups, themes that you named, and how well a model knows them.

    outsidein themes sample --touchpoint boarding
    """
    from outsidein import workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json, plain

    place = workspace.find(folder)
    document = workspace.load_map(place, map_)
    with say.progress("Reading the comments", quiet=json_) as tell, workspace.open_study(place) as study:
        found, quoted = workspace.tell(study, document, step=step, touchpoint=touchpoint, seed=seed, progress=tell)
    if json_:
        texts = {id: one.text for id, one in sorted(quoted.items())}
        print(as_json("themes", ok=True, map=document.journey.key, **plain(found), texts=texts))
        return 0
    _print(found, quoted)
    return 0


def _print(found: Told, quoted: Mapping[str, Comment]) -> None:
    from rich.text import Text

    from outsidein.cli import say

    say.out.print(f"{found.total:,} comments", style="bold")
    for theme in found.themes:
        _print_theme(theme, quoted)
    if found.proposals:
        say.out.print("\nProposed, not yet named by anybody", style="bold")
    for proposed in found.proposals:
        _print_proposed(proposed, quoted)
    say.out.print()
    learnt = found.learnt
    if learnt.accuracy.known:
        right, usual = _percent(learnt.accuracy), _percent(learnt.baseline)
        said = f"The model is right on {right} of comments that it had not seen; always the commonest: {usual}."
        say.out.print(Text(f"{said} Learnt from {learnt.labels:,} labels."))
    for note in (*learnt.notes, *found.notes):
        say.out.print(Text("– " + note, style="dim"))


def _print_theme(theme: Spoken, quoted: Mapping[str, Comment]) -> None:
    from rich.text import Text

    from outsidein.cli import say

    ways = ((theme.labelled, "labelled"), (theme.recognised, "recognised by the model"), (theme.grouped, "proposed"))
    how = ", ".join(f"{n:,} {way}" for n, way in ways if n) or "no comments here"
    say.out.print()
    say.out.print(Text.assemble((theme.title, "bold cyan"), f"  {_percent(theme.share)} of comments  ", (how, "dim")))
    _print_quotes(theme.quotes, quoted)


def _print_proposed(proposed: ProposedTheme, quoted: Mapping[str, Comment]) -> None:
    from rich.text import Text

    from outsidein.cli import say

    n, held = len(proposed.comments), say.number(proposed.stability.value)
    shaky = ", shaky" if proposed.shaky else ""
    say.out.print()
    words = ", ".join(proposed.words)
    say.out.print(Text.assemble((words, "cyan"), (f"  n = {n:,}, holds by {held} on resampling{shaky}", "dim")))
    _print_quotes(proposed.quotes, quoted)


def _print_quotes(ids: tuple[str, ...], quoted: Mapping[str, Comment]) -> None:
    from rich.text import Text

    from outsidein.cli import say

    for id in ids:
        say.out.print(Text(f"  “{' '.join(quoted[id].text.split())}”"))


def _percent(share: Estimate) -> str:
    from outsidein.cli import say

    if not share.known:
        return "–"
    low, high = (say.number(100 * end, digits=0) for end in (share.low, share.high))
    return f"{say.number(100 * share.value, digits=0)} % ({low} to {high})"
