"""Commerce's figures: trading shops, vacancy, the main street, what is published of the shops."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.families import families, family
from beffroi.engines.commerce.inputs import Inputs
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words
from beffroi.kernels.proportions import wilson_interval
from beffroi.territory.centre import shop_streets
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.indicator import Indicator, read
from beffroi.territory.outcome import Outcome

DEFINITIONS = Path(__file__).parent / "indicators.toml"
EATING = {"restaurant", "fast_food", "cafe", "bar", "pub", "ice_cream"}
CONTACTS = [
    "phone", "contact_phone", "website", "contact_website", "email", "contact_facebook",
    "contact_instagram",
]  # fmt: skip
MOST_STREETS = 12
"""Streets listed in the report."""


def outcome(inputs: Inputs) -> Outcome:
    """Count and describe the shops of the perimeter.

    Returns
    -------
    Figures; exhibits of families and of streets where there is a shop.
    """
    definitions = read(DEFINITIONS)
    streets = shop_streets(inputs.streets, inputs.shops)
    figures = (
        *_vacancy(inputs, definitions),
        *_main_street(inputs, definitions, streets),
        *_amenities(inputs, definitions),
        *_published(inputs, definitions),
    )
    return Outcome(figures, tuple(_exhibits(inputs, streets)))


def _trading(shops: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return shops[shops["state"] == "trading"]


def _rate(vacant: int, premises: int) -> tuple[float | None, tuple[float, float] | None]:
    if premises == 0:
        return None, None
    low, high = wilson_interval(vacant, premises)
    return vacant / premises, (float(low), float(high))


def _vacancy(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    sources, premises = inputs.sources["osm"], len(inputs.shops)
    trading = len(_trading(inputs.shops))
    vacant = premises - trading
    rate, interval = _rate(vacant, premises) if vacant else (None, None)
    yield definitions["commerce.trading_shops"].figure(float(trading), sources)
    yield definitions["commerce.vacant_premises"].figure(
        float(vacant) or None, sources, minimum=True
    )
    yield definitions["commerce.vacancy_rate"].figure(
        rate, sources, interval=interval, minimum=True
    )


def _main_street(
    inputs: Inputs, definitions: Mapping[str, Indicator], streets: pd.Series
) -> Iterator[Figure]:
    if inputs.main_street is None:
        return
    sources, parts = inputs.sources["osm"], {"street": inputs.main_street}
    there = inputs.shops[streets.eq(inputs.main_street).fillna(value=False)]
    surveyed = len(inputs.shops) > len(_trading(inputs.shops))
    vacant = len(there) - len(_trading(there))
    rate, interval = _rate(vacant, len(there)) if surveyed else (None, None)
    yield definitions["commerce.main_street_premises"].figure(
        float(len(there)), sources, parts=parts
    )
    yield definitions["commerce.main_street_vacancy_rate"].figure(
        rate, sources, interval=interval, minimum=True, parts=parts
    )


def _amenities(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    sources, kinds = inputs.sources["osm"], inputs.amenities["amenity"]
    yield definitions["commerce.eating_places"].figure(float(kinds.isin(EATING).sum()), sources)
    yield definitions["commerce.amenities"].figure(float(len(kinds)), sources)


def _published(inputs: Inputs, definitions: Mapping[str, Indicator]) -> Iterator[Figure]:
    sources, trading = inputs.sources["osm"], _trading(inputs.shops)
    known = {
        "commerce.hours_known": trading["opening_hours"].notna(),
        "commerce.contact_known": trading[CONTACTS].notna().any(axis=1),
    }
    for id_, given in known.items():
        yield definitions[id_].figure(float(given.mean()) if len(given) else None, sources)


def _exhibits(inputs: Inputs, streets: pd.Series) -> Iterator[Exhibit]:
    trading = _trading(inputs.shops)
    if len(trading):
        counts = family(trading["kind"]).value_counts()
        yield Exhibit(
            id="commerce.families",
            title=Words(fr="Commerces par famille", en="Shops by family"),
            shape="bars",
            fields=(
                Field("family", Words(fr="Famille", en="Family")),
                Field("shops", Words(fr="Commerces", en="Shops"), "shop"),
            ),
            rows=tuple((families()[str(name)].name, float(n)) for name, n in counts.items()),
            sources=inputs.sources["osm"],
            note=Words(
                fr="Commerces en activité, par valeur de `shop` dans OpenStreetMap.",
                en="Trading shops, by OpenStreetMap `shop` value.",
            ),
        )
    if streets.notna().any():
        yield _streets_exhibit(inputs, streets)


def _streets_exhibit(inputs: Inputs, streets: pd.Series) -> Exhibit:
    vacant = inputs.shops["state"].eq("vacant").astype(int)
    surveyed = bool(vacant.any())
    by_street = vacant.groupby(streets).agg(["size", "sum"])
    shown = by_street.sort_values("size", ascending=False, kind="stable").head(MOST_STREETS)
    return Exhibit(
        id="commerce.streets",
        title=Words(fr="Rues les plus commerçantes", en="Streets with the most shops"),
        shape="table",
        fields=(
            Field("street", Words(fr="Rue", en="Street")),
            Field("premises", Words(fr="Locaux", en="Premises"), "premises"),
            Field("vacant", Words(fr="dont vacants", en="of which vacant"), "premises"),
        ),
        rows=tuple(
            (str(name), float(n), float(v) if surveyed else None)
            for name, n, v in shown.itertuples()
        ),
        sources=inputs.sources["osm"],
        note=Words(
            fr="Rue de l'adresse, ou rue nommée la plus proche à moins de 40 m.",
            en="Street of the address, or nearest named street within 40 m.",
        ),
    )
