"""Comparison of scenarios: one row each, what it gains, what it loses and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import said, said_in_both
from beffroi.territory.exhibit import Exhibit, Field

COLUMNS = {
    "people_gained": both("Inhabitants gained"),
    "people_lost": both("Inhabitants lost"),
    "minutes_gained": both("Minutes won, summed"),
    "minutes_lost": both("Minutes lost, summed"),
    "vehicle_km": both("Vehicle-kilometres added"),
    "cost": both("Cost a year"),
    "cost_per_gained": both("Cost for each inhabitant gained"),
}
"""Indicators set side by side, with their headings."""
SAME = Words(
    fr="{n} autre indicateur est le même avant et après.",
    en="{n} other indicator is the same before and after.",
)
SAMES = Words(
    fr="{n} autres indicateurs sont les mêmes avant et après.",
    en="{n} other indicators are the same before and after.",
)
ALL = both("All the indicators told before and after")
AS_BEFORE = both("as before, once rounded")
RATIO = "cost_per_gained"
UNKNOWN = Words("inconnu", "unknown")
WITHIN = "within"
"""Column of the minutes to the centre, where scenarios do not all have the same."""
NOTE = both(
    "Gained: inhabitants of squares that were more than {within} minutes from the centre without a "
    "car and no longer are; lost: the reverse. Unknown is not zero. The figures below tell before "
    "and after, and what each rests on."
)
NOTE_SEVERAL = both(
    "Gained: inhabitants of squares that were farther from the centre without a car than the "
    "minutes of the second column and no longer are; lost: the reverse. These minutes differ: "
    "inhabitants gained or lost, and the cost of each, do not compare from one scenario to "
    "another. Unknown is not zero. The figures below tell before and after, and what each rests "
    "on."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario that was measured.

    Attributes
    ----------
    id, name
        Of the scenario.
    within
        Minutes within which the centre counts as reached. [min]
    figures
        What was measured.
    """

    id: str
    name: Words
    within: int
    figures: tuple[Figure, ...]


def side_by_side(scenarios: Sequence[Told]) -> Exhibit:
    """Set scenarios side by side.

    Parameters
    ----------
    scenarios
        In the order of the study, one at least.

    Returns
    -------
    One row a scenario, its numbers in words with their unit and bounds; unknown where they are.
    """
    sources = dict.fromkeys(
        source for one in scenarios for figure in one.figures for source in figure.sources
    )
    is_alike = len({one.within for one in scenarios}) == 1
    asked = () if is_alike else (Field(WITHIN, both("Within")),)
    return Exhibit(
        id="scenario.compared",
        title=both("Scenarios side by side"),
        shape="table",
        fields=(
            Field("scenario", both("Scenario")),
            *asked,
            *(Field(key, name) for key, name in COLUMNS.items()),
        ),
        rows=tuple(_row(one, has_minutes=not is_alike) for one in scenarios),
        sources=tuple(sources),
        note=NOTE.filled(within=scenarios[0].within) if is_alike else NOTE_SEVERAL,
    )


def _row(scenario: Told, *, has_minutes: bool) -> tuple[Words, ...]:
    by_id = {figure.id: figure for figure in scenario.figures}
    cells = {key: by_id.get(f"scenario.{key}.{scenario.id}") for key in COLUMNS}
    gained = cells["people_gained"]
    is_idle = gained is not None and gained.value == 0
    return (
        scenario.name,
        *([_number(scenario.within, "min")] if has_minutes else []),
        *(
            both("nobody is gained") if key == RATIO and is_idle else _said(cell)
            for key, cell in cells.items()
        ),
    )


def _said(figure: Figure | None) -> Words:
    """Say a figure, or both its bounds where it is known by them."""
    if figure is None:
        return UNKNOWN
    if figure.interval is not None and figure.interval[0] < figure.interval[1]:
        low, high = (
            Words(*(said(bound, figure.unit, language) for language in LANGUAGES))
            for bound in figure.interval
        )
        return both("{low} to {high}").filled(low=low, high=high)
    return said_in_both(figure) if figure.is_known else UNKNOWN


def in_words(exhibit: Exhibit) -> Exhibit:
    """Say a table before and after in words, each number in its own unit; what changes alone.

    Parameters
    ----------
    exhibit
        ``scenario.summary.<id>``: name, unit, before, after, and bounds of the latter.

    Returns
    -------
    Columns ``indicator``, ``before`` and ``after``; its note says how many indicators are the same.
    """
    rows: list[tuple[str | Words | float | None, ...]] = []
    same = 0
    for name, unit, before, after, low, high in exhibit.rows:
        told = [_number(value, str(unit)) for value in (before, after)]
        if told[0] == told[1] and low is None:
            same += 1
            continue
        if isinstance(low, float) and isinstance(high, float) and low < high:
            ends = [_number(bound, str(unit)) for bound in (low, high)]
            told[1] = both("{low} to {high}").filled(low=ends[0], high=ends[1])
        rows.append((name, *told))
    if not rows:
        rows, same = [(ALL, Words("–", "–"), AS_BEFORE)], 0
    unchanged = plural(same, SAME, SAMES)
    note = Words(*(" ".join(filter(None, pair)) for pair in (
        (unchanged.fr if same else "", exhibit.note.fr), (unchanged.en if same else "",
                                                          exhibit.note.en))))  # fmt: skip
    return replace(
        exhibit,
        fields=(
            Field("indicator", both("Indicator")),
            Field("before", both("Before")),
            Field("after", both("After")),
        ),
        rows=tuple(rows),
        note=note,
        figures=(),
    )


def _number(value: object, unit: str) -> Words:
    if not isinstance(value, int | float):
        return UNKNOWN
    return Words(*(said(float(value), unit, language) for language in LANGUAGES))
