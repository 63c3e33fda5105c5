"""The grid: the ten lines, their stages and their proofs, read from dated data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.maturity import (
    TOP,
    Condition,
    Cost,
    Duty,
    Grid,
    Help,
    Line,
    Proof,
    Stage,
    Step,
    Test,
)

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published share of authorities that have what a proof shows.

    Attributes
    ----------
    id, name
        What is measured, of whom.
    value
        Share. [1]
    date
        Year of the survey.
    proof
        Id of the proof that a town is compared by.
    n
        Authorities surveyed, all strata together.
    source, url
        Where it was published.
    """

    id: str
    name: Words
    value: float
    date: str
    proof: str
    n: int
    source: str
    url: str


@cache
def maturity_grid() -> Grid:
    """Return the grid in force.

    Examples
    --------
    >>> len(maturity_grid().lines)
    10
    """
    read = _toml("grid.toml")
    duties = _duties()
    return Grid(
        version=read["version"],
        date=read["date"],
        source=Source(
            id="maturity-grid",
            name="Grille de maturité numérique d'un centre",
            publisher="Beffroi",
            date=read["date"],
            licence="Apache-2.0",
            url=read["url"],
        ),
        stages=tuple(Words(**read["stages"][str(n)]) for n in range(TOP + 1)),
        roles=_words(read["roles"]),
        skills=_words(read["skills"]),
        costs={id_: _cost(id_, entry) for id_, entry in read["costs"].items()},
        conditions={id_: _condition(id_, e, duties) for id_, e in read["conditions"].items()},
        helps={id_: Help(id_, Words(**e["name"]), e["url"]) for id_, e in read["help"].items()},
        duties=duties,
        lines=tuple(_line(entry) for entry in read["line"]),
    )


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return the published values that a profile is set beside."""
    return tuple(
        Benchmark(
            id=id_,
            name=Words(**entry["name"]),
            value=entry["value"],
            date=entry["valid_from"],
            proof=entry["proof"],
            n=entry["n"],
            source=entry["source"],
            url=entry["url"],
        )
        for id_, entry in _toml("benchmarks.toml").items()
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _words(entries: Mapping[str, Mapping[str, str]]) -> dict[str, Words]:
    return {id_: Words(**entry) for id_, entry in entries.items()}


def _duties() -> dict[str, Duty]:
    return {
        id_: Duty(
            id=id_,
            name=Words(**entry["name"]),
            value=entry["value"],
            unit=entry["unit"],
            valid_from=entry["valid_from"],
            source=entry["source"],
            url=entry["url"],
        )
        for id_, entry in _toml("duties.toml").items()
    }


def _cost(id_: str, entry: Mapping[str, Any]) -> Cost:
    bounds = {
        name: (float(entry[name][0]), float(entry[name][1])) for name in ("investment", "operation")
    }
    return Cost(id_, Words(**entry["name"]), **bounds)


def _condition(id_: str, entry: Mapping[str, Any], duties: Mapping[str, Duty]) -> Condition:
    tests = tuple(
        Test(
            fact=test["fact"],
            least=duties[test["duty"]].value if "duty" in test else None,
            truth=test.get("is", True),
        )
        for test in entry["tests"]
    )
    return Condition(id_, Words(**entry["name"]), tests)


def _line(entry: Mapping[str, Any]) -> Line:
    stages = tuple(
        Stage(
            number=number,
            proofs=tuple(_proof(entry["id"], number, proof) for proof in stage["proofs"]),
            step=_step(stage["step"]),
        )
        for number, stage in enumerate(entry["stage"], start=1)
    )
    return Line(entry["id"], Words(**entry["name"]), stages)


def _proof(line: str, stage: int, entry: Mapping[str, Any]) -> Proof:
    return Proof(
        id=f"{line}.{entry['id']}",
        line=line,
        stage=stage,
        question=Words(fr=entry["fr"], en=entry["en"]),
        where=Words(**entry["where"]),
        is_required=entry.get("required", True),
        fact=entry.get("fact", ""),
        when=entry.get("when", ""),
        duty=entry.get("duty", ""),
    )


def _step(entry: Mapping[str, Any]) -> Step:
    return Step(
        words=Words(fr=entry["fr"], en=entry["en"]),
        days=(float(entry["days"][0]), float(entry["days"][1])),
        cost=entry["cost"],
        skill=entry["skill"],
        help=entry["help"],
    )
