"""Decisions small, large and hostile, arbitrated for the documents that tell them."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from beffroi.foundation.figures import Source
from beffroi.method.arbitration.arbitrated import Arbitrated, arbitrated
from beffroi.method.arbitration.decision import (
    Constraint,
    Criterion,
    Decision,
    Group,
    Label,
    Option,
    Performance,
    Weighting,
)
from beffroi.study.decision_log import Entry
from tests.method.arbitration.choices import SOURCE, decision

HOSTILE = '#set $x$ *b* @ref <l> "q" `c` \\ // /* {n} =1+1 %s [x](y) _i_ ~'
LONG = "Un très long intitulé de service numérique pour le centre et ses alentours, avec variante"
ENDLESS = "W" * 90


def large(
    n_options: int, n_criteria: int, n_groups: int, name: str = LONG, *, draws: int = 40
) -> Decision:
    """Make a decision of any size, whose names are all long."""
    criteria = tuple(
        Criterion(f"c{k:02}", Label.of(f"{name} – critère {k}"), "u", 0.0, 10.0, rework=2.0,
                  acceptable=5.0, preference=2.0)
        for k in range(n_criteria)
    )  # fmt: skip
    return Decision(
        id="large",
        title=Label.of(f"{name} : que choisir ?"),
        options=tuple(_option(row, n_criteria, name) for row in range(n_options)),
        criteria=criteria,
        groups=tuple(_group(number, n_criteria, name) for number in range(n_groups)),
        constraints=tuple(
            Constraint(f"k{number}", Label.of(f"{name} – contrainte {number}"),
                       meets=tuple((f"o{row:02}", row % 5 != 4 or row == 0)
                                   for row in range(n_options) if row % 3))
            for number in range(3)
        ),
        date="2026-01-15",
        invented=True,
        draws=draws,
        seed=3,
    )  # fmt: skip


def _option(row: int, n_criteria: int, name: str) -> Option:
    cells = tuple(
        (f"c{k:02}", _cell(row, k, name)) for k in range(n_criteria) if (row + 2 * k) % 11
    )
    return Option(f"o{row:02}", Label.of(f"{name} – option {row}"), cells, baseline=row == 0)


def _cell(row: int, k: int, name: str) -> Performance:
    middle = (7 * row + 3 * k + row * k) % 9 + 0.5
    source = Source(f"s{k}", f"{name} – source {k}", name, "2025-06", "")
    return Performance(None, (middle - 0.5, middle + 0.5), "u", "2025", (source,), "ABCD"[k % 4])  # type: ignore[arg-type]


def _group(number: int, n_criteria: int, name: str) -> Group:
    points = tuple((f"c{k:02}", float(20 + (31 * k + 17 * number) % 80)) for k in range(n_criteria))
    return Group(
        f"g{number:02}",
        Label.of(f"{name} – groupe {number}"),
        3,
        (Weighting("swing", points, points),),
    )


@cache
def stress(name: str = LONG) -> Arbitrated:
    """Arbitrate thirty options, fifteen criteria and twelve groups."""
    return arbitrated(large(30, 15, 12, name), SOURCE)


@cache
def hostile() -> Arbitrated:
    """Arbitrate a decision whose names are written to break documents."""
    made = large(4, 3, 2, HOSTILE)
    source = Source("decision", HOSTILE, HOSTILE, "2026-01-15", "", file="decision.toml")
    return arbitrated(made, source)


@cache
def small() -> Arbitrated:
    """Arbitrate three options on two criteria, without any group."""
    return arbitrated(replace(decision(), groups=(), votes=(), date=""), SOURCE)


@cache
def alone() -> Arbitrated:
    """Arbitrate a decision of which constraints leave a single option."""
    made = large(3, 2, 2, "x")
    meets = (("o00", True), ("o01", False), ("o02", False))
    return arbitrated(
        replace(made, constraints=(Constraint("k", Label.of("loi"), meets=meets),)), SOURCE
    )


def entry() -> Entry:
    """Return an entry of a log that froze a decision."""
    return Entry(Path("0001.json"), 1, "2026-02-01T10:00:00+00:00", "ab" * 32)


@cache
def unknown() -> Arbitrated:
    """Arbitrate a decision of which nearly nothing is known."""
    bare = decision()
    options = tuple(
        replace(option, cells=() if not option.baseline else option.cells)
        for option in bare.options
    )
    return arbitrated(replace(bare, options=options), SOURCE)
