"""The visibility of the shops of a town: a register in; scores, sheets, streets, services out."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.families import OUTSIDE, families
from beffroi.engines.commerce.readiness.facts import NAMES as FACTS
from beffroi.engines.commerce.readiness.readiness import Checked, Readiness, readiness
from beffroi.engines.commerce.readiness.services import CONDITIONS
from beffroi.engines.commerce.readiness.services import NAMES as SERVICES
from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.gathered import Gathered, Share, gathered, share, whole
from beffroi.engines.commerce.visibility.judged import OUTCOMES
from beffroi.engines.commerce.visibility.parameters import ACTIONS, NAMES, parts
from beffroi.engines.commerce.visibility.scores import Score, scores
from beffroi.formats import declared_shops, parking_layers, site_pages
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.store.sites import Progress
from beffroi.study.commerce_given import Given, given
from beffroi.study.commerce_visits import visited
from beffroi.territory.commerce import TRADING
from beffroi.territory.shop_declared import DECLARED
from beffroi.territory.shop_sites import ANSWERED, Visit

__all__ = [
    "ACTIONS", "CONDITIONS", "FACTS", "NAMES", "OUTCOMES", "SERVICES", "Audit", "Checked",
    "Gathered", "Readiness", "Score", "Share", "as_json", "audit", "parts", "run", "tables_of",
    "told",
]  # fmt: skip
TABLE = "visibility"
READY = Words("{n} prêt", "{n} ready"), Words("{n} prêts", "{n} ready")
Page = Callable[["Audit", Path], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Audit:
    """The visibility of the shops of a town.

    Attributes
    ----------
    name
        File that the shops come from.
    day
        Day of the audit, ISO 8601.
    date
        Day of the map, ISO 8601; empty if unknown.
    scores
        One for each shop that trades, by street and number.
    whole, streets, families
        Shops together; the least visible first.
    shares
        How many shops meet each part, by key.
    services
        How ready they are for digital services.
    outcomes
        What came of the visits to their sites; empty where none was visited.
    n_sites, n_declared
        Shops of which a site is told, shops that declare something.
    family_names
        Names of families, by key.
    warnings
        What the readers repaired or left out.
    files
        What was written; empty before.
    """

    name: str
    day: str
    date: str
    scores: tuple[Score, ...]
    whole: Gathered
    streets: tuple[Gathered, ...]
    families: tuple[Gathered, ...]
    shares: dict[str, Share]
    services: tuple[Readiness, ...]
    outcomes: dict[str, int]
    n_sites: int
    n_declared: int
    family_names: dict[str, Words]
    warnings: tuple[Words, ...]
    files: tuple[str, ...] = field(default=())

    @property
    def n_visited(self) -> int:
        """Count the visits in which something was asked of a site."""
        return sum(one.evidence.visit.is_asked for one in self.scores if one.evidence.visit)


def audit(
    of: Given,
    day: dt.date,
    *,
    name: str = "",
    declared: pd.DataFrame | None = None,
    visits: Mapping[str, Visit] | None = None,
    country: str = "FR",
    warnings: tuple[Words, ...] = (),
) -> Audit:
    """Judge the visibility of shops.

    Parameters
    ----------
    of
        Premises of the town.
    day
        Day of the audit.
    name
        File that they come from.
    declared
        Table `DECLARED`.
    visits
        What came of visits to their sites, by address as written.
    country
        Country whose holidays hold, ISO 3166.
    warnings
        What was repaired or left out before.
    """
    shops = _shops(of.premises)
    pages = {url: site_pages.read(one.html) for url, one in (visits or {}).items() if one.html}
    known = evidence(shops, day=day, declared=declared, visits=visits, pages=pages, country=country)
    made = scores(known)
    of_sites = [one.evidence.visit for one in made if one.evidence.visit]
    return Audit(
        name=name,
        day=day.isoformat(),
        date=of.date,
        scores=tuple(made),
        whole=whole(made),
        streets=gathered(made, "street"),
        families=gathered(made, "family"),
        shares={part.id: share(made, part.id) for part in parts()},
        services=readiness(made),
        outcomes=dict(Counter(one.outcome for one in of_sites).most_common()),
        n_sites=sum(bool(one.evidence.address) for one in made),
        n_declared=sum(bool(one.evidence.declared) for one in made),
        family_names={key: one.name for key, one in families().items()},
        warnings=(*of.warnings, *warnings, *_strangers(declared, shops)),
    )


def _shops(premises: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the premises where a shop trades, by street and number."""
    trades = premises["state"].eq(TRADING) & premises["family"].ne(OUTSIDE).fillna(value=True)
    shops = premises[trades.to_numpy(dtype=bool, na_value=False)]
    number = pd.to_numeric(shops["housenumber"].str.extract(r"(\d{1,5})")[0], errors="coerce")
    order = pd.DataFrame({"street": shops["street"], "number": number, "name": shops["name"]})
    return gpd.GeoDataFrame(shops.loc[order.sort_values(["street", "number", "name"]).index])


def _strangers(declared: pd.DataFrame | None, shops: gpd.GeoDataFrame) -> Iterator[Words]:
    if declared is None:
        return
    known = declared["premises_id"].isin(shops["premises_id"]).fillna(value=False)
    known |= declared["siret"].isin(shops["siret"].dropna()).fillna(value=False)
    lost = declared[~known.to_numpy(dtype=bool)]
    if len(lost):
        ids = lost["premises_id"].fillna(lost["siret"]).head(5)
        yield both(
            "{n} declaration(s) (speaks|speak) of no shop of the register, and (is|are) left "
            "out: {ids}.",
            n=len(lost), ids=", ".join(map(str, ids)),
        )  # fmt: skip


def run(  # noqa: PLR0913 - what the command takes
    register: Path | None,
    osm_file: Path | None,
    out: Path,
    *,
    date: str,
    declared: Path | None = None,
    fetch: bool = False,
    cache: Path | None = None,
    country: str = "FR",
    page: Page | None = None,
    progress: Progress | None = None,
) -> Audit:
    """Judge the visibility of the shops of a register, or of a map, and write it in a new folder.

    Parameters
    ----------
    register, osm_file
        As `study.commerce_given.given` takes them.
    out
        A folder that is new.
    date
        Day of the audit, ISO 8601.
    declared
        What shopkeepers declare: a CSV file.
    fetch
        Whether their sites are visited.
    cache
        Folder of the visits; without `fetch`, those that it keeps are read and nobody is asked.
    country
        Country whose holidays hold, ISO 3166.
    page
        What writes the pages, in a folder; none is written without.
    progress
        Told how many sites were visited, of how many.

    Raises
    ------
    InputError
        If a file cannot be read, the day is none, or the folder holds something.
    StorageError
        If it cannot be written.
    """
    day = _day(date)
    with fresh(out):
        of = given(register, osm_file)
        reading = None if declared is None else declared_shops.read(declared)
        told = None if reading is None else DECLARED.typed(reading.table)
        visits, lost = visited(_shops(of.premises), told, day, fetch=fetch, cache=cache,
                               progress=progress)  # fmt: skip
        source = register or osm_file
        made = audit(
            of, day, name="" if source is None else source.name, declared=told, visits=visits,
            country=country, warnings=(*lost, *(() if reading is None else reading.warnings)),
        )  # fmt: skip
        files = tuple(_written(made, out))
        if page is not None:
            files = (*page(replace(made, files=files), out), *files)
        return replace(made, files=files)


def _day(date: str) -> dt.date:
    try:
        return dt.date.fromisoformat(date)
    except ValueError as error:
        raise SettingsError(
            "{date!r} is no day: give the day of the audit, such as 2026-11-26.", date=date
        ) from error


def _written(made: Audit, out: Path) -> Iterator[str]:
    tables = tables_of(made)
    for ending in (".gpkg", ".geojson", ".csv", ".xlsx"):
        name = f"{TABLE}{ending}"
        if len(made.scores) or ending in {".csv", ".xlsx"}:
            parking_layers.write(tables, out / name)
            yield name


def tables_of(made: Audit) -> dict[str, pd.DataFrame]:
    """Return the tables of an audit: shops, parts of each, shares, streets, families, services."""
    return {
        TABLE: gpd.GeoDataFrame(_table(map(_shop_row, made.scores), geometry=True)),
        "parts": _table(row for one in made.scores for row in _part_rows(one)),
        "shares": _table(_share_row(made, name) for name in made.shares),
        "streets": _table(map(_gathered_row, made.streets)),
        "families": _table(map(_gathered_row, made.families)),
        "services": _table(map(_service_row, made.services)),
    }


def _table(rows: Any, *, geometry: bool = False) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows))
    if not geometry:
        return frame
    shapes: list[object] = list(frame.get("geometry", ()))
    plain = frame.drop(columns="geometry", errors="ignore")
    made: pd.DataFrame = gpd.GeoDataFrame(plain, geometry=shapes, crs="EPSG:4326")
    return made


def _shop_row(one: Score) -> dict[str, Any]:
    row = one.evidence.premises
    told = {name: row.get(name) for name in ("premises_id", "name", "kind", "family", "street",
                                             "housenumber")}  # fmt: skip
    scored = {"score_low": round(one.low, 1), "score_high": round(one.high, 1)}
    better = {f"improvement_{n}": one.improvements[n - 1].part
              if n <= len(one.improvements) else None for n in (1, 2, 3)}  # fmt: skip
    states = {name: judged.state for name, judged in one.judged.items()}
    return {**told, **scored, **better, **states, "geometry": row.get("geometry")}


def _part_rows(one: Score) -> Iterator[dict[str, Any]]:
    for part in parts():
        judged = one.judged[part.id]
        yield {
            "premises_id": one.evidence.premises["premises_id"], "part": part.id,
            "state": judged.state, "points": part.points,
            "points_low": part.points * judged.low, "points_high": part.points * judged.high,
            "minutes_low": part.minutes[0], "minutes_high": part.minutes[1],
            "why_fr": judged.why.fr, "why_en": judged.why.en,
            "action_fr": "" if judged.low == 1 else ACTIONS[part.id].fr,
            "action_en": "" if judged.low == 1 else ACTIONS[part.id].en,
        }  # fmt: skip


def _share_row(made: Audit, name: str) -> dict[str, Any]:
    one = made.shares[name]
    return {"part": name, "name_fr": NAMES[name].fr, "name_en": NAMES[name].en, "met": one.met,
            "missing": one.known - one.met, "unknown": one.n - one.known, "share_sure": one.sure,
            "share_possible": one.possible, "wilson_low": one.low,
            "wilson_high": one.high}  # fmt: skip


def _gathered_row(one: Gathered) -> dict[str, Any]:
    hours = one.hours
    return {"key": one.key or None, "shops": one.n, "score_low": one.low, "score_high": one.high,
            "hours_met": hours.met, "hours_missing": hours.known - hours.met,
            "hours_unknown": hours.n - hours.known, "hours_sure": hours.sure,
            "hours_possible": hours.possible, "hours_wilson_low": hours.low,
            "hours_wilson_high": hours.high}  # fmt: skip


def _service_row(one: Readiness) -> dict[str, Any]:
    name = SERVICES[one.service.id]
    return {"service": one.service.id, "name_fr": name.fr, "name_en": name.en, "shops": one.n,
            "ready": one.ready, "unready": one.unready, "share_sure": one.sure,
            "share_possible": one.possible, "wilson_low": one.low, "wilson_high": one.high,
            **{f"lacks_{need}": n for need, n in one.lacks.items()}}  # fmt: skip


def told(made: Audit) -> Iterator[Words]:
    """Say what an audit holds, one sentence a line."""
    if not made.scores:
        yield both("No shop trades in what was given: there is nothing to judge.")
        return
    yield both(
        "{n} shops: {low} points of 100 are sure on average, {high} possible; between them lies "
        "what nobody knows.",
        n=_n(len(made.scores)), low=_n(round(made.whole.low)), high=_n(round(made.whole.high)),
    )  # fmt: skip
    hours = made.shares["hours_told"]
    yield both("Hours: told by {met} shops, missing for {missing}, unknown for {unknown}.",
               met=_n(hours.met), missing=_n(hours.known - hours.met),
               unknown=_n(hours.n - hours.known))  # fmt: skip
    if made.outcomes:
        left = sum(made.outcomes.values()) - made.n_visited
        yield both("Sites visited: {n}, of which {met} answered; not visited: {left}.",
                   n=_n(made.n_visited), met=_n(made.outcomes.get(ANSWERED, 0)),
                   left=_n(left))  # fmt: skip
    elif made.n_sites:
        yield both("{n} shops tell a site; none was visited (--fetch).", n=_n(made.n_sites))
    for one in made.services:
        if one.ready or one.unready:
            yield both(
                "{name}: {ready}, {unready} lack something now, unknown for {unknown}.",
                name=SERVICES[one.service.id], unready=_n(one.unready),
                ready=plural(one.ready, *READY, n=_n(one.ready)),
                unknown=_n(one.n - one.ready - one.unready),
            )  # fmt: skip
    yield from made.warnings


def _n(value: float) -> Words:
    return Words(*(grouped(value, 0, language) for language in LANGUAGES))


def as_json(made: Audit) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "date": made.day,
        "map_date": made.date,
        "files": list(made.files),
        "shops": len(made.scores),
        "score": _bounds(made.whole.low, made.whole.high),
        "shares": [_plain(_share_row(made, name)) for name in made.shares],
        "services": [
            {**_plain(_service_row(one)),
             "conditions": [{"id": c.condition.id, "state": c.state, **_bounds(c.low, c.high)}
                            for c in one.conditions]}
            for one in made.services
        ],
        "visits": made.outcomes,
        "warnings": [words.as_json() for words in made.warnings],
    }  # fmt: skip


def _bounds(low: float, high: float) -> dict[str, float | None]:
    return _plain({"low": low, "high": high})


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row that JSON can hold: what is unknown is null."""
    return {key: None if isinstance(value, float) and pd.isna(value) else value
            for key, value in row.items()}  # fmt: skip
