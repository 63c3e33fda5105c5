"""What a scenario changes, as lines that a person reads: a table, who gains, and for how much."""

from collections.abc import Iterator

from beffroi.engines.mobility.scenarios import Scenario
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Language, Words, both
from beffroi.foundation.numbers import said, said_interval
from beffroi.territory.exhibit import Exhibit
from beffroi.territory.outcome import Outcome

HEADINGS = (Words(fr="Indicateur", en="Indicator"), Words(fr="avant", en="before"),
            Words(fr="après", en="after"))  # fmt: skip
ALONE = (
    "people_gained", "people_lost", "minutes_gained", "minutes_lost", "vehicle_km",
    "vehicle_hours", "cost", "cost_per_gained",
)  # fmt: skip
NAME, VALUE = 84, 20
"""Widths of the column of names, and of those of values. [character]"""


def told(scenario: Scenario, one: Outcome) -> Iterator[Words]:
    """Say what a scenario changes, line after line.

    Parameters
    ----------
    scenario
        The changes.
    one
        What they change.
    """
    summary = one.exhibits[0]
    yield Words(fr="— {name} —", en="— {name} —").filled(name=scenario.name)
    yield Words(*(_row(*(words.in_(code) for words in HEADINGS)) for code in LANGUAGES))
    yield from _rows(summary)
    by_id = {figure.id: figure for figure in one.figures}
    for name in ALONE:
        figure = by_id[f"scenario.{name}.{scenario.id}"]
        yield Words(*(_alone(figure, scenario, by_id, code) for code in LANGUAGES))
    if summary.note.fr:
        yield summary.note


def _rows(summary: Exhibit) -> Iterator[Words]:
    for name, unit, before, after, low, high in summary.rows:
        lines = []
        for code in LANGUAGES:
            label = name.in_(code) if isinstance(name, Words) else str(name)
            values = [_said(value, str(unit), code) for value in (before, after)]
            bounds = [] if low is None else [_said(end, str(unit), code) for end in (low, high)]
            ends = f" [{' – '.join(bounds)}]" if bounds else ""
            lines.append(_row(label, values[0], values[1] + ends))
        yield Words(*lines)


def _row(name: str, before: str, after: str) -> str:
    held = name if len(name) <= NAME else name[: NAME - 1] + "…"
    return f"{held:<{NAME}}  {before:>{VALUE}}  {after:>{VALUE}}"


def _said(value: object, unit: str, code: Language) -> str:
    return said(value if isinstance(value, int | float) else None, unit, code)


def _alone(figure: Figure, scenario: Scenario, by_id: dict[str, Figure], code: Language) -> str:
    name = figure.name.in_(code).removeprefix(scenario.name.in_(code)).lstrip("\u00a0 :")
    value = said(figure.value, figure.unit, code)
    if figure.minimum:
        value = f"≥ {value}"
    if figure.interval:
        value += f" [{said_interval(figure, code)}]"
    gained = by_id[f"scenario.people_gained.{scenario.id}"]
    if ".cost_per_gained." in figure.id and not gained.value and gained.interval is None:
        value = both("no sense (nobody is gained)").in_(code)
    colon = "\u00a0: " if code == "fr" else ": "
    return f"{name[:1].upper()}{name[1:]}{colon}{value}"
