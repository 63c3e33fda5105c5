"""The register of premises of a town: a map, SIRENE, its history and a walk in; one table out."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.families import families, table_name
from beffroi.engines.commerce.register.joined import joined
from beffroi.engines.commerce.register.pairs import TO_CHECK
from beffroi.engines.commerce.register.reviews import reviews
from beffroi.engines.commerce.register.successions import successions
from beffroi.engines.commerce.register.walked import Walked, unsettled, walked
from beffroi.formats import (
    osm,
    parking_layers,
    premises_layers,
    sirene,
    sirene_history,
    sirene_units,
    walk_sheets,
)
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.study.commerce_given import WGS84, of_map
from beffroi.territory.commerce import (
    OSM,
    REVIEWS,
    SIRENE,
    SUCCESSIONS,
    TRADING,
    UNKNOWN,
    VACANT,
    WALK,
)
from beffroi.territory.tables import ESTABLISHMENTS

__all__ = [
    "Asked", "Register", "as_json", "of_family", "of_source", "of_state", "register", "run",
    "table_name", "told",
]  # fmt: skip
PAGE = "index.html"
GROUND = ("streets", "water", "waters", "buildings", "greens")
"""Layers of the map under the premises."""
COMMUNE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
SOURCES = (OSM, SIRENE, WALK)
PREMISES_WORDS = Words("{n} local", "{n} premises"), Words("{n} locaux", "{n} premises")
VACANT_WORDS = Words("{n} vacant", "{n} vacant"), Words("{n} vacants", "{n} vacant")
JOINED = (Words("{n} local de la carte rapproché", "{n} premises of the map joined"),
          Words("{n} locaux de la carte rapprochés", "{n} premises of the map joined"))  # fmt: skip
DOUBTFUL = (Words("{n} paire douteuse à vérifier", "{n} doubtful pair to look at"),
            Words("{n} paires douteuses à vérifier", "{n} doubtful pairs to look at"))  # fmt: skip
TO_LOOK_AT = (Words("{n} point à vérifier dans review.csv.", "{n} thing to look at in review.csv."),
              Words("{n} points à vérifier dans review.csv.",
                    "{n} things to look at in review.csv."))  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """A register of premises.

    Attributes
    ----------
    premises
        Table `PREMISES`, in WGS 84.
    reviews, successions
        Tables `REVIEWS` and `SUCCESSIONS`; the latter empty without SIRENE.
    pairs
        Pairs of premises of the map and establishments; no row without SIRENE.
    periods
        Table `PERIODS`; None without a history.
    streets
        Table `STREETS`, in WGS 84.
    ground
        Layers of the map under the premises, in WGS 84.
    centre
        Middle of the premises, longitude and latitude. [°]
    date
        Day of the map, ISO 8601; empty if unknown.
    commune
        INSEE code; empty if none was given.
    table
        Table of families.
    asked
        What it is made of, of ``osm``, ``sirene`` and ``walk``.
    walk
        Premises that the walk saw, added and took away; zeros without a walk.
    map_name
        File of the map.
    warnings
        What the readers repaired or left out.
    files
        What was written; empty before.
    """

    premises: gpd.GeoDataFrame
    reviews: pd.DataFrame
    successions: pd.DataFrame
    pairs: pd.DataFrame
    periods: pd.DataFrame | None
    streets: gpd.GeoDataFrame
    ground: dict[str, gpd.GeoDataFrame]
    centre: tuple[float, float]
    date: str
    commune: str
    table: str
    asked: tuple[str, ...]
    walk: tuple[int, int, int]
    map_name: str
    warnings: tuple[Words, ...]
    files: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a register is made of.

    Attributes
    ----------
    osm
        OpenStreetMap extract.
    sirene, history, units, walk
        StockEtablissement, StockEtablissementHistorique, StockUniteLegale, filled sheets; None
        without them.
    commune
        INSEE code of the town: SIRENE cannot be read without it.
    table
        Table of families.
    """

    osm: Path
    sirene: Path | None = None
    history: Path | None = None
    walk: Path | None = None
    commune: str = ""
    table: str = "beffroi"
    units: Path | None = None


def register(asked: Asked) -> Register:
    """Make the register of a town.

    Raises
    ------
    InputError
        If a file cannot be read, or SIRENE is given without the code of the commune.
    """
    _refuse(asked)
    extract = osm.read(asked.osm)
    start = of_map(extract, table=asked.table, commune=asked.commune)
    epsg = start.epsg
    streets = start.streets.to_crs(epsg)
    establishments, periods, said = _of_sirene(asked, epsg)
    made = joined(start.premises.to_crs(epsg), establishments, periods, table=asked.table)
    seen, more = _of_walk(asked, made.premises, streets)
    told = unsettled(reviews(made), seen.premises)
    whole = pd.concat([seen.reviews, told], ignore_index=True) if len(seen.reviews) else told
    return Register(
        premises=seen.premises.to_crs(WGS84),
        reviews=REVIEWS.typed(whole.drop_duplicates("review_id").reset_index(drop=True)),
        successions=successions(establishments, periods, table=asked.table),
        pairs=made.pairs,
        periods=periods,
        streets=start.streets,
        ground={name: extract.tables[name] for name in GROUND if name in extract.tables},
        centre=start.centre,
        date=start.date,
        commune=asked.commune,
        table=asked.table,
        asked=tuple(_asked(asked)),
        walk=(seen.seen, seen.added, seen.gone),
        map_name=asked.osm.name,
        warnings=(*start.warnings, *said, *more),
    )


def _refuse(asked: Asked) -> None:
    families(asked.table)
    if asked.commune and not COMMUNE.fullmatch(asked.commune):
        raise SettingsError(
            "{code!r} is not the INSEE code of a commune: five characters, such as 35236.",
            code=asked.commune,
        )
    if asked.sirene is not None and not asked.commune:
        raise SettingsError(
            "SIRENE holds the whole of France: give the INSEE code of the town (--commune 35236)."
        )
    if asked.sirene is None and not (asked.history is None and asked.units is None):
        raise SettingsError(
            "A history and legal units name no commune: give the register of establishments too "
            "(--sirene)."
        )


def _asked(asked: Asked) -> Iterator[str]:
    yield OSM
    if asked.sirene is not None:
        yield SIRENE
    if asked.walk is not None:
        yield WALK


def _of_sirene(
    asked: Asked, epsg: int
) -> tuple[gpd.GeoDataFrame, pd.DataFrame | None, tuple[Words, ...]]:
    """Read the establishments of the town, placed, and their periods."""
    if asked.sirene is None:
        return _placed(ESTABLISHMENTS.empty(), epsg), None, ()
    reading = sirene.read(asked.sirene, [asked.commune])
    said, table = list(reading.warnings), reading.table
    if table.empty:
        raise InputError(
            "{path} holds no establishment of {commune} that can be used: check the code "
            "(--commune) and the file (--sirene).",
            path=str(asked.sirene), commune=asked.commune,
        )  # fmt: skip
    if asked.units is not None:
        firms = sirene_units.read(asked.units, list(table["siret"].str[:9].unique()))
        table = table.assign(firm=table["siret"].str[:9].map(firms.names).astype("string"))
        said.extend(firms.warnings)
    periods = None
    if asked.history is not None:
        past = sirene_history.read(asked.history, list(table["siret"]))
        periods = past.table
        said.extend(past.warnings)
    return _placed(table, epsg), periods, tuple(said)


def _placed(establishments: pd.DataFrame, epsg: int) -> gpd.GeoDataFrame:
    is_placed = establishments["lon"].notna() & establishments["lat"].notna()
    lon, lat = (establishments[name].astype(float) for name in ("lon", "lat"))
    points = gpd.GeoSeries.from_xy(lon, lat, crs=WGS84).where(is_placed, None)
    return gpd.GeoDataFrame(establishments, geometry=points.to_crs(epsg))


def _of_walk(
    asked: Asked, premises: gpd.GeoDataFrame, streets: gpd.GeoDataFrame
) -> tuple[Walked, tuple[Words, ...]]:
    if asked.walk is None:
        return Walked(premises, REVIEWS.empty(), 0, 0, 0), ()
    reading = walk_sheets.read(asked.walk)
    seen = walked(premises, reading.table, streets, table=asked.table)
    said = list(reading.warnings)
    if seen.strangers:
        said.append(both(
            "{n} reference(s) of the sheets (is|are) not in this register: taken as new "
            "({first}).",
            n=len(seen.strangers), first=seen.strangers[0],
        ))  # fmt: skip
    return seen, tuple(said)


def run(
    asked: Asked, out: Path, *, page: Callable[[Register, Path], None] | None = None
) -> Register:
    """Make a register and write it in a new folder.

    Parameters
    ----------
    asked
        What it is made of.
    out
        A folder that is new.
    page
        What writes the page; none is written without.

    Raises
    ------
    InputError
        If a file cannot be read, or the folder holds something.
    StorageError
        If it cannot be written.
    """
    with fresh(out):
        made = register(asked)
        files = tuple(_written(made, out))
        made = replace(made, files=files if page is None else (PAGE, *files))
        if page is not None:
            page(made, out / PAGE)
        return made


def _written(made: Register, out: Path) -> Iterator[str]:
    lon, lat = made.centre
    about = {"date": made.date, "commune": made.commune, "families": made.table,
             "sources": "+".join(made.asked), "lon": str(lon), "lat": str(lat)}  # fmt: skip
    premises_layers.write(out / premises_layers.FILE, made.premises, made.streets,
                          periods=made.periods, about=about)  # fmt: skip
    yield premises_layers.FILE
    tables = {"premises": pd.DataFrame(made.premises), "review": made.reviews}
    files = {"premises.csv": {"premises": tables["premises"]},
             "review.csv": {"review": made.reviews}}  # fmt: skip
    if len(made.successions):
        tables[SUCCESSIONS.name] = made.successions
        files["successions.csv"] = {SUCCESSIONS.name: made.successions}
    for name, table in (*files.items(), ("premises.xlsx", tables)):
        parking_layers.write(table, out / name)
        yield name


def of_state(made: Register) -> dict[str, int]:
    """Count the premises of each state."""
    counts = made.premises["state"].value_counts()
    return {state: int(counts.get(state, 0)) for state in (TRADING, VACANT, UNKNOWN)}


def of_source(made: Register) -> dict[str, int]:
    """Count the premises that each set of sources knows."""
    counts = made.premises["sources"].value_counts()
    return {str(name): int(n) for name, n in counts.items()}


def of_family(made: Register) -> tuple[tuple[Words, dict[str, int]], ...]:
    """Count the premises of each family, state by state; last, those of unknown family."""
    rows = []
    names = {**{key: one.name for key, one in families(made.table).items()},
             "": both("family unknown")}  # fmt: skip
    own = made.premises["family"].fillna("")
    for key, name in names.items():
        counts = made.premises.loc[own == key, "state"].value_counts()
        if counts.sum():
            rows.append((name, {state: int(counts.get(state, 0))
                                for state in (TRADING, VACANT, UNKNOWN)}))  # fmt: skip
    return tuple(rows)


def told(made: Register) -> Iterator[Words]:
    """Say what the register holds, one sentence a line."""
    states = of_state(made)
    yield both(
        "{premises}: {trading} trading, {vacant}, {unknown} of unknown state.",
        premises=_premises(len(made.premises)), trading=_n(states[TRADING]),
        vacant=_counted(states[VACANT], *VACANT_WORDS),
        unknown=_n(states[UNKNOWN]),
    )  # fmt: skip
    if SIRENE in made.asked:
        sure = int((made.pairs["matched_by"] != TO_CHECK).sum())
        doubtful = int(made.reviews["kind"].eq("doubtful").sum())
        yield both(
            "{joined} with SIRENE; {doubtful}. A shop that closed without saying so stays active "
            "in SIRENE.",
            joined=_counted(sure, *JOINED), doubtful=_counted(doubtful, *DOUBTFUL),
        )  # fmt: skip
    if WALK in made.asked:
        seen, added, gone = made.walk
        yield both("The walk saw {premises}, added {added} and took away {gone}.",
                   premises=_premises(seen), added=_n(added), gone=_n(gone))  # fmt: skip
    yield _counted(len(made.reviews), *TO_LOOK_AT)
    yield from made.warnings


def _premises(n: int) -> Words:
    return _counted(n, *PREMISES_WORDS)


def _counted(n: int, one: Words, many: Words) -> Words:
    return plural(n, one, many, n=_n(n))


def _n(value: float) -> Words:
    return Words(*(grouped(value, 0, language) for language in LANGUAGES))


def as_json(made: Register) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    name = table_name(made.table)
    return {
        "date": made.date,
        "commune": made.commune,
        "families": {"table": made.table, "fr": name.fr, "en": name.en},
        "sources": list(made.asked),
        "premises": of_state(made),
        "by_source": of_source(made),
        "by_family": [{"fr": words.fr, "en": words.en, **counts}
                      for words, counts in of_family(made)],
        "pairs": {str(k): int(v) for k, v in made.pairs["matched_by"].value_counts().items()},
        "walk": dict(zip(("seen", "added", "gone"), made.walk, strict=True)),
        "reviews": {str(k): int(v) for k, v in made.reviews["kind"].value_counts().items()},
        "successions": len(made.successions),
        "files": list(made.files),
        "warnings": [{"fr": one.fr, "en": one.en} for one in made.warnings],
    }  # fmt: skip
