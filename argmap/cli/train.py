"""`argmap train`: models made anew from the public corpora."""

from pathlib import Path
from typing import Annotated

import typer

train = typer.Typer(help="Train the models that argmap ships from public corpora.", no_args_is_help=True)

Corpora = Annotated[
    Path, typer.Option("--corpora", envvar="ARGMAP_CORPORA", file_okay=False, help="The folder of the corpora.")
]
Work = Annotated[Path, typer.Option("--work", file_okay=False, help="Where finished steps are kept, to go on from.")]
Data = Annotated[
    Path, typer.Option("--data", envvar="ARGMAP_DATA", file_okay=False, help="The folder that holds `threads`.")
]
LABELS = Path("benchmarks")
Models = Annotated[Path, typer.Option("-o", "--models", file_okay=False, help="The folder that gets the model.")]


@train.command()
def teacher(
    corpora: Corpora,
    base: Annotated[Path, typer.Option("--base", file_okay=False, help="The all-MiniLM-L6-v2 to start from.")],
    out: Annotated[Path, typer.Option("-o", "--out", file_okay=False, help="The folder that gets what it says.")],
    minutes: Annotated[float, typer.Option("--minutes", min=0.1, help="How long, on a GPU; without one, days.")] = 4.5,
) -> None:
    """Train a parser too large to ship, and let it read raw posts for `argmap train syntax --silver`. Wants a GPU."""
    from argmap.cli.output import note
    from argmap.train.needs import needs_torch

    needs_torch()
    from argmap.train.syntax.teacher import Times, make

    make(corpora, base, out, times=Times.within(minutes * 60), say=note)


@train.command()
def syntax(
    corpora: Corpora,
    base: Annotated[
        Path | None,
        typer.Option("--base", file_okay=False, help="The all-MiniLM-L6-v2, to teach first."),
    ] = None,
    work: Work = Path("train-work"),
    models: Models = Path("models"),
    silver: Annotated[
        Path | None, typer.Option("--silver", file_okay=False, help="The folder a teacher filled elsewhere.")
    ] = None,
    minutes: Annotated[float, typer.Option("--minutes", min=0.1, help="The teacher's minutes, on a GPU.")] = 4.5,
    words: Annotated[int, typer.Option("--words", min=100, help="Words of posts for the teacher.")] = 3_000_000,
    steps: Annotated[int, typer.Option("--steps", min=1, help="Steps of training after the teacher.")] = 4500,
) -> None:
    """Train en_argmap_syntax: sentences, tags, lemmas, dependencies, names. Takes about half an hour on one core."""
    from argmap.cli.output import note, write
    from argmap.train.scores import lines
    from argmap.train.syntax import Budget, build

    budget = Budget(minutes=minutes, words=words, steps=steps)
    figures = build(corpora, work / "syntax", models, base=base, silver=silver, budget=budget, say=note)
    write("\n".join(lines(figures)) + "\n", None)


@train.command()
def arguments(
    corpora: Corpora,
    data: Data,
    gold: Annotated[Path, typer.Option("--gold", file_okay=False, help="Hand-made maps to train on, argmap/1.")],
    base: Annotated[Path, typer.Option("--base", file_okay=False, help="The all-MiniLM-L6-v2 to start from.")],
    work: Work = Path("train-work"),
    models: Models = Path("models"),
    labels: Annotated[Path, typer.Option("--labels", file_okay=False, help="The folder of labels by place.")] = LABELS,
    teacher: Annotated[
        Path | None,
        typer.Option("--teacher", file_okay=False, help="The all-mpnet-base-v2, to learn from too. Wants a GPU."),
    ] = None,
    licences: Annotated[str, typer.Option("--licences", help="all, or open: openly licensed corpora alone.")] = "all",
    seeds: Annotated[int, typer.Option("--seeds", min=1, help="How many are averaged; one takes about one run.")] = 3,
    minutes: Annotated[float, typer.Option("--minutes", min=0.1, help="When a run ends; the next goes on.")] = 150.0,
) -> None:
    """Train argument-encoder: components, links, for or against. Takes hours on two cores, minutes on a GPU."""
    from argmap.cli.output import note
    from argmap.train.arguments import Sources, train_arguments
    from argmap.train.arguments.lessons import Size

    at = Sources(corpora=corpora, data=data, labels=labels, gold=gold, base=base, teacher=teacher)
    place, out = work / "arguments", models / "argument-encoder"
    if not train_arguments(at, place, out, licences=licences, size=Size(seeds=seeds), minutes=minutes, say=note):
        note(f"{minutes:g} minutes are up; what is done is kept in {place}, and the same command goes on there")


@train.command()
def links(
    corpora: Corpora,
    data: Data,
    models: Models = Path("models"),
    labels: Annotated[Path, typer.Option("--labels", file_okay=False, help="The folder of labels by place.")] = LABELS,
) -> None:
    """Fit the networks that choose what a component speaks to. Takes about five minutes on one core."""
    from argmap.cli.output import note
    from argmap.errors import ModelError
    from argmap.nlp.encoder import NETWORKS
    from argmap.train.needs import needs_torch

    out = models / "argument-encoder"
    if not (out / "config.json").is_file():
        raise ModelError(f"{out} holds no argument-encoder that the networks could lie beside; see --models")
    needs_torch()
    from argmap.nlp.sealed import seal
    from argmap.train.arguments.links import train_links

    train_links(corpora, data, labels, out / NETWORKS, say=note)
    seal(out)


@train.command()
def weights(
    corpora: Corpora,
    data: Data,
    gold: Annotated[Path, typer.Option("--gold", file_okay=False, help="Hand-made maps made with care, argmap/1.")],
    models: Models = Path("models"),
    labels: Annotated[Path, typer.Option("--labels", file_okay=False, help="The folder of labels by place.")] = LABELS,
) -> None:
    """Fit how the encoder, the networks of links and the rules are weighed. Takes about three minutes on one core."""
    from argmap.cli.output import note
    from argmap.train.arguments.weights import train_weights

    train_weights(corpora, data, labels, gold, models / "argument-encoder", say=note)


@train.command()
def senses(
    corpora: Corpora,
    base: Annotated[Path, typer.Option("--base", file_okay=False, help="The all-MiniLM-L6-v2 to start from.")],
    work: Work = Path("train-work"),
    models: Models = Path("models"),
) -> None:
    """Train sense-encoder: how alike texts are in meaning. Takes about forty minutes on one core."""
    from argmap.cli.output import note
    from argmap.train.needs import needs_torch

    needs_torch()
    from argmap.train.senses import NAME, train_senses

    train_senses(corpora, base, work / "senses", models / NAME, say=note)


@train.command()
def threads(
    corpora: Corpora,
    data: Data,
    work: Work = Path("train-work"),
    models: Models = Path("models"),
) -> None:
    """Train reply-links: who answers whom where the source lost it. Takes about ten minutes on one core."""
    from argmap.cli.output import note
    from argmap.train.threads import train_threads

    train_threads(corpora, data, work / "threads", models / "reply-links", say=note)


@train.command()
def clauses(
    corpora: Corpora,
    gold: Annotated[Path, typer.Option("--gold", file_okay=False, help="Hand-made maps to learn from, argmap/1.")],
    output: Annotated[Path, typer.Option("-o", help="The file that gets the weights.")] = Path("argmap/cuts.json"),
) -> None:
    """Fit where sentences are cut into clauses. Takes about a minute on one core."""
    from argmap.cli.output import note
    from argmap.train.clauses import train_clauses

    train_clauses(corpora, gold, output, say=note)


@train.command()
def disputes(
    gold: Annotated[Path, typer.Option("--gold", file_okay=False, help="Hand-made maps, each beside its text.")],
    quiet: Annotated[list[Path], typer.Option("--quiet", help="A thread where nothing is disputed; give several.")],
    output: Annotated[Path, typer.Option("-o", help="The file that gets the weights.")] = Path(
        "argmap/disputes/weights.json"
    ),
) -> None:
    """Fit how likely a found dispute is one. Takes about two minutes on one core."""
    from argmap.cli.output import note
    from argmap.train.disputes import train_disputes

    train_disputes(gold, quiet, output, say=note)


@train.command()
def canonical(
    corpora: Corpora,
    gold: Annotated[Path, typer.Option("--gold", file_okay=False, help="Hand-made maps with canonical claims.")],
    output: Annotated[Path, typer.Option("-o", help="The file that gets the weights.")] = Path(
        "argmap/canonical/weights.json"
    ),
) -> None:
    """Fit which words canonical claims keep and what their pronouns mean. Takes about two minutes on one core."""
    from argmap.cli.output import note
    from argmap.train.canonical import train_canonical

    train_canonical(gold, output, corpora=corpora, say=note)
