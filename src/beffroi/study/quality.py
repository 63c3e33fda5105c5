"""Quality of the data of a study: what was read of each source, and what is to be mended in it."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from beffroi.engines.mobility.street_islands import street_islands
from beffroi.foundation.errors import InputError, shown
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words, both
from beffroi.store.manifest import Entry
from beffroi.study import gtfs_checks
from beffroi.study.ground import located
from beffroi.study.gtfs_check_text import place
from beffroi.study.sources import described
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.notice import Severity

NAME = "quality"
READ = {"osm": "map"}
"""Documents that tell of a reading under another name than the source's."""
TELLING = ("osm", "gtfs", "gbfs", "bnlc", "bnls", "flows", "offers", "register")
SHOWN = 2
"""Rows of a file given as examples of a remark."""
WIDEST = 90
"""Longest example. [character]"""
MOST = 60
"""Rows of a table in the report."""
MAP_TABLES = ("streets", "buildings", "shops", "amenities", "car_parks")
GRAVITY: dict[Severity, Words] = {
    "error": Words(fr="Erreur", en="Error"),
    "warning": Words(fr="Avertissement", en="Warning"),
    "notice": Words(fr="Remarque", en="Remark"),
}
SOURCE = Field("source", Words(fr="Source", en="Source"))
Row = tuple[str | Words | float | None, ...]


def step(shop: Workshop, after: tuple[str, ...]) -> Step:
    """Make the step that looks at the sources, once the ground steps have read them."""
    feeds = shop.of_kind("gtfs")
    return Step(
        NAME,
        Words("Qualité des données", "Quality of the data"),
        make,
        after=after,
        inputs=tuple(entry.id for entry in feeds),
        options={"came": {entry.id: entry.retrieved[:10] for entry in feeds}},
    )


def make(shop: Workshop) -> Made:
    """Say what was read of each source, and what is to be mended in it."""
    told = (_sources(shop), _islands(shop), _notices(shop))
    return {
        f"{NAME}.json": {
            "figures": [],
            "exhibits": [one.as_json() for one in told if one is not None],
            "findings": [],
        }
    }


def file_name(entry: Entry) -> str:
    """Name the file of a source as its owner does."""
    return PurePath(entry.origin).name or entry.id


def _source(entry: Entry) -> Source:
    return entry.as_source()


def _sources(shop: Workshop) -> Exhibit:
    entries = [entry for entry in shop.entries.values() if entry.kind in TELLING]
    rows: list[Row] = []
    for entry in sorted(entries, key=lambda one: (TELLING.index(one.kind), one.id)):
        said = shop.document(READ.get(entry.kind, entry.id))
        aside = said.get("set_aside")
        rows.append(
            (
                file_name(entry),
                described(entry.kind).name,
                _read(shop, entry, said),
                None if aside is None else float(aside),
                float(len(said["warnings"])),
            )
        )
    return Exhibit(
        id="quality.sources",
        title=Words(fr="Ce qui a été lu de chaque source", en="What was read of each source"),
        shape="table",
        fields=(
            SOURCE,
            Field("kind", Words(fr="Nature", en="Kind")),
            Field("read", Words(fr="Lignes ou objets lus", en="Rows or objects read"), "row"),
            Field("aside", Words(fr="Lignes laissées de côté", en="Rows left out"), "row"),
            Field(
                "repairs", Words(fr="Réparations et réserves", en="Repairs and doubts"), "remark"
            ),
        ),
        rows=tuple(rows),
        sources=tuple(_source(entry) for entry in entries),
        note=Words(
            fr="Chaque réparation ou réserve est dite plus bas. Seuls les horaires disent combien "
            "de leurs lignes n'ont pas pu servir ; ailleurs ce nombre est inconnu.",
            en="Each repair or doubt is told below. Timetables alone say how many of their rows "
            "could not be used; elsewhere that number is unknown.",
        ),
    )


def _read(shop: Workshop, entry: Entry, said: dict[str, Any]) -> float | None:
    if entry.kind == "osm":
        return float(sum(len(shop.table(name)) for name in MAP_TABLES))
    rows = said.get("rows")
    if rows is None:
        return None
    return float(sum(rows.values()) if isinstance(rows, dict) else rows)


def _islands(shop: Workshop) -> Exhibit | None:
    """List the streets that lead to no others; None where all join."""
    epsg = shop.document("map")["epsg"]
    streets, nodes = located(shop, "streets"), shop.table("street_nodes")
    found = street_islands(streets, nodes, epsg=epsg)
    if found.empty:
        return None
    rows = [
        (
            NAMELESS if name is None else str(name),
            float(streets_),
            round(float(metres)),
        )
        for name, streets_, metres in zip(
            found["name"].astype(object).where(found["name"].notna(), None),
            found["streets"], found["metres"], strict=True,
        )
    ]  # fmt: skip
    hidden = both("Islands not shown, shorter: {n}.").filled(n=str(max(len(rows) - MOST, 0)))
    return Exhibit(
        id="quality.street_islands",
        title=Words(
            fr="Îlots de rues que rien ne relie au reste, à pied",
            en="Islands of streets that nothing joins to the rest, on foot",
        ),
        shape="table",
        fields=(
            Field("name", Words(fr="L'une de ses rues", en="One of its streets")),
            Field("streets", Words(fr="Rues", en="Streets"), "street"),
            Field("metres", Words(fr="Longueur", en="Length"), "m"),
        ),
        rows=tuple(rows[:MOST]),
        sources=tuple(_source(entry) for entry in shop.of_kind("osm")),
        note=Words("{said} {hidden}", "{said} {hidden}").filled(
            said=ISLANDS_NOTE, hidden=hidden if len(rows) > MOST else Words("", "")
        ),
    )


NAMELESS = Words(fr="sans nom", en="nameless")
ISLANDS_NOTE = Words(
    fr="Une petite longueur au bord de la carte est ordinaire : la rue continue au-delà. Ailleurs, "
    "il manque un pont, une marche ou un raccord dans OpenStreetMap : à corriger là-bas. Qui "
    "habite là n'atteint rien dans les calculs ; le reste est calculé.",
    en="A short length on the edge of the map is common: the street goes on beyond. Elsewhere a "
    "bridge, a step or a join lacks in OpenStreetMap: to be mended there. Who lives there reaches "
    "nothing in what is computed; the rest is computed.",
)


def _notices(shop: Workshop) -> Exhibit | None:
    """List what the checks remark in timetables; None where there is nothing to say."""
    feeds = shop.of_kind("gtfs")
    rows = [row for entry in feeds for row in _of_feed(shop, entry)]
    if not rows:
        return None
    return Exhibit(
        id="quality.notices",
        title=Words(fr="Ce qui est à corriger dans les horaires", en="What to mend in timetables"),
        shape="table",
        fields=(
            SOURCE,
            Field("gravity", Words(fr="Gravité", en="Gravity")),
            Field("what", Words(fr="Ce qui ne va pas", en="What is wrong")),
            Field("means", Words(fr="Ce que cela change", en="What it changes")),
            Field("remedy", Words(fr="Que faire", en="What to do")),
            Field("where", Words(fr="Exemples", en="Examples")),
            Field("rows", Words(fr="Lignes concernées", en="Rows concerned"), "row"),
        ),
        rows=tuple(rows[:MOST]),
        sources=tuple(_source(entry) for entry in feeds),
        note=Words(
            fr="Jugé au jour où le fichier est arrivé. `beffroi gtfs check` donne toutes les "
            "lignes ; ce qui peut être calculé malgré cela l'est.",
            en="Judged on the day when the file came in. `beffroi gtfs check` gives every row; "
            "what can be computed all the same is.",
        ),
    )


def _of_feed(shop: Workshop, entry: Entry) -> Iterator[Row]:
    try:
        checked = gtfs_checks.check(shop.path(entry.id), entry.retrieved[:10])
    except InputError:
        yield (file_name(entry), GRAVITY["error"], UNCHECKED, DASH, DASH, "–", None)
        return
    for told in checked.told:
        examples = " ; ".join(shown(place(row), WIDEST) for row in told.notice.rows[:SHOWN])
        yield (
            file_name(entry),
            GRAVITY[told.notice.severity],
            told.words.title,
            told.words.means,
            told.words.remedy,
            examples or "–",
            float(told.notice.count),
        )


DASH = Words("–", "–")
UNCHECKED = Words(
    fr="Le contrôle n'a pas pu lire ce fichier", en="The check could not read this file"
)
