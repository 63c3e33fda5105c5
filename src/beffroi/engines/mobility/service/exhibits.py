"""Exhibits of public transport: hour by hour, line by line, class by class, day by day."""

from collections.abc import Iterator

import pandas as pd

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.day_types import KIND_WORDS, Kind, measured
from beffroi.engines.mobility.service.figures import feed_sources, in_perimeter
from beffroi.engines.mobility.service.line_exhibits import line_exhibits
from beffroi.engines.mobility.service.measures import by_hour
from beffroi.engines.mobility.service.norms import numbers
from beffroi.engines.mobility.service.quality import Quality
from beffroi.engines.mobility.service.remarks import file_name
from beffroi.engines.mobility.service.wording import dates_words, hour_words, noted, number
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import grouped
from beffroi.territory.exhibit import Exhibit, Field

Row = tuple[str | Words | float | None, ...]


def transport_exhibits(inputs: Inputs, found: Quality) -> Iterator[Exhibit]:
    """Show when vehicles leave, which lines there are, whom they serve, and on which dates."""
    yield _hours(inputs, found)
    yield from line_exhibits(inputs, found)
    yield _coverage(inputs, found)
    yield _days(inputs, found)
    yield _remarks(inputs, found)


def _hours(inputs: Inputs, found: Quality) -> Exhibit:
    counts = {}
    for kind in measured(found.basin.types):
        left = in_perimeter(found, kind)
        counts[kind] = by_hour(left.assign(key=0)).set_index("hour")["departures"]
    hours = pd.concat(counts).index.get_level_values("hour") if counts else pd.Index([])
    shown = range(int(hours.min()), int(hours.max()) + 1) if len(hours) else range(0)
    rows: list[Row] = [
        (hour_words(hour), KIND_WORDS[kind], float(counts[kind].get(hour, 0)))
        for hour in shown
        for kind in counts
    ]
    return Exhibit(
        id="mobility.departures_by_hour",
        title=Words(
            fr="Départs dans le périmètre, heure par heure",
            en="Departures in the perimeter, by hour",
        ),
        shape="grouped_bars",
        fields=(
            Field("hour", Words(fr="Heure", en="Hour")),
            Field("day", Words(fr="Jour", en="Day")),
            Field("departures", Words(fr="Départs", en="Departures"), "departure"),
        ),
        rows=tuple(rows),
        sources=feed_sources(inputs),
        note=dates_words(found),
    )


def _coverage(inputs: Inputs, found: Quality) -> Exhibit:
    distances = numbers("stop_distances")
    kinds = measured(found.basin.types)
    rows = [
        (KIND_WORDS[kind], _at_least(at_least), *_shares(inputs, found, kind, at_least))
        for kind in kinds
        for at_least in numbers("classes")
    ]
    return Exhibit(
        id="mobility.coverage",
        title=Words(
            fr="Qui habite ou travaille près d'un arrêt, selon son service",
            en="Who lives or works near a stop, by its service",
        ),
        shape="table",
        fields=(
            Field("day", Words(fr="Jour", en="Day")),
            Field(
                "class", Words(fr="Départs par sens et par jour", en="Departures a day each way")
            ),
            *(
                Field(
                    f"{what}_{area}_{metres}",
                    Words(fr=f"{name.fr} à {metres} m", en=f"{name.en} within {metres} m"),
                    "1",
                )
                for what, area, name in COLUMNS
                for metres in distances
            ),
        ),
        rows=tuple(rows),
        sources=(*inputs.sources["population"], *feed_sources(inputs), *inputs.sources["osm"]),
        note=noted(found, COVERAGE_NOTE.filled(population=inputs.population.method)),
    )


COLUMNS = (
    ("people", "perimeter", Words(fr="Habitants du périmètre", en="People of the perimeter")),
    ("people", "map", Words(fr="Habitants de la carte", en="People of the map")),
    ("jobs", "perimeter", Words(fr="Emplois du périmètre", en="Jobs of the perimeter")),
)
COVERAGE_NOTE = Words(
    fr="Distance par les rues jusqu'à l'arrêt. Un arrêt compte tous ses poteaux ; chaque ligne y "
    "compte son sens le plus fréquent. {population}",
    en="Distance along streets to the stop. A stop counts all its poles; each line counts its more "
    "frequent direction there. {population}",
)


def _at_least(threshold: int) -> Words:
    return Words(fr=f"{threshold} et plus", en=f"{threshold} and more")


def _shares(inputs: Inputs, found: Quality, kind: Kind, at_least: int) -> Row:
    return tuple(
        _share(inputs, found, (what, area), (kind, metres, at_least))
        for what, area, _ in COLUMNS
        for metres in numbers("stop_distances")
    )


def _share(
    inputs: Inputs, found: Quality, column: tuple[str, str], row: tuple[Kind, int, int]
) -> float | None:
    table = found.people if column[0] == "people" else found.jobs
    if table is None or (column[0] == "people" and inputs.population.total is None):
        return None
    keys = ["kind", "metres", "at_least", "area"]
    held = table.set_index(keys)["share"].get((*row, column[1]))
    return None if held is None else number(held)


def _days(inputs: Inputs, found: Quality) -> Exhibit:
    types = found.basin.types
    rows = [
        (KIND_WORDS[kind], file_name(feed), date.date().isoformat())
        for kind, dates in types.dates.items()
        for feed in inputs.timetables
        for date in [dates.get(feed.key)]
        if date is not None
    ]
    return Exhibit(
        id="mobility.day_types",
        title=Words(fr="Dates qui représentent chaque jour", en="Dates that stand for each day"),
        shape="table",
        fields=(
            Field("day", Words(fr="Jour", en="Day")),
            Field("feed", Words(fr="Fichier", en="Feed")),
            Field("date", Words(fr="Date", en="Date")),
        ),
        rows=tuple(rows),
        sources=feed_sources(inputs),
        note=noted(found, DAYS_NOTE),
    )


DAYS_NOTE = Words(
    fr="Trouvées dans les calendriers : le fonctionnement le plus fréquent des mardis et jeudis de "
    "l'école, de ceux des vacances, des samedis, des dimanches, jours fériés mis à part.",
    en="Found in the calendars: the commonest running of the Tuesdays and Thursdays of term, of "
    "those of the holidays, of Saturdays, of Sundays, public holidays set aside.",
)


def _remarks(inputs: Inputs, found: Quality) -> Exhibit:
    titles = {feed.key: file_name(feed) for feed in inputs.timetables}
    rows = [
        (
            titles[one.feed],
            one.words,
            WHOLE_FEED if one.count is None else _counted(one.count),
            ", ".join(one.examples) or "–",
        )
        for one in found.remarks
    ]
    return Exhibit(
        id="quality.timetables",
        title=Words(fr="Ce que les horaires ont de singulier", en="What is odd in the timetables"),
        shape="table",
        fields=(
            Field("feed", Words(fr="Fichier", en="Feed")),
            Field("remark", Words(fr="Remarque", en="Remark")),
            Field("count", Words(fr="Nombre", en="Number")),
            Field("examples", Words(fr="Exemples", en="Examples")),
        ),
        rows=tuple(rows),
        sources=feed_sources(inputs),
        note=Words(fr="Le reste est calculé.", en="The rest is computed."),
    )


WHOLE_FEED = Words(fr="tout le fichier", en="the whole feed")


def _counted(n: int) -> Words:
    return Words(fr=grouped(n, 0, "fr"), en=grouped(n, 0, "en"))
