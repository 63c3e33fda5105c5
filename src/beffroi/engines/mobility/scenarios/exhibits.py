"""Exhibits of a scenario: its indicators before and after, and who gains or loses."""

from collections.abc import Iterator, Sequence

from beffroi.engines.mobility.scenarios.changes import Scenario
from beffroi.engines.mobility.scenarios.figures import Run
from beffroi.engines.mobility.scenarios.gains import STATES
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words, both
from beffroi.territory.exhibit import Exhibit, Field

STATE_WORDS = {
    "gained": Words(fr="gagnés : {within}\u00a0minutes au plus désormais",
                    en="gained: within {within} minutes from now on"),
    "lost": Words(fr="perdus : plus de {within}\u00a0minutes désormais",
                  en="lost: beyond {within} minutes from now on"),
    "better": Words(fr="plus vite", en="quicker"),
    "worse": Words(fr="moins vite", en="slower"),
    "same": Words(fr="comme avant", en="as before"),
    "unknown": Words(fr="inconnu", en="unknown"),
}  # fmt: skip


def exhibits(scenario: Scenario, measured: Sequence[Figure], run: Run) -> Iterator[Exhibit]:
    """Show a scenario as two tables.

    Parameters
    ----------
    scenario
        The changes.
    measured
        Its figures.
    run
        The scenario, its assumptions taken in their middle.

    Yields
    ------
    ``scenario.summary.<id>``: name, unit, before, after, and bounds of the latter; and
    ``scenario.people.<id>``: how many people are of each state.
    """
    note = _joined([*run.after.remarks])
    by_id = {figure.id: figure for figure in measured}
    sources = measured[0].sources
    rows = []
    for id_, figure in by_id.items():
        then = (
            by_id.get(f"{id_.removesuffix('.before')}.after") if id_.endswith(".before") else None
        )
        if then is None:
            continue
        low, high = then.interval or (None, None)
        rows.append((short(figure, scenario), figure.unit, figure.value, then.value, low, high))
    yield Exhibit(
        id=f"scenario.summary.{scenario.id}",
        title=Words(fr="{name} : avant et après", en="{name}: before and after").filled(
            name=scenario.name
        ),
        shape="table",
        fields=(
            Field("indicator", Words(fr="Indicateur", en="Indicator")),
            Field("unit", Words(fr="Unité", en="Unit")),
            Field("before", Words(fr="Avant", en="Before"), "1"),
            Field("after", Words(fr="Après", en="After"), "1"),
            Field("low", Words(fr="Au moins", en="At least"), "1"),
            Field("high", Words(fr="Au plus", en="At most"), "1"),
        ),
        rows=tuple(rows),
        sources=sources,
        note=note,
    )
    yield Exhibit(
        id=f"scenario.people.{scenario.id}",
        title=Words(fr="{name} : qui gagne, qui perd", en="{name}: who gains, who loses").filled(
            name=scenario.name
        ),
        shape="bars",
        fields=(Field("state", Words(fr="Vers le centre, sans voiture",
                                     en="To the centre, without a car")),
                Field("people", Words(fr="Habitants", en="Inhabitants"), "person")),
        rows=tuple((STATE_WORDS[state].filled(within=str(scenario.within)), run.gains.people(state))
                   for state in STATES),
        sources=sources,
        note=both("Inhabitants of the squares of 200 m, by what becomes of their way to the centre "
                  "on foot, by bike along quiet streets, by public transport or by shared rides."),
    )  # fmt: skip


def short(figure: Figure, scenario: Scenario) -> Words:
    """Name a figure without its scenario nor its moment, as a row of a table."""
    colon = {"fr": "\u00a0: ", "en": ": "}

    def cut(text: str, name: str, language: str, moment: str) -> str:
        for mark in (colon[language], " : ", ": "):
            text = text.removeprefix(name + mark)
        kept = text.removesuffix(f" ({moment})")
        return kept[:1].upper() + kept[1:]

    return Words(fr=cut(figure.name.fr, scenario.name.fr, "fr", "avant"),
                 en=cut(figure.name.en, scenario.name.en, "en", "before"))  # fmt: skip


def _joined(remarks: Sequence[Words]) -> Words:
    return Words(fr=" ".join(one.fr for one in remarks), en=" ".join(one.en for one in remarks))
