"""``outsidein discover``: from a log of events to a draft map of the journeys that are really walked.

What lives here: the command. Not here: the search (insight.discovery).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from outsidein.cli.app import JsonOption, app, told
from outsidein.cli.walking.command import (
    CaseOption,
    EngineOption,
    EventOption,
    NotionOption,
    SegmentOption,
    SourceArgument,
    TableOption,
    TimeOption,
)


@app.command("discover")
@told("discover")
def discover(
    source: SourceArgument = ".",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to put the draft map: a .map.yaml file.", metavar="FILE")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    title: Annotated[str, typer.Option("--title", help="What to call the map.")] = "",
    steps: Annotated[int, typer.Option("--most-steps", help="How many steps at most.", min=2, max=40)] = 12,
    least: Annotated[
        float, typer.Option("--least-share", help="The share a representative journey stands for.", min=0.001, max=0.5)
    ] = 0.02,
    seed: Annotated[int, typer.Option("--seed", help="Draws the sample where there are very many journeys.")] = 0,
    of: NotionOption = "case",
    segment: SegmentOption = None,
    case: CaseOption = "",
    time: TimeOption = "",
    event: EventOption = "",
    table: TableOption = "",
    transitions: Annotated[
        str, typer.Option("--lifecycle", help="Of an activity with several transitions: complete, or all.")
    ] = "complete",
    engine: EngineOption = "",
    json_: JsonOption = False,
) -> int:
    """Discover a journey map from a log: typical journeys with their shares, stages, steps, loops; how sure it is.

    outsidein discover helpdesk.xes.gz --out helpdesk.map.yaml
    """
    from outsidein import maps, workspace
    from outsidein.cli import say
    from outsidein.cli.shape import as_json
    from outsidein.cli.walking import grid
    from outsidein.cli.walking.parsing import parse_segments

    if out is not None and out.exists() and not force:
        raise typer.BadParameter(f"{out} is there already; --force writes over it.", param_hint="--out")
    log = workspace.Log(case=case, time=time, event=event, table=table, notion=of, transitions=transitions)
    where: Path | str = source if "://" in source else Path(source)
    with (
        say.progress("Reading", quiet=json_) as step,
        workspace.open_journeys(where, log=log, engine=engine, progress=step) as walked,
    ):
        found, draft = workspace.discover(
            walked.journeys.segment(**parse_segments(segment or ())),
            key=out.name.partition(".")[0] if out else Path(walked.shown).name.partition(".")[0],
            title=title,
            most_steps=steps,
            least_share=least,
            seed=seed,
            evidence=walked.evidence,
            progress=step,
        )
        shown = walked.shown
    if out is not None:
        workspace.write_whole(out, maps.write(draft))
    if json_:
        print(as_json("discover", ok=True, file=out, discovery=found, map=maps.write(draft)))
        return 0
    grid.show(
        f"Journeys discovered in {shown}",
        ("typical journey", "share"),
        [(grid.way(one.path), grid.share(one.share)) for one in found.representatives],
        under=f"{len(found.representatives)} typical journeys (sure of the number: {100 * found.sure:.0f} %); "
        f"within two edits of one: {grid.share(found.coverage)} of {found.n:,}.",
    )
    contexts = [
        (str(number), f"{trait.context} = {trait.value}", grid.share(trait.share), grid.share(trait.others))
        for number, one in enumerate(found.representatives, start=1)
        for trait in one.profile
    ]
    if contexts:
        grid.show(
            "Contexts that go with a journey",
            ("typical journey", "context", "of these", "of all others"),
            contexts,
            names=2,
            under="Corrected for all that were looked at: association, not cause.",
        )
    grid.show(
        "Steps of the draft map",
        ("step", "journeys"),
        [(" / ".join(one.events), grid.share(one.share)) for one in found.steps],
        under=" ".join(found.notes),
    )
    if out is not None:
        say.out.print(f"Written to {out}. It is a proposal: name its stages, then add what the log cannot know.")
    else:
        say.out.print("--out FILE.map.yaml writes the draft map.")
    return 0
