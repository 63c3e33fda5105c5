"""Regulating a network built of rides: hypotheses in, a proposal with its figures and plan out."""

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from beffroi.engines.informal.regulation import Proposal, proposed
from beffroi.engines.informal.regulation.draws import Floats, Told
from beffroi.engines.informal.regulation.draws import told as told_draws
from beffroi.engines.informal.regulation.figures import figures
from beffroi.engines.informal.regulation.hypotheses import FILE, NAMES, Hypotheses, hypotheses
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.plan import Step, steps, unknowns
from beffroi.engines.informal.regulation.roads import by_road
from beffroi.engines.informal.regulation.service import Hours, by_hours, fleet_of
from beffroi.formats import points
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import bounded, is_there, write_text
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.foundation.toml_faults import fault
from beffroi.study import informal_networks, informal_survey
from beffroi.territory.informal import InformalNetwork, worn

HYPOTHESIS_NAMES: Final = NAMES
"""How each hypothesis is called where people read it."""
FOLDER: Final = "regulation"
PAGE: Final = "index.html"
WORD: Final = "rapport.docx"
HYPOTHESES: Final = "hypotheses.toml"
MOST_BYTES: Final = 1024**2
FORMAT = "hypotheses of a regulated network (TOML)"
COLUMNS: Final = (
    "variant_id", "merged_into", "number", "line", "direction", "length_m", "members",
    "stops_today", "stops_proposed", "kept", "moved", "dropped", "added", "return", "vehicles_peak",
    "vehicles_low", "vehicles_high", "state",
)  # fmt: skip
WORKED: Final = (
    "regulation.variants_after",
    "regulation.vehicles_before",
    "regulation.vehicles_after",
    "regulation.licences",
    "regulation.kilometres",
    "regulation.cost",
    "regulation.revenue",
    "regulation.needed_subsidy",
)
"""Figures that the command says."""


@dataclass(frozen=True, slots=True, eq=False)
class Regulated:
    """A proposal that is ready to be read.

    Attributes
    ----------
    folder
        Where it is written.
    network
        The network that it starts from, without lines of boats.
    proposal
        The proposal.
    wanted
        Its hypotheses.
    figures
        Its figures, with sources.
    steps
        The plan.
    unknowns
        What must be surveyed first.
    warnings
        Lines that go by boat, which are left out, and what was left out of the table of people.
    files
        What is written, under the folder.
    """

    folder: Path
    network: InformalNetwork
    proposal: Proposal
    wanted: Hypotheses
    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]
    unknowns: tuple[Words, ...]
    warnings: tuple[Words, ...]
    files: tuple[str, ...]


def regulate(
    folder: Path, page: Callable[[Regulated, Path], None], *, chosen: Path | None = None,
    population: Path | None = None, seed: int = 0,
    word: Callable[[Regulated, Path], None] | None = None,
) -> Regulated:  # fmt: skip
    """Propose a regulated network and write it into ``regulation/`` of the folder of a build.

    Parameters
    ----------
    folder
        Folder that `beffroi informal build` wrote.
    page
        Writes the page, given the proposal and its path.
    chosen
        Hypotheses, TOML; those of ``regulation/hypotheses.toml`` where absent, which is written
        with Beffroi's own if it is not there, and never written over.
    population
        Table of points with how many people live there; None if there is none.
    seed
        Of the draws.
    word
        Writes the report that a territorial authority amends, given the proposal and its path;
        none is written where absent.

    Raises
    ------
    UnreadableFileError, FaultyFileError, HostileFileError, InputError
        If the folder, the hypotheses or the table of people cannot be used.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    network, left_out = by_road(informal_networks.read(folder))
    out = folder / FOLDER
    beside = out / HYPOTHESES
    path = chosen or (beside if is_there(beside) else FILE)
    wanted = read_hypotheses(path)
    people = None if population is None else points.read(population)
    made = proposed(network, wanted, people=None if people is None else people.table, seed=seed)
    done = Regulated(
        out, network, made, wanted,
        figures(made, wanted, date=network.last_day, sources=_sources(network, path)),
        steps(made, network, wanted), unknowns(made, network, wanted),
        (*left_out, *(() if people is None else people.warnings)),
        (f"{FOLDER}/{PAGE}", f"{FOLDER}/figures.json", f"{FOLDER}/variants.csv",
         f"{FOLDER}/{HYPOTHESES}", *((f"{FOLDER}/{WORD}",) if word else ())),
    )  # fmt: skip
    _write(done, page, seed)
    if word is not None:
        word(done, out / WORD)
    if not is_there(beside):
        write_text(beside, path.read_text(encoding="utf-8"))
    return done


def read_hypotheses(path: Path) -> Hypotheses:
    """Read hypotheses.

    Raises
    ------
    UnreadableFileError
        If the file is absent, too large or no TOML.
    FaultyFileError
        If a hypothesis is unknown or out of its range; all faults are listed.
    """
    raw = bounded(path, MOST_BYTES, may_be_empty=True)
    try:
        held = tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            path, found=both("it is no TOML ({said})", said=fault(error)),
            remedy="Mend the line named, or delete the file to have it written anew.",
        ) from error  # fmt: skip
    wanted, faults = hypotheses(held)
    if wanted is None:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return wanted


def _sources(network: InformalNetwork, path: Path) -> tuple[Source, Source]:
    return (
        Source("informal_network", f"Réseau relevé – {network.agency}", network.agency,
               network.last_day, "", file=informal_networks.FACTS, provenance="supplied"),
        Source("hypotheses", f"Hypothèses ({path.name})", "Beffroi" if path == FILE else
               network.agency, "", "", file=path.name),
    )  # fmt: skip


def _write(done: Regulated, page: Callable[[Regulated, Path], None], seed: int) -> None:
    text = json.dumps(as_json(done) | {"seed": seed}, ensure_ascii=False, indent=1, allow_nan=False)
    write_text(done.folder / "figures.json", text + "\n")
    write_text(done.folder / "variants.csv", informal_survey.as_sheet(variants(done)))
    page(done, done.folder / PAGE)


def variants(done: Regulated) -> pd.DataFrame:
    """List every variant of today with what becomes of it."""
    made = done.proposal
    by_line = {line.way.variant_id: line for line in made.lines}
    services = {s.out.variant_id: s for s in made.after}
    services |= {s.back.variant_id: s for s in made.after if s.back is not None}
    routes = done.network.routes.set_index("route_id")
    numbers = public_numbers(done)
    rows = []
    for way, leader in zip(made.ways, made.leaders, strict=True):
        line = by_line.get(way.variant_id)
        row: dict[str, Any] = {
            "variant_id": way.variant_id, "merged_into": made.ways[leader].variant_id,
            "number": numbers[way.variant_id]["number"], "direction": way.direction,
            "line": routes["name"].get(way.route_id), "length_m": round(way.length),
            "stops_today": len(way.stop_ids),
            "state": "provisional" if way.is_provisional else "used",
        }  # fmt: skip
        if line is not None:
            changes = [stop.change for stop in line.stops]
            service = services[way.variant_id]
            fleet = told_draws(fleet_of(service))
            row |= {
                "members": len(line.members), "return": service.returns,
                "stops_proposed": sum(change != "dropped" for change in changes),
                **{key: changes.count(key) for key in ("kept", "moved", "dropped", "added")},
                "vehicles_peak": fleet.value, "vehicles_low": fleet.low or fleet.value,
                "vehicles_high": fleet.high or fleet.value,
            }  # fmt: skip
        rows.append(row)
    counts = [c for c in COLUMNS if c not in {"variant_id", "merged_into", "number", "line",
                                              "return", "state"}]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype(dict.fromkeys(counts, "Float64"))


def public_numbers(done: Regulated) -> dict[str, dict[str, str]]:
    """Give the `number`, `colour` and `text_colour` that each variant of today is known by."""
    network = done.network
    shown = worn(network.variants, network.routes).astype(str)
    rows = [dict(zip(shown.columns, row, strict=True)) for row in shown.to_numpy()]
    return dict(zip(network.variants["variant_id"], rows, strict=True))


def estimate(drawn: Floats) -> Told:
    """Say draws by their best estimate and their interval."""
    return told_draws(drawn)


def at_once(done: Regulated) -> tuple[Hours, ...]:
    """Sum the vehicles of all lines of the proposal by part of the day."""
    return tuple(by_hours(done.proposal.after))


def walked(metres: float) -> float:
    """Turn a distance as the crow flies into minutes on foot. [min]."""
    return metres * parameter("detour") / parameter("walk") / 60


def as_json(done: Regulated) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [figure.as_json() for figure in done.figures],
        "findings": [],
        "warnings": [words.as_json() for words in done.warnings],
        "files": list(done.files),
        "hypotheses": {
            name: {
                "value": one.value if one.value == one.value else "as_observed",
                "low": one.low if one.low == one.low else None,
                "high": one.high if one.high == one.high else None,
                "unit": one.unit, "valid_from": one.valid_from, "source": one.source,
                "url": one.url,
            }
            for name, one in done.wanted.values.items()
        },
        "rate": _rate(done.wanted),
        "hours": [
            {
                "days": one.days, "begins_s": one.begins, "ends_s": one.ends,
                "services": one.n_services, "vehicles": _plain(estimate(one.vehicles)),
                "partial": one.is_partial,
            }
            for one in at_once(done)
        ],
        "balances": [
            {
                "name": one.name.as_json(), "currency": done.wanted.currency,
                "paid_in": one.paid_in,
                "chance": one.chance,
                **{key: _plain(getattr(one, key))
                   for key in ("revenue", "subsidy", "cost", "result")},
            }
            for one in done.proposal.balances
        ],
        "places": [
            {
                "name": one.name, "walk": one.walk, "wait_before": one.wait_before,
                "wait_after": one.wait_after, "verdict": one.verdict, "share": one.share,
            }
            for one in done.proposal.places
        ],
        "steps": [
            {
                "id": one.id, "title": one.title.as_json(), "ready": one.is_ready,
                "shown": [words.as_json() for words in one.shown],
            }
            for one in done.steps
        ],
        "unknown": [words.as_json() for words in done.unknowns],
    }  # fmt: skip


def _rate(wanted: Hypotheses) -> dict[str, Any] | None:
    rate = wanted.rate
    if rate is None:
        return None
    return {
        "currency": rate.currency, "value": rate.value.value, "low": rate.value.low,
        "high": rate.value.high, "valid_from": rate.value.valid_from,
        "source": rate.value.source, "url": rate.value.url,
    }  # fmt: skip


def worded(figure: Figure) -> Words:
    """Say a figure; one that parts are missing from is said to be of what was counted.

    A minimum beside the interval of what was counted would contradict it.
    """
    said = said_in_both(replace(figure, minimum=False))
    if not figure.minimum or figure.value is None:
        return said
    return both("{value} for what was counted").filled(value=said)


def _plain(one: Any) -> dict[str, float | None]:
    return {"value": one.value, "low": one.low, "high": one.high}


def told(done: Regulated) -> Iterator[Words]:
    """Say the main figures, what is not known, and where the page is."""
    for figure in done.figures:
        if figure.id in WORKED:
            yield Words("{name}\u00a0: {value}", "{name}: {value}").filled(
                name=figure.name, value=worded(figure)
            )
    yield from done.warnings
    for words in done.unknowns:
        yield both("To survey first: {what}").filled(what=words)
    yield both("Read {path}; hypotheses to change: {hypotheses}.",
               path=str(done.folder / PAGE), hypotheses=str(done.folder / HYPOTHESES))  # fmt: skip
