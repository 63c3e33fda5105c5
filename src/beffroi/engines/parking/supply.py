"""The supply of parking: spaces along streets and off them, counted or estimated, by rule."""

from collections.abc import Iterator, Mapping

import geopandas as gpd
import pandas as pd

from beffroi.engines.parking.inventory.totals import (
    Total,
    along_streets,
    total,
    totals,
    usable,
)
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator
from beffroi.territory.parking import KERB

RULES = {
    "free": Words("Gratuit", "Free"), "paid": Words("Payant", "Paid"),
    "blue_zone": Words("Zone bleue", "Blue zone"), "residents": Words("Résidents", "Residents"),
    "disabled": Words("Personnes handicapées", "Disabled people"),
    "delivery": Words("Livraisons", "Deliveries"), "short_stay": Words("Arrêt court", "Short stay"),
    "private": Words("Privé", "Private"), "unknown": Words("Règle inconnue", "Rule unknown"),
}  # fmt: skip
"""Names of the rules, in the order in which they are shown."""


def figures(
    places: gpd.GeoDataFrame, definitions: Mapping[str, Indicator], sources: tuple[Source, ...]
) -> Iterator[Figure]:
    """Add up the spaces of the perimeter; unknown where the map tells of no place.

    Parameters
    ----------
    places
        Table `PARKING_PLACES` of the perimeter.
    definitions
        Indicators by id.
    sources
        Where the places come from.
    """
    open_ = usable(places)
    kerbs, parks = along_streets(open_), open_[open_["kind"] != KERB]
    for id_, part in (("parking.kerb_spaces", kerbs), ("parking.off_street_spaces", parks)):
        yield _sum(definitions[id_], part, sources)
    whole = total(open_)
    share = whole.counted / whole.spaces if whole.spaces else None
    yield definitions["parking.spaces_counted"].figure(share, sources)


def _sum(definition: Indicator, part: pd.DataFrame, sources: tuple[Source, ...]) -> Figure:
    found = total(part)
    is_known = found.places > found.uncounted
    parts = {
        "counted": f"{found.counted:.0f}", "places": str(found.places),
        "uncounted": str(found.uncounted),
    }  # fmt: skip
    return definition.figure(
        found.spaces if is_known else None,
        sources,
        interval=(found.low, found.high) if is_known and found.low < found.high else None,
        parts=parts,
    )


def exhibits(places: gpd.GeoDataFrame, sources: tuple[Source, ...]) -> Iterator[Exhibit]:
    """Show the spaces by rule; nothing where the map tells of no place."""
    found = {told.regulation: told for told in totals(places)}
    rows = tuple(_row(name, found[rule]) for rule, name in RULES.items() if rule in found)
    if not rows:
        return
    yield Exhibit(
        id="parking.by_rule",
        title=Words(
            fr="Places du périmètre, par règle de stationnement",
            en="Spaces of the perimeter, by parking rule",
        ),
        shape="table",
        fields=(
            Field("rule", Words(fr="Règle", en="Rule")),
            Field("places", Words(fr="Parcs et rives", en="Car parks and kerbs"), "place"),
            Field("uncounted", Words(fr="dont de taille inconnue", en="of unknown size"), "place"),
            Field("counted", Words(fr="Places comptées", en="Spaces counted"), "bay"),
            Field("low", Words(fr="Au moins", en="At least"), "bay"),
            Field("high", Words(fr="Au plus", en="At most"), "bay"),
            Field("spaces", Words(fr="Places, estimation", en="Spaces, estimate"), "bay"),
        ),
        rows=rows,
        sources=sources,
        note=Words(
            fr="Une rive est un côté d'un tronçon de rue. Où personne n'a compté, le nombre vient "
            "de la longueur ou de la surface ; un lieu de taille inconnue n'entre pas dans la "
            "somme.",
            en="A kerb is one side of a section of street. Where nobody counted, the number comes "
            "from the length or the ground; a place of unknown size is not in the sum.",
        ),
    )


def _row(name: Words, told: Total) -> tuple[str | Words | float | None, ...]:
    is_known = told.places > told.uncounted
    numbers = (told.counted, told.low, told.high, told.spaces)
    return (
        name,
        float(told.places),
        float(told.uncounted),
        *(value if is_known else None for value in numbers),
    )
