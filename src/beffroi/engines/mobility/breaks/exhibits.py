"""Exhibits of breaks: the connections missed, the shifts that mend, places unlinked, fares."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from beffroi.engines.mobility.breaks.found import Found
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.integration.fare_breaks import BREAK, JOINT, UNKNOWN
from beffroi.engines.mobility.integration.unlinked import NO_STOP, unlinked
from beffroi.engines.mobility.service.day_types import KIND_WORDS, KINDS
from beffroi.engines.mobility.service.figures import feed_sources
from beffroi.engines.mobility.service.quality import Quality
from beffroi.engines.mobility.service.wording import clock, noted
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field

MOST = 40
"""Rows of a table in the report; the whole table stands in the results."""
Row = tuple[str | Words | float | None, ...]
Told = Mapping[Hashable, Any]


def exhibits(inputs: Inputs, quality: Quality, found: Found) -> Iterator[Exhibit]:
    """Show where journeys break, a table for each kind of break that was found."""
    if found.missed is not None and len(found.missed):
        yield _missed(inputs, quality, found.missed)
    if len(found.shifts):
        yield _shifts(inputs, quality, found.shifts)
    if found.links is not None and len(unlinked(found.links)):
        yield _unlinked(inputs, quality, found.links)
    if found.fares is not None and len(found.fares):
        yield _fares(inputs, found.fares)


def _rows(table: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return table.head(MOST).to_dict("records")


def _line(row: Told, end: str) -> str:
    """Name a line, its operator and where it goes."""
    named = " · ".join(str(row[f"{end}_{what}"]) for what in ("line", "operator"))
    headsign = row[f"{end}_headsign"]
    return named if pd.isna(headsign) else f"{named} → {headsign}"


def _days(names: str) -> Words:
    kinds = [kind for kind in KINDS if kind in names.split(", ")]
    return Words(
        fr=", ".join(KIND_WORDS[kind].fr for kind in kinds),
        en=", ".join(KIND_WORDS[kind].en for kind in kinds),
    )


def _more(said: Words, shown: pd.DataFrame) -> Words:
    """Say how many rows are not shown."""
    hidden = len(shown) - MOST
    if hidden <= 0:
        return said
    more = Words(
        fr="{said} Lignes du tableau non montrées : {n}.", en="{said} Rows not shown: {n}."
    )
    return more.filled(said=said, n=str(hidden))


def _missed(inputs: Inputs, quality: Quality, missed: pd.DataFrame) -> Exhibit:
    rows: list[Row] = [
        (
            _line(row, "from"),
            str(row["place"]),
            clock(row["arrival"]),
            _line(row, "to"),
            clock(row["departure"]),
            round(float(row["minutes"]), 1),
            clock(row["next_departure"]),
            _days(row["days"]),
        )
        for row in _rows(missed)
    ]
    return Exhibit(
        id="mobility.missed_connections",
        title=Words(fr="Correspondances manquées de peu", en="Connections missed by a few minutes"),
        shape="table",
        fields=(
            Field("from", Words(fr="On vient par", en="One comes by")),
            Field("place", Words(fr="Arrêt", en="Stop")),
            Field("arrival", Words(fr="Arrivée", en="Arrival")),
            Field("to", Words(fr="On manque", en="One misses")),
            Field("departure", Words(fr="Départ", en="Departure")),
            Field("minutes", Words(fr="Trop tard de", en="Too late by"), "min"),
            Field("next", Words(fr="Départ suivant", en="Next departure")),
            Field("days", Words(fr="Jours", en="Days")),
        ),
        rows=tuple(rows),
        sources=(*feed_sources(inputs), *inputs.sources["osm"]),
        note=noted(quality, _more(MISSED_NOTE, missed)),
    )


MISSED_NOTE = Words(
    fr="Sans départ plus tard d'abord (un tiret), puis les plus proches d'être tenues. Marche par "
    "les rues et une minute de marge comprises. On ne sait pas combien de voyageurs changent là.",
    en="Those without a later departure first (a dash), then those nearest to being made. The walk "
    "along streets and one minute in hand are counted. How many travellers change there is not "
    "known.",
)


def _shifts(inputs: Inputs, quality: Quality, shifts: pd.DataFrame) -> Exhibit:
    rows: list[Row] = [
        (
            _line(row, "to"),
            str(row["place"]),
            clock(row["departure"]),
            float(row["shift"]),
            _days(row["days"]),
            float(row["stranded"]),
            float(row["left"]),
            float(row["mended"]),
        )
        for row in _rows(shifts)
    ]
    count = "connection"
    return Exhibit(
        id="mobility.useful_shifts",
        title=Words(fr="Ce qu'un petit décalage réparerait", en="What a small shift would mend"),
        shape="table",
        fields=(
            Field("line", Words(fr="Départ à retarder", en="Departure to put off")),
            Field("place", Words(fr="Arrêt", en="Stop")),
            Field("departure", Words(fr="Départ", en="Departure")),
            Field("shift", Words(fr="De", en="By"), "min"),
            Field("days", Words(fr="Jours", en="Days")),
            Field("stranded", Words(fr="Dont sans départ après", en="Without a later one"), count),
            Field("left", Words(fr="Toujours manquées", en="Still missed"), count),
            Field("mended", Words(fr="Réparées", en="Mended"), count),
        ),
        rows=tuple(rows),
        sources=(*feed_sources(inputs), *inputs.sources["osm"]),
        note=noted(quality, _more(SHIFTS_NOTE, shifts)),
    )


SHIFTS_NOTE = Words(
    fr="Retarder de cinq minutes au plus. À vérifier avec l'exploitant : ce que le véhicule "
    "rencontre ensuite, sa rotation et son conducteur ne sont pas dans les fichiers.",
    en="Put off by five minutes at most. To be checked with the operator: what the vehicle meets "
    "next, its rounds and its driver are not in the feeds.",
)
WAYS = {
    "both": Words(fr="dans les deux sens", en="both ways"),
    "one": Words(fr="dans ce sens", en="this way"),
}
LACKS = {
    True: Words(fr="l'un des deux n'a pas d'arrêt", en="one of them has no stop"),
    False: Words(fr="aucun trajet d'un ou deux véhicules", en="no journey of one or two vehicles"),
}


def _unlinked(inputs: Inputs, quality: Quality, links: pd.DataFrame) -> Exhibit:
    pairs = unlinked(links)
    held = links["journey"].eq(NO_STOP)
    no_stop = set(links.loc[held, ["from_place", "to_place"]].itertuples(index=False, name=None))
    rows: list[Row] = [
        (
            str(row["place"]),
            str(row["other"]),
            WAYS[row["ways"]],
            LACKS[(row["place"], row["other"]) in no_stop],
        )
        for row in _rows(pairs)
    ]
    return Exhibit(
        id="mobility.unlinked_pairs",
        title=Words(fr="Couples de lieux que rien ne relie", en="Pairs of places nothing joins"),
        shape="table",
        fields=(
            Field("place", Words(fr="De", en="From")),
            Field("other", Words(fr="À", en="To")),
            Field("ways", Words(fr="Sens", en="Ways")),
            Field("why", Words(fr="Ce qui manque", en="What lacks")),
        ),
        rows=tuple(rows),
        sources=(*feed_sources(inputs), *inputs.sources["osm"]),
        note=noted(quality, _more(UNLINKED_NOTE, pairs)),
    )


UNLINKED_NOTE = Words(
    fr="Lieux nommés sur la carte, arrêts à moins de 800 m du nom ; de 6 h à 21 h. Trois véhicules "
    "et plus, les lignes sans fichier d'horaires et le transport à la demande ne sont pas comptés.",
    en="Places named on the map, stops within 800 m of the name; from 6:00 to 21:00. Three "
    "vehicles and more, lines without a timetable and on-demand transport are not counted.",
)


def _fares(inputs: Inputs, fares: pd.DataFrame) -> Exhibit:
    by_pair = fares.groupby(["operator", "other_operator"], dropna=False, sort=True)
    rows: list[Row] = []
    for (one, other), lines in by_pair:
        counts = lines["fare"].value_counts()
        places = ", ".join(dict.fromkeys(lines["place"].dropna().head(3)))
        told = [float(counts.get(kind, 0)) for kind in (JOINT, UNKNOWN, BREAK)]
        rows.append((str(one), str(other), places or "–", *told))
    return Exhibit(
        id="mobility.fare_breaks",
        title=Words(fr="Un billet ou deux ?", en="One ticket or two?"),
        shape="table",
        fields=(
            Field("operator", Words(fr="Exploitant", en="Operator")),
            Field("other", Words(fr="Autre exploitant", en="Other operator")),
            Field("places", Words(fr="Lieux de rencontre", en="Where they meet")),
            Field("joint", Words(fr="Un seul billet", en="One ticket"), "pair"),
            Field("unknown", Words(fr="Tarifs inconnus", en="Fares unknown"), "pair"),
            Field("break", Words(fr="Deux billets", en="Two tickets"), "pair"),
        ),
        rows=tuple(rows[:MOST]),
        sources=feed_sources(inputs),
        note=Words(
            fr="Couples de lignes qui se rencontrent. Un fichier sans tarif laisse la question "
            "ouverte : « inconnu » n'est pas « un seul billet ».",
            en="Pairs of lines that meet. A feed without fares leaves the question open: unknown "
            "does not mean one ticket.",
        ),
    )
