"""An opened study: everything that a report, a page or a notebook may ask of a town's results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import sha256
from beffroi.foundation.language import Words
from beffroi.store import manifest, results
from beffroi.study import arbitrations, settings, snapshots
from beffroi.study.decide import Decided
from beffroi.study.lacks import Lack, lacks
from beffroi.study.layers import layers
from beffroi.study.run import LAST
from beffroi.study.solutions import Failure, Proposal, failures, proposals
from beffroi.study.workshop import RESULTS, Workshop
from beffroi.territory.communes import known_towns
from beffroi.territory.exhibit import Exhibit
from beffroi.territory.finding import Finding
from beffroi.territory.need import WeighedNeed
from beffroi.territory.peers import peers
from beffroi.territory.perimeter import Perimeter
from beffroi.territory.town import Town


@dataclass(frozen=True)
class Study:
    """A town's study with its results.

    Attributes
    ----------
    folder
        Where it lives.
    name
        The town's name.
    town
        What the national registers say of it.
    peers
        Comparable towns of Action Cœur de Ville; may be empty.
    perimeter
        The area that the figures speak of.
    figures
        Every figure; its room is what precedes the first dot of its id.
    findings
        What they mean, the heaviest first.
    needs
        What must change, weighed by data and people, the heaviest first.
    proposals
        For the heaviest needs, what could answer them and what was left out, with reasons.
    failures
        What failed elsewhere and that the proposals call to mind.
    exhibits
        Tables to be shown, some as charts.
    sources
        Every source used.
    lacks
        Sources that the study does not have.
    left_out
        Files of what people said that could not be used, and what follows from it; `warnings` says
        it too.
    said_of_answers
        Columns of answers that tell who answers, where the study names the export that holds them;
        `warnings` says it too.
    warnings
        What was repaired or left out on the way.
    layers
        Tables of geometries in WGS 84, clipped to the perimeter and a margin: ``streets``,
        ``buildings``, ``water``, ``greens``, ``stops``, ``shops``, ``car_parks``,
        ``bicycle_parkings``, ``carpool_places``, ``access`` (areas by ``minutes``), ``view``,
        ``centre``, ``main_street``, ``missing_links``, ``carpool_axes``,
        ``missed_connections``; any may be absent.
    date
        Day the study was run, ISO 8601.
    rooms
        Rooms whose results are there; the others were not run.
    decisions
        Decisions that the study names, arbitrated.
    """

    folder: Path
    name: str
    town: Town
    peers: tuple[Town, ...]
    perimeter: Perimeter
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    needs: tuple[WeighedNeed, ...]
    proposals: tuple[Proposal, ...]
    failures: tuple[Failure, ...]
    exhibits: tuple[Exhibit, ...]
    sources: tuple[Source, ...]
    lacks: tuple[Lack, ...]
    left_out: tuple[Words, ...]
    said_of_answers: tuple[Words, ...]
    warnings: tuple[Words, ...]
    layers: Mapping[str, gpd.GeoDataFrame]
    date: str
    rooms: tuple[str, ...]
    decisions: tuple[Decided, ...] = ()


def opened(study: Path) -> Study:
    """Open a study that was run.

    Raises
    ------
    InputError
        If it was never run to its end.
    """
    given = settings.read(study)
    entries = manifest.read(study)
    shop = Workshop(study, given, entries, results.Results(study / RESULTS))
    if LAST not in shop.results.index():
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(study),
        )
    damaged = shop.results.damaged()
    if damaged:
        raise InputError(
            "The result {file} of study {study} was changed or lost since the study was run. "
            "Run it again: beffroi study run {study}",
            file=damaged,
            study=str(study),
        )
    town, outline = Town(**shop.document("commune")["town"]), shop.document("place")["perimeter"]
    polygon = shapely.from_wkt(outline["wkt"])
    perimeter = Perimeter(Words(**outline["name"]), polygon, Words(**outline["origin"]))
    measured = [*shop.document("figures"), *shop.document("needs")["figures"]]
    figures = tuple(Figure.from_json(figure) for figure in measured)
    return Study(
        folder=study,
        name=town.name,
        town=town,
        peers=_peers(town),
        perimeter=perimeter,
        figures=figures,
        findings=tuple(Finding.from_json(found) for found in shop.document("findings")),
        needs=tuple(WeighedNeed.from_json(need) for need in shop.document("needs")["needs"]),
        proposals=proposals(shop.document("solutions")),
        failures=failures(shop.document("solutions")),
        exhibits=tuple(Exhibit.from_json(exhibit) for exhibit in shop.document("exhibits")),
        sources=_sources(entries, figures),
        lacks=lacks(given, shop),
        left_out=tuple(_left_out(shop)),
        said_of_answers=snapshots.said_of_answers(study, given),
        warnings=tuple(_warnings(shop)),
        layers=layers(shop),
        date=shop.document("run")["date"],
        rooms=tuple(shop.document("run")["rooms"]),
        decisions=arbitrations.decided(shop),
    )


def page_key(study: Path) -> str:
    """Return what a page of a study rests on: its last steps and its sources, as one hash.

    Two pages of the same key say the same.
    """
    index = results.Results(study / RESULTS).index()
    last = [index[step]["key"] for step in sorted(index)
            if step == LAST or step.startswith(arbitrations.PREFIX)]  # fmt: skip
    return results.key(LAST, version=1, inputs={"manifest": sha256(manifest.path(study))},
                       options={"last": last})  # fmt: skip


def _peers(town: Town) -> tuple[Town, ...]:
    if not town.is_french or town.is_drawn:
        return ()
    return tuple(Town.from_row(row) for row in peers(town, known_towns()).to_dict("records"))


def _sources(
    entries: Mapping[str, manifest.Entry], figures: tuple[Figure, ...]
) -> tuple[Source, ...]:
    """Return the sources of the manifest, then those shipped with Beffroi that figures used."""
    read = {entry.id: entry.as_source() for entry in entries.values()}
    used = {source.id: source for figure in figures for source in figure.sources}
    return tuple((read | used).values())


def _has(shop: Workshop, room: str) -> bool:
    return room in shop.document("run")["rooms"]


def _left_out(shop: Workshop) -> Iterator[Words]:
    if _has(shop, "usages"):
        yield from (Words(**words) for words in shop.document("usages")["left_out"])


def _warnings(shop: Workshop) -> Iterator[Words]:
    read = ("commune", "place", *(room for room in ("usages", "maturity") if _has(shop, room)))
    documents: list[Any] = [shop.document(name) for name in read]
    said = [words for document in documents for words in document["warnings"]]
    yield from (Words(**words) for words in said)
    for entry in shop.entries.values():
        yield from entry.warnings
