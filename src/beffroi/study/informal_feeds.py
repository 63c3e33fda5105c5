"""What is published of a network: timetables in four profiles, layers, and what was left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from beffroi.engines.informal.publishing import (
    PROFILES,
    REASONS,
    VARIANT,
    Assumed,
    Options,
    by_variant,
    confidence,
    feed,
    layers,
    planned,
    translated,
    translations_to_fill,
)
from beffroi.formats import gtfs, netex
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both, plural
from beffroi.study import informal_stated
from beffroi.territory.informal import FERRY, InformalNetwork, counted
from beffroi.territory.informal_plan import Publisher

LAYERS, NETEX = "network.gpkg", "netex.xml"
TO_FILL = "translations_to_fill.csv"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, with what each file is for, and what was left out."""

    files: tuple[tuple[str, Words], ...]
    remarks: tuple[Words, ...]


def write(  # noqa: PLR0913  (one for each thing that a town decides)
    network: InformalNetwork, folder: Path, publisher: Publisher, begin: str, *,
    provisional: bool, words: pd.DataFrame | None = None, routes: str = "line",
    codespace: str = "", hailed: bool = False, assumed: Assumed | None = None,
    bikes: bool | None = None,
) -> Written:  # fmt: skip
    """Write the timetables of a network, its layers, and how sure each thing is.

    Parameters
    ----------
    network
        The network.
    folder
        Where to write.
    publisher
        Who answers for it.
    begin
        First day on which it will be read, ISO 8601.
    provisional
        Whether what one ride alone shows is published too.
    words
        Translations of names, as `formats.rides.translations` reads them; None if there are none.
    routes
        What a route of the GTFS feeds is: a ``line``, or a ``variant`` there and back. NeTEx tells
        lines and variants apart, and has both.
    codespace
        Head of the identifiers of NeTEx; made of the name of who stands for the network if empty.
    hailed
        Whether the publisher states that vehicles are hailed where nobody counted who gets on.
    assumed
        Headway and hours that the publisher states where no departure was counted; None leaves
        such variants out.
    bikes
        Whether bikes are taken on board; None where nobody knows.

    Returns
    -------
    The files; without a timetable where nothing of the network can be stated.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    plan = planned(network, Options(
        publisher, begin, provisional=provisional, hailed=hailed, assumed=assumed, bikes=bikes,
    ))  # fmt: skip
    files: list[tuple[str, Words]] = []
    if plan.plan.variants:
        published = by_variant(plan.plan) if routes == VARIANT else plan.plan
        for rank, (profile, aim) in enumerate(PROFILES.items()):
            name = "feed.zip" if rank == 0 else f"feed-{profile}.zip"
            tables = feed(published, profile)
            told = tables if words is None else translated(tables, words)
            gtfs.write(told, folder / name)
            files.append((name, aim))
            if rank == 0:
                _table(translations_to_fill(tables, words), folder / TO_FILL)
        files.append((TO_FILL, both("names to translate: fill in, give back (--translations)")))
        netex.write(
            replace(plan.plan, words=words),
            folder / NETEX,
            codespace=codespace or netex.codespace_of(publisher.name),
        )
        files.append((NETEX, both("the same in NeTEx, French profile")))
    files.append((LAYERS, both("layers for a map: variants, stops, calls, stretches")))
    _write_layers(network, folder / LAYERS)
    _table(confidence(network, plan), folder / "confidence.csv")
    files.append(("confidence.csv", both("how sure each thing is: values, intervals, counts")))
    _table(plan.left_out, folder / "left_out.csv")
    files.append(("left_out.csv", both("what is not published, and why")))
    is_published = bool(plan.plan.variants)
    broken = _broken(folder / NETEX) if is_published else ()
    uncounted = _uncounted(network, hailed=hailed) if is_published else ()
    stated = informal_stated.told(network, assumed) if is_published and assumed is not None else ()
    return Written(
        tuple(files), (*_remarks(plan.left_out, is_published), *stated, *uncounted, *broken)
    )


def _broken(path: Path) -> Iterator[Words]:
    """Say which rules of NeTEx and of the profile a file that was just written does not keep."""
    found = netex.faults(path)
    if found:
        yield both("{file} does not keep the rules of NeTEx: {fault}.", file=path.name,
                   fault=found[0])  # fmt: skip


def _uncounted(network: InformalNetwork, *, hailed: bool) -> Iterator[Words]:
    """Say whose word it is that vehicles are hailed between stops, where nobody counted."""
    modes = network.routes.set_index("route_id")["mode"]
    by_road = network.variants["route_id"].map(modes) != FERRY
    known = set(network.sections.loc[counted(network.sections), "variant_id"])
    n = int((by_road & ~network.variants["variant_id"].isin(known)).sum())
    if n and hailed:
        yield plural(
            n,
            both("On {n} variant nobody counted who gets on: that vehicles are hailed between its "
                 "stops is an assumption of the publisher."),
            both("On {n} variants nobody counted who gets on: that vehicles are hailed between "
                 "their stops is an assumption of the publisher."),
            n=str(n),
        )  # fmt: skip
    elif n:
        yield plural(
            n,
            both("On {n} variant nobody counted who gets on: the timetables do not say whether "
                 "vehicles are hailed between its stops. Count (--counts), or state it "
                 "(--hailed)."),
            both("On {n} variants nobody counted who gets on: the timetables do not say whether "
                 "vehicles are hailed between their stops. Count (--counts), or state it "
                 "(--hailed)."),
            n=str(n),
        )  # fmt: skip


def _write_layers(network: InformalNetwork, path: Path) -> None:
    with written_whole(path) as temporary:
        temporary.unlink()
        for name, layer in layers(network).items():
            layer.to_file(temporary, layer=name, driver="GPKG")


def _table(table: pd.DataFrame, path: Path) -> None:
    with written_whole(path) as temporary:
        table.to_csv(temporary, index=False, lineterminator="\n")


def _remarks(left_out: pd.DataFrame, is_published: bool) -> Iterator[Words]:  # noqa: FBT001
    """Say how many variants are not in the timetables, and why."""
    if not is_published:
        yield both("No timetable is written: nothing of this network can be stated yet.")
    own = left_out[left_out["kind"] == "variant"]
    for reason, n in own["reason"].value_counts().items():
        yield plural(
            int(n),
            both("{n} variant is not in the timetables: {reason}."),
            both("{n} variants are not in the timetables: {reason}."),
            n=str(n), reason=REASONS[str(reason)],
        )  # fmt: skip
