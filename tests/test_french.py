"""What a user reads when something goes wrong: all in French or all in English, never mixed."""

import ast
import errno
import json
import re
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from beffroi.formats import communes, gtfs, maturity_sheets, osm, perimeters, programmes
from beffroi.foundation import archives
from beffroi.foundation.errors import BeffroiError
from beffroi.foundation.files import unreadable, unwritable
from beffroi.foundation.language import message
from beffroi.method.maturity.grid import maturity_grid
from beffroi.store import contents, failures, manifest, members, snapshots, tables
from beffroi.store.addresses import Address, address
from beffroi.study import draw, maturities, mirrors, new, run, settings, sources
from beffroi.territory.communes import known_towns, town
from tests.formats.gtfs.feeds import MINIMAL, zipped
from tests.formats.osm.sketch import saved
from tests.formats.test_damaged import CASES, COG, NGEO, Case
from tests.method.maturity.answered import response
from tests.store.test_manifest import altered

SOURCE = Path(__file__).parents[1] / "src" / "beffroi"
ENGLISH = re.compile(
    r"\b(the|is|not|it|its|of|file|and|or|to|has|have|was|which|that|in|at|by|with|from|cannot|this"
    r"|there|give|holds?|must|lacks|between|found|line|unknown|none|more|than|be|are|were)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"(?<![^\s(\[])'[^']*'|\"[^\"]*\"|`[^`]*`|«[^»]*»|(?:https?|file):\S*")
Provoked = Callable[[Path], object]


def bare(said: str, folder: Path) -> str:
    """Return a message without what others wrote: paths, quotations, details in parentheses."""
    rest, former = QUOTED.sub("", said.replace(str(folder), "")), ""
    while rest != former:
        rest, former = re.sub(r"\([^()]*\)", "", rest), rest
    return rest


def refusal(provoke: Provoked, folder: Path) -> BeffroiError:
    with pytest.raises(BeffroiError) as caught:
        provoke(folder)
    return caught.value


def kept(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def drawn(shape: object, **how: Any) -> Provoked:
    return lambda folder: perimeters.read(kept(folder, "a.geojson", json.dumps(shape)), **how)


def ring(*positions: object, kind: str = "Polygon") -> dict[str, object]:
    return {"type": kind, "coordinates": [list(positions)]}


def decided(toml: str) -> Provoked:
    return lambda folder: settings.read(kept(folder, settings.FILE, toml).parent)


def mapped(content: str | bytes, name: str = "a.osm") -> Provoked:
    return lambda folder: osm.read(kept(folder, name, content))


def folded(*names: str, link: str = "") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.writestr(name, b"0" * (11 * 1024**2 if name == "zeros" else 9))
            if link:
                info = zipfile.ZipInfo(link)
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                archive.writestr(info, "/etc/passwd")
        return folder / "a.zip"

    return write


def timetable(changes: Mapping[str, str]) -> Provoked:
    return lambda folder: gtfs.read(zipped(folder, {**MINIMAL, **changes}))


def workbook(folder: Path) -> object:
    openpyxl.Workbook().save(folder / "epci.xlsx")
    return communes.read(kept(folder, "cog.csv", COG), epci=folder / "epci.xlsx")


def answered(folder: Path, content: str) -> object:
    return maturity_sheets.read(kept(folder, "a", content), maturity_grid())


def damaged_member(folder: Path) -> object:
    path = folded("a")(folder)
    raw = bytearray(path.read_bytes())
    raw[32] ^= 255
    path.write_bytes(raw)
    return archives.opened(path).read("a")


def raised(error: BeffroiError) -> None:
    raise error


def raising(error: Callable[[Path], BeffroiError]) -> Provoked:
    return lambda folder: raised(error(folder))


NOW = "2026-01-01T00:00:00Z"
URL = httpx.URL("https://a.example/b.csv")
PASSING = failures.passing(URL, found="it cannot answer now", detail="HTTP 503", wait=9.0)
NOTHING: dict[str, object] = {"type": "FeatureCollection", "features": []}
SETTINGS = {
    "toml": '[town]\ncommune = 35236"\n',
    "types": "[town]\ncommune = 35236\n[sources]\nosm = 3\n[options]\ncentre = [48, 200]\n",
    "strays": 'town = 3\n[harbour]\n[optons]\n[options]\nmain_street = 3\nmain_stret = "a"\n',
    "sources": '[sources]\nosm = ["a", "b"]\nwater = "a"\n',
}
PERIMETERS = {
    "empty": drawn(NOTHING),
    "line": drawn({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}),
    "no ring": drawn({"type": "Polygon", "coordinates": []}),
    "no position": drawn(ring(["a"])),
    "short": drawn(ring([0, 0], [1, 1], [0, 0])),
    "open": drawn(ring([0, 0], [1, 0], [1, 1], [0, 1])),
    "flat": drawn(ring([0, 0], [1, 0], [1, 0], [0, 0])),
    "Lambert": drawn(ring([3e5, 67e5], [31e4, 67e5], [31e4, 68e5], [3e5, 67e5])),
    "metres": drawn(ring([9e6, 3e6], [9.1e6, 3e6], [9e6, 3.1e6], [9e6, 3e6])),
    "nowhere": drawn(ring([9e9, 3e6], [9.1e9, 3e6], [9e9, 3.1e6], [9e9, 3e6])),
    "far": drawn(ring([5, 43], [5.1, 43], [5, 43.1], [5, 43]), near=(-2.08, 47.65)),
    "swapped": drawn(ring([47.6, -2], [47.7, -2], [47.6, -2.1], [47.6, -2]), near=(-2.08, 47.65)),
    "system": drawn(
        ring([0, 0], [1, 0], [1, 1], [0, 0])
        | {"crs": {"type": "name", "properties": {"name": "EPSG:0"}}}
    ),
    "deep": lambda folder: perimeters.read(kept(folder, "a.json", "[" * 200_000)),
    "number": lambda folder: perimeters.read(kept(folder, "a.json", "[" + "9" * 5_000 + "]")),
}
MAPS = {
    "empty": mapped(b""),
    "archive": mapped(b"PK\x03\x04"),
    "UTF-16": mapped("<osm/>".encode("utf-16")),
    "o5m": mapped(b"\xff\xe0"),
    "JSON": mapped("{}"),
    "stranger": mapped("hello"),
    "entities": mapped("<!DOCTYPE osm><osm/>"),
    "web page": mapped("<html><title>Too Many Requests</title>"),
    "plain web page": mapped("<html></html>"),
    "changes": mapped("<osmChange/>"),
    "other": mapped("<gpx/>"),
    "no element": mapped("<?xml version='1.0'?>"),
    "gave up": mapped("<osm><remark>runtime error: out of memory</remark></osm>"),
    "no object": lambda folder: osm.read(saved(folder)),
    "no number": lambda folder: osm.read(saved(folder, '<node id="0" lat="1" lon="1"/>')),
    "off the Earth": lambda folder: osm.read(saved(folder, '<node id="1" lat="91" lon="1"/>')),
    "no degrees": lambda folder: osm.read(saved(folder, '<node id="1" lat="a" lon="1"/>')),
    "not well formed": mapped("<osm><node></osm>"),
    "folded": mapped(b"\x1f\x8b\x08garbage"),
    "cut": mapped(b"\0\0\0\x0d\n\x09OSMHeader\x18\x7c"),
}
ARCHIVES: dict[str, Provoked] = {
    "outside": lambda folder: archives.opened(folded("../a", "/b")(folder)),
    "link": lambda folder: archives.opened(folded("a", link="b")(folder)),
    "bomb": lambda folder: archives.opened(folded("zeros")(folder)),
    "many": lambda folder: archives.opened(folded(*(str(n) for n in range(10_001)))(folder)),
    "no archive": lambda folder: archives.opened(kept(folder, "a.zip", "PK")),
    "damaged": damaged_member,
    "no such member": lambda folder: members.member(folded("a")(folder), r"met\.csv"),
    "no table": lambda folder: programmes.read(folded("a", "b")(folder)),
    "two tables": lambda folder: programmes.read(folded("a.csv", "b.csv")(folder)),
}
TIMETABLES: dict[str, Provoked] = {
    "nothing": lambda folder: gtfs.read(folded("a")(folder)),
    "nested": lambda folder: gtfs.read(folded("a.zip")(folder)),
    "several": lambda folder: gtfs.read(folded("a/stops.txt", "b/stops.txt")(folder)),
    "faults": timetable({"routes.txt": "route_id\nA\n", "stop_times.txt": "trip_id\nZ\n"}),
    "no times": timetable({"trips.txt": "route_id,service_id,trip_id\nC,SEM,A1\n"}),
    "repeated": timetable({"stops.txt": "stop_id,stop_id\nA,B\n"}),
}
TABLES: dict[str, Provoked] = {
    "workbook": workbook,
    "quotes": lambda folder: programmes.read(kept(folder, "a.csv", 'a,b\n"' + "c" * 140_000)),
    "repeated": lambda folder: programmes.read(kept(folder, "a.csv", "a,a\nb,c\n")),
    "misfits": lambda folder: programmes.read(kept(folder, "a.csv", "a,b\nb\nc\n")),
    "twice": lambda folder: programmes.read(kept(folder, "a.csv", NGEO + NGEO)),
    "no commune": lambda folder: communes.read(kept(folder, "a.csv", "TYPECOM,COM,DEP,LIBELLE\n")),
    "commune twice": lambda folder: communes.read(kept(folder, "a.csv", COG + COG)),
    "records": lambda folder: communes.read(kept(folder, "a.json", '[{"code": "35236"}]')),
    "no record": lambda folder: communes.read(kept(folder, "a.json", "[]")),
    "result": lambda folder: tables.read_json(kept(folder, "a.json", "{")),
}
STUDIES: dict[str, Provoked] = {
    **{name: decided(toml) for name, toml in SETTINGS.items()},
    "no study": settings.read,
    "room": lambda folder: run.run(
        kept(folder, settings.FILE, '[town]\nname = "a"\n').parent, only=("harbour",), now=NOW
    ),
    "source": lambda folder: sources.chosen(("harbour",)),
    "commune": lambda folder: town("Redom", known_towns()),
    "namesakes": lambda folder: town("Saint-Denis", known_towns()),
    "no name": lambda folder: new.new(folder, sources={}, now=NOW),
    "manifest": lambda folder: manifest.read(
        altered(folder, file="../a", sha256="b", bytes=-1, rows="c", retrieved="d", home=3)
    ),
    "warnings": lambda folder: manifest.read(altered(folder, warnings=[3], id="")),
    "lacks": lambda folder: manifest.read(altered(folder, licence=None)),
    "folder": lambda folder: snapshots.snapshot(folder / "absent", folder),
    "empty folder": lambda folder: snapshots.snapshot(folder, folder / "study"),
    "drawing": lambda folder: draw.write(folder, 20_000, 1, osm_suffix=".shp"),
    "size": lambda folder: draw.write(folder, 12, 1),
    "mirror": lambda folder: mirrors.opened(str(folder / "absent"), Path),
    "mirrored": lambda folder: mirrors.Mirror("m", {}, is_site=False).names("osm", several=True),
}
PUBLISHERS: dict[str, Provoked] = {
    "address": lambda folder: address("file:///etc/passwd"),
    "plain": lambda folder: address("http://www.insee.fr/a.csv"),
    "private": lambda folder: Address(URL, frozenset(), is_local=False).leads_to(
        httpx.URL("https://10.0.0.1/a")
    ),
    "passing": raising(lambda folder: PASSING),
    "given up": raising(lambda folder: failures.given_up(PASSING, 5)),
    "come back": raising(lambda folder: failures.to_come_back(PASSING, 900.0)),
    "refused": raising(
        lambda folder: failures.refused(URL, found="it does not give the file", detail="HTTP 404")
    ),
    "unexpected": raising(
        lambda folder: failures.unexpected(
            URL, "csv", contents.Fault(found="a web page", detail="Not Found")
        )
    ),
    "resumed": raising(
        lambda folder: failures.passing(
            URL,
            found="the parts do not fit together",
            detail=contents.Fault(found="an empty file", detail="0 B").words,
        )
    ),
    "full": raising(lambda folder: unwritable(folder, OSError(errno.ENOSPC, "No space left"))),
    "unwritable": raising(lambda folder: unwritable(folder, OSError(errno.EROFS, "Read-only"))),
    "unreadable": raising(lambda folder: unreadable(folder, OSError(errno.EIO, "Input error"))),
    "secret": raising(lambda folder: unreadable(folder, OSError(errno.EACCES, "Denied"))),
}
MATURITY: dict[str, Provoked] = {
    "columns": lambda folder: answered(folder, "a,b\nc,d\n"),
    "questions": lambda folder: answered(folder, "id,Réponse\na,oui\n"),
    "document": lambda folder: answered(folder, '{"responses": [3, {}], "format": 9}'),
    "no response": lambda folder: answered(folder, "[]"),
    "twice": lambda folder: maturity_sheets.distinct(
        [("a", response({"it.backup": "yes"})), ("b", response({"it.backup": "no"}))]
    ),
    "name": lambda folder: maturities.sheets(folder / "a.ods", token=str),
    "copies": lambda folder: maturities.sheets(folder / "a.xlsx", copies=0, token=str),
    "overwritten": lambda folder: maturities.sheets(kept(folder, "a.xlsx", "a"), token=str),
}
FAMILIES = {
    "perimeter": PERIMETERS, "map": MAPS, "archive": ARCHIVES, "timetable": TIMETABLES,
    "table": TABLES, "study": STUDIES, "publisher": PUBLISHERS, "maturity": MATURITY,
}  # fmt: skip
ALL = {
    f"{family}: {name}": provoke
    for family, cases in FAMILIES.items()
    for name, provoke in cases.items()
}
STRANGERS = {
    "empty": b"", "web page": b"<!DOCTYPE html><html>Not found</html>", "zeros": b"\0" * 64,
    "object": b"{}", "other columns": b"a,b\nc,d\n", "ZIP": b"PK\x03\x04", "Parquet": b"PAR1",
    "SQLite": b"SQLite format 3\x00",
}  # fmt: skip


@pytest.mark.parametrize("provoke", ALL.values(), ids=ALL)
def test_an_error_is_said_in_one_language(provoke: Provoked, tmp_path: Path) -> None:
    error = refusal(provoke, tmp_path)

    assert ENGLISH.findall(bare(message(error, "fr"), tmp_path)) == []
    assert message(error, "en") == str(error)


@pytest.mark.parametrize("raw", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_of_another_kind_is_refused_in_one_language(
    case: Case, raw: bytes, tmp_path: Path
) -> None:
    error = refusal(case.read, kept(tmp_path, case.name, raw))

    assert ENGLISH.findall(bare(message(error, "fr"), tmp_path)) == []
    assert message(error, "en") == str(error)


def test_what_we_say_between_parentheses_is_french_too(tmp_path: Path) -> None:
    cut = message(refusal(MAPS["cut"], tmp_path), "fr")
    strays = message(refusal(decided(SETTINGS["strays"]), tmp_path), "fr")

    assert "(le bloc à l’octet 0 est tronqué)" in cut
    assert "(vouliez-vous dire options\u00a0?)" in strays
    assert "(connus\u00a0: town, sources, options, survey, scenario, decision)" in strays


def test_no_part_of_an_error_is_put_together_in_one_language() -> None:
    parts = {"found", "remedy", "faults", "fault", "format_name"}
    loose = [
        f"{path.stem}, line {keyword.value.lineno}: {keyword.arg}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg in parts and isinstance(keyword.value, ast.JoinedStr)
    ]

    assert loose == []
