"""Gaps: which kinds of offers run in which parts of which days, and in which communes."""

from collections.abc import Iterator

import pandas as pd

from beffroi.foundation.language import Words
from beffroi.territory.mobility import BANDS, DAYS, service_kinds

USUAL = 0.5
"""Share of days from which an offer is said to run: one in two. [1]"""
YES, SOME = Words("oui", "yes"), Words("certains jours", "some days")
NONE, UNKNOWN = Words("aucune", "none"), Words("inconnu", "unknown")
DAY_WORDS = {
    "weekday": Words("du lundi au vendredi", "Monday to Friday"),
    "saturday": Words("samedi", "Saturday"),
    "sunday": Words("dimanche", "Sunday"),
}
BAND_WORDS = {
    "morning": Words("5 h – 9 h", "5 am – 9 am"),
    "daytime": Words("9 h – 17 h", "9 am – 5 pm"),
    "evening": Words("17 h – 20 h", "5 pm – 8 pm"),
    "night": Words("après 20 h", "after 8 pm"),
}
STILL = {"bike_parking", "carpool_place", "park_and_ride"}
"""Kinds of places, where nothing runs."""
Cells = dict[tuple[str, str, str], Words]


def hours_cells(services: pd.DataFrame, hours: pd.DataFrame) -> Cells:
    """Say of each kind of offer whether one runs in each part of each kind of day.

    Parameters
    ----------
    services, hours
        Tables `MOBILITY_SERVICES` and `SERVICE_HOURS`.

    Returns
    -------
    By kind that runs, day and band: `YES` from one day in two, `SOME` below, `NONE` where the
    hours of all its offers are known and none runs, `UNKNOWN` otherwise.
    """
    kinds = dict(zip(services["service_id"], services["kind"], strict=True))
    known = hours.assign(kind=hours["service_id"].map(kinds)).dropna(subset=["kind"])
    timed = known.groupby(["kind", "day", "band"])["share"]
    best, n_known = timed.max(), timed.count()
    n_services = services["kind"].value_counts()
    return {
        (kind, day, band): _cell(
            best.get((kind, day, band)),
            int(n_known.get((kind, day, band), 0)),
            int(n_services[kind]),
        )
        for kind in service_kinds()
        if kind in n_services and kind not in STILL
        for day in DAYS
        for band in BANDS
    }


def _cell(best: float | None, n_known: int, n_services: int) -> Words:
    if best is not None and not pd.isna(best) and best > 0:
        return YES if best >= USUAL else SOME
    return NONE if n_known == n_services else UNKNOWN


def hours_rows(cells: Cells) -> Iterator[tuple[Words, ...]]:
    """Lay the cells out: one row for each kind and day, one cell for each band."""
    for kind in dict.fromkeys(kind for kind, _, _ in cells):
        for day in DAYS:
            row = [cells[kind, day, band] for band in BANDS]
            yield (service_kinds()[kind].name, DAY_WORDS[day], *row)


def commune_rows(services: pd.DataFrame, communes: list[str]) -> Iterator[tuple[str | Words, ...]]:
    """Say of each commune which kinds of offers are known to serve it.

    Parameters
    ----------
    services
        Table `MOBILITY_SERVICES`.
    communes
        INSEE codes.

    Returns
    -------
    Code, kinds known there, kinds of which an offer does not say where it goes.
    """
    kinds = [kind for kind in service_kinds() if services["kind"].eq(kind).any()]
    for code in communes:
        here, unknown = [], []
        for kind in kinds:
            listed = list(services.loc[services["kind"] == kind, "communes"])
            if any(_is_listed(codes) and code in codes for codes in listed):
                here.append(service_kinds()[kind].name)
            elif not all(_is_listed(codes) for codes in listed):
                unknown.append(service_kinds()[kind].name)
        yield (code, said(here), said(unknown))


def _is_listed(codes: object) -> bool:
    return not isinstance(codes, str | float) and codes is not None and codes is not pd.NA


def said(names: list[Words]) -> Words:
    """List names in both languages; a dash where there is none."""
    if not names:
        return Words("–", "–")
    return Words(", ".join(n.fr for n in names), ", ".join(n.en for n in names))
