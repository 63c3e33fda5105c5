"""Exhibits of lines: how often, from when to when, how fast, and on which days."""

from collections.abc import Iterator

import pandas as pd

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.day_types import KIND_WORDS, measured
from beffroi.engines.mobility.service.figures import MAIN, feed_sources, lines_of_perimeter
from beffroi.engines.mobility.service.norms import BANDS, band_name
from beffroi.engines.mobility.service.quality import Quality
from beffroi.engines.mobility.service.school_lines import REASON_WORDS
from beffroi.engines.mobility.service.wording import class_words, clock, noted, number
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field

MOST_LINES = 40
"""Lines listed in the report; the others are counted in its note."""
Row = tuple[str | Words | float | None, ...]
YES, NO = Words(fr="oui", en="yes"), Words(fr="non", en="no")
UNKNOWN = Words(fr="inconnu", en="unknown")


def line_exhibits(inputs: Inputs, found: Quality) -> Iterator[Exhibit]:
    """Show the lines of the perimeter, busiest first: their service, then their days.

    Nothing where no vehicle ever runs.
    """
    table = found.lines
    if table.empty:
        return
    own = found.basin.lines.loc[lines_of_perimeter(found)]
    table = table.merge(own[["feed", "route_id"]], on=["feed", "route_id"])
    wide = table.pivot_table(
        index=["feed", "route_id"], columns="kind", values="departures", aggfunc="max"
    ).fillna(0.0)
    kinds = [kind for kind in measured(found.basin.types) if kind in wide]
    order = wide.sort_values(kinds, ascending=False, kind="stable").index[:MOST_LINES]
    hidden = len(wide) - len(order)
    yield _line_service(inputs, found, table, order, hidden)
    yield _line_days(inputs, found, wide.loc[order], hidden)


def _named(found: Quality, key: tuple[str, str]) -> Words:
    lines = found.basin.lines
    row = lines[(lines["feed"] == key[0]) & (lines["route_id"] == key[1])].iloc[0]
    name = Words(row["name"], row["name"])
    if not row["school"]:
        return name
    school = Words(fr="{name} (scolaire : {why})", en="{name} (school: {why})")
    return school.filled(name=name, why=REASON_WORDS[row["school"]])


def _line_service(
    inputs: Inputs, found: Quality, table: pd.DataFrame, order: pd.Index, hidden: int
) -> Exhibit:
    kind = MAIN if MAIN in found.basin.passages else measured(found.basin.types)[0]
    today = table[table["kind"] == kind].sort_values("departures", ascending=False, kind="stable")
    by_line = today.groupby(["feed", "route_id"], sort=False)
    rows = [_line_row(found, key, by_line.get_group(key)) for key in order if key in by_line.groups]
    waits = tuple(Field(f"wait_{band}", band_name(band), "min") for band in BANDS)
    return Exhibit(
        id="mobility.lines",
        title=Words(fr="Lignes qui desservent le périmètre", en="Lines that serve the perimeter"),
        shape="table",
        fields=(
            Field("line", Words(fr="Ligne", en="Line")),
            Field(
                "departures", Words(fr="Départs par sens", en="Departures each way"), "departure"
            ),
            Field("class", Words(fr="Classe", en="Class")),
            *waits,
            Field("first", Words(fr="Premier départ", en="First departure")),
            Field("last", Words(fr="Dernier départ", en="Last departure")),
            Field("speed", Words(fr="Vitesse", en="Speed"), "km/h"),
            Field("shops", Words(fr="Aux heures des commerces", en="At shop hours")),
        ),
        rows=tuple(rows),
        sources=feed_sources(inputs),
        note=noted(found, LINES_NOTE.filled(kind=KIND_WORDS[kind]), hidden),
    )


LINES_NOTE = Words(
    fr="Un {kind}, dans le sens le plus fréquent, à l'arrêt que la ligne quitte le plus : "
    "intervalle médian de chaque plage. Vitesse commerciale : un minimum où les arrêts sont joints "
    "par des droites. "
    "Heures des commerces : on peut venir au centre et en repartir quand ils sont ouverts.",
    en="On a {kind}, in the more frequent direction, at the stop that the line leaves most: median "
    "headway of each band. Commercial speed, at least that where stops are joined by straight "
    "lines. Shop hours: one can come to the centre while shops are open, and go back.",
)


def _line_row(found: Quality, key: tuple[str, str], ways: pd.DataFrame) -> Row:
    main = ways.iloc[0]
    speed = main["speed"] * 3.6
    shops = UNKNOWN if pd.isna(main["at_shop_hours"]) else YES if main["at_shop_hours"] else NO
    return (
        _named(found, key),
        number(main["departures"]),
        class_words(number(main["service_class"]) or 0.0),
        *(number(main[f"headway_{band}"] / 60) for band in BANDS),
        clock(ways["first"].min()),
        clock(ways["last"].max()),
        number(speed),
        shops,
    )


def _line_days(inputs: Inputs, found: Quality, wide: pd.DataFrame, hidden: int) -> Exhibit:
    kinds = [kind for kind in measured(found.basin.types) if kind in wide]
    rows: list[Row] = [
        (_named(found, key), *(float(value) for value in values))
        for key, values in zip(wide.index, wide[kinds].to_numpy(), strict=True)
    ]
    said = Words(
        fr="Départs du jour, dans le sens le plus fréquent, à l'arrêt que la ligne quitte le plus.",
        en="Departures in a day, in the more frequent direction, at the stop the line leaves most.",
    )
    return Exhibit(
        id="mobility.lines_by_day",
        title=Words(fr="Lignes, jour par jour", en="Lines, day by day"),
        shape="table",
        fields=(
            Field("line", Words(fr="Ligne", en="Line")),
            *(Field(kind, KIND_WORDS[kind], "departure") for kind in kinds),
        ),
        rows=tuple(rows),
        sources=feed_sources(inputs),
        note=noted(found, said, hidden),
    )
