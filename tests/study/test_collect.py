import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from beffroi.foundation.errors import InputError, PublisherError
from beffroi.foundation.language import Words
from beffroi.store import locks, manifest
from beffroi.store.downloads import Courier, web_client
from beffroi.store.manifest import Entry
from beffroi.store.snapshots import snapshot
from beffroi.study.collect import Outcome, collect
from beffroi.study.offers import Place
from beffroi.study.sources import Published, chosen
from tests.store import publisher as publishers
from tests.store.publisher import Publisher

NOW = "2026-11-22T09:00:00Z"
REDON = Place("35236", "243500741", "35", "53", (-2.095, 47.646, -2.075, 47.656))
OSM = b"<?xml version='1.0'?>\n<osm version='0.6'><node id='1'/></osm>\n"
BNLC = b"id_lieu,nom_lieu\n35236-C-001,Gare\n"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("_dot_", ".")), text)
    return buffer.getvalue()


TALLIS = zipped(stops_dot_txt="stop_id\nT\n")
KORRIGO = zipped(stops_dot_txt="stop_id\nK\n")
GRID = zipped(
    carreaux_200m_met_dot_csv="idcar_200m,ind\nmet,3\n",
    carreaux_200m_mart_dot_csv="idcar_200m,ind\nmart,3\n",
)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishers.opened() as publisher:
        yield publisher


@pytest.fixture
def courier() -> Iterator[Courier]:
    with web_client(httpx.Timeout(5.0)) as client:
        yield Courier(client, tries=2, sleep=lambda _seconds: None)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "redon"


@pytest.fixture
def site(publisher: Publisher) -> Publisher:
    """Return a mirror on the web, with a map, carpool places, two networks and a grid."""
    publisher.files |= {
        "/osm/redon.osm": OSM,
        "/bnlc/bnlc.csv": BNLC,
        "/gtfs/korrigo.zip": KORRIGO,
        "/gtfs/tallis.zip": TALLIS,
        "/grid/filosofi.zip": GRID,
        "/index.json": json.dumps(
            {
                "osm": ["redon.osm"],
                "bnlc": ["bnlc.csv"],
                "gtfs": ["korrigo.zip", "tallis.zip"],
                "grid": ["filosofi.zip"],
            }
        ).encode(),
    }
    return publisher


@pytest.fixture
def folder(site: Publisher, tmp_path: Path) -> Path:
    """Return the same mirror as a folder."""
    for path, body in site.files.items():
        if path != "/index.json":
            target = tmp_path / "mirror" / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
    return tmp_path / "mirror"


def states(outcomes: tuple[Outcome, ...]) -> dict[str, str]:
    return {outcome.source: outcome.state for outcome in outcomes}


def held(study: Path) -> list[str]:
    return sorted(path.name for path in (study / "inputs").iterdir())


def asked(publisher: Publisher) -> list[str]:
    return [request.path for request in publisher.asked]


WANTED = chosen(("osm", "bnlc", "gtfs"))


def test_a_site_fills_a_study_and_its_manifest(
    site: Publisher, study: Path, courier: Courier
) -> None:
    outcomes = collect(study, REDON, courier, WANTED, now=NOW, mirror=site.url)

    entries = manifest.read(study)
    assert states(outcomes) == {"osm": "fetched", "bnlc": "fetched", "gtfs": "fetched"}
    assert sorted(entries) == ["bnlc", "gtfs-1", "gtfs-2", "osm"]
    assert held(study) == ["bnlc.csv", "korrigo.zip", "manifest.json", "redon.osm", "tallis.zip"]
    assert all(manifest.damage(study, entry) == "" for entry in entries.values())
    assert entries["osm"].origin == f"{site.url}/osm/redon.osm"
    assert (entries["osm"].licence, entries["osm"].date) == ("ODbL 1.0", "2026-07-01")
    assert entries["osm"].retrieved == NOW


def test_a_folder_fills_a_study_without_any_address(
    folder: Path, study: Path, courier: Courier, site: Publisher
) -> None:
    outcomes = collect(study, REDON, courier, WANTED, now=NOW, mirror=str(folder))

    entries = manifest.read(study)
    assert [outcome.files for outcome in outcomes] == [
        ("inputs/redon.osm",),
        ("inputs/bnlc.csv",),
        ("inputs/korrigo.zip", "inputs/tallis.zip"),
    ]
    assert entries["gtfs-2"].origin == "tallis.zip"
    assert str(folder) not in manifest.path(study).read_text()
    assert asked(site) == []


@pytest.mark.parametrize("kind", ["site", "folder"])
def test_a_second_collection_fetches_nothing(
    kind: str, folder: Path, site: Publisher, study: Path, courier: Courier
) -> None:
    mirror = site.url if kind == "site" else str(folder)
    collect(study, REDON, courier, WANTED, now=NOW, mirror=mirror)
    before = manifest.path(study).read_bytes()
    site.asked.clear()

    outcomes = collect(study, REDON, courier, WANTED, now="2027-01-01T00:00:00Z",
                       mirror=mirror)  # fmt: skip

    assert set(states(outcomes).values()) == {"kept"}
    assert outcomes[0].words == Words("OpenStreetMap : déjà là.", "OpenStreetMap: already there.")
    assert set(asked(site)) <= {"/index.json"}
    assert manifest.path(study).read_bytes() == before


@pytest.mark.parametrize("harm", ["deleted", "changed"])
def test_a_source_that_was_harmed_comes_in_again(
    harm: str, site: Publisher, study: Path, courier: Courier
) -> None:
    collect(study, REDON, courier, WANTED, now=NOW, mirror=site.url)
    file = study / "inputs" / "bnlc.csv"
    file.unlink() if harm == "deleted" else file.write_bytes(b"mine")

    outcomes = collect(study, REDON, courier, WANTED, now=NOW, mirror=site.url)

    entry = manifest.read(study)["bnlc"]
    assert states(outcomes) == {"osm": "kept", "bnlc": "fetched", "gtfs": "kept"}
    assert (study / entry.file).read_bytes() == BNLC
    assert harm == "deleted" or file.read_bytes() == b"mine"


def test_one_failing_source_does_not_stop_the_others(
    site: Publisher, study: Path, courier: Courier
) -> None:
    site.will("/bnlc/bnlc.csv", *[publishers.says(500)] * 9)

    outcomes = collect(study, REDON, courier, WANTED, now=NOW, mirror=site.url)

    failed = outcomes[1]
    assert states(outcomes) == {"osm": "fetched", "bnlc": "failed", "gtfs": "fetched"}
    assert isinstance(failed.error, PublisherError)
    assert "500 Internal Server Error), 2 times in a row" in failed.words.en
    assert sorted(manifest.read(study)) == ["gtfs-1", "gtfs-2", "osm"]


def test_after_a_failure_only_what_is_missing_is_fetched(
    site: Publisher, study: Path, courier: Courier
) -> None:
    site.will("/gtfs/tallis.zip", publishers.says(200, publishers.HTML))
    first = collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=site.url)
    site.asked.clear()

    again = collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=site.url)

    assert (first[0].state, first[0].files) == ("failed", ("inputs/korrigo.zip",))
    assert "ZIP was expected, it sends a web page (Maintenance)" in first[0].words.en
    assert again[0].files == ("inputs/korrigo.zip", "inputs/tallis.zip")
    assert asked(site) == ["/index.json", "/gtfs/tallis.zip"]


def test_the_wanted_file_is_taken_out_of_its_archive(
    site: Publisher, study: Path, courier: Courier
) -> None:
    (outcome,) = collect(study, REDON, courier, chosen(("grid",)), now=NOW, mirror=site.url)

    entry = manifest.read(study)["grid"]
    assert outcome.files == ("inputs/filosofi2021_carreaux_200m.csv",)
    assert (study / entry.file).read_text() == "idcar_200m,ind\nmet,3\n"
    assert held(study) == ["filosofi2021_carreaux_200m.csv", "manifest.json"]
    assert entry.warnings[0].en == "File taken out of the published archive."


def test_the_mirrors_own_archive_is_left_where_it_is(
    folder: Path, study: Path, courier: Courier
) -> None:
    martinique = replace(REDON, department="972")

    collect(study, martinique, courier, chosen(("grid",)), now=NOW, mirror=str(folder))

    entry = manifest.read(study)["grid"]
    assert (study / entry.file).read_text() == "idcar_200m,ind\nmart,3\n"
    assert (folder / "grid" / "filosofi.zip").read_bytes() == GRID


def test_an_archive_without_the_wanted_file_says_what_it_holds(
    site: Publisher, study: Path, courier: Courier
) -> None:
    site.files["/grid/filosofi.zip"] = zipped(lisez_moi_dot_txt="x")

    (outcome,) = collect(study, REDON, courier, chosen(("grid",)), now=NOW, mirror=site.url)

    assert outcome.state == "failed"
    assert "it holds: lisez_moi.txt" in outcome.words.en


def test_an_archive_left_by_an_interrupted_run_is_not_fetched_again(
    site: Publisher, study: Path, courier: Courier
) -> None:
    (study / "inputs").mkdir(parents=True)
    (study / "inputs" / "grid-archive.zip").write_bytes(GRID)

    (outcome,) = collect(study, REDON, courier, chosen(("grid",)), now=NOW, mirror=site.url)

    assert outcome.state == "fetched"
    assert "/grid/filosofi.zip" not in asked(site)
    assert held(study) == ["filosofi2021_carreaux_200m.csv", "manifest.json"]


def test_a_file_that_the_study_has_under_another_name_is_not_kept_twice(
    site: Publisher, study: Path, courier: Courier, tmp_path: Path
) -> None:
    (tmp_path / "mine.zip").write_bytes(TALLIS)
    mine = snapshot(tmp_path / "mine.zip", study)
    entry = Entry("gtfs-1", "gtfs", mine.file, mine.origin, "Tallis", "", "", "", mine.sha256,
                  mine.bytes, NOW)  # fmt: skip
    manifest.record(study, entry)

    collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=site.url)

    entries = manifest.read(study)
    assert held(study) == ["korrigo.zip", "manifest.json", "mine.zip"]
    assert entries["gtfs-1"].origin == f"{site.url}/gtfs/tallis.zip"
    assert sorted(entries) == ["gtfs-1", "gtfs-2"]


def test_an_unpacked_timetable_of_a_folder_is_taken_as_one_archive(
    folder: Path, study: Path, courier: Courier
) -> None:
    shutil.rmtree(folder / "gtfs")
    (folder / "gtfs" / "tallis").mkdir(parents=True)
    (folder / "gtfs" / "tallis" / "stops.txt").write_text("stop_id\n")

    (outcome,) = collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=str(folder))

    assert outcome.files == ("inputs/tallis.zip",)


def test_wrong_contents_in_a_folder_are_refused(
    folder: Path, study: Path, courier: Courier
) -> None:
    (folder / "osm" / "redon.osm").write_bytes(OSM[:-8])

    (outcome,) = collect(study, REDON, courier, chosen(("osm",)), now=NOW, mirror=str(folder))

    assert "OSM was expected in the mirror" in outcome.words.en
    assert "a file without its end (OSM XML)" in outcome.words.en
    assert manifest.read(study) == {}


def test_a_source_that_the_mirror_lacks_is_said_and_nothing_else_is_asked(
    site: Publisher, study: Path, courier: Courier
) -> None:
    (outcome,) = collect(study, REDON, courier, chosen(("bnls",)), now=NOW, mirror=site.url)

    assert outcome.state == "failed"
    assert "0 files for bnls" in outcome.words.en
    assert asked(site) == ["/index.json"]


def test_a_mirror_that_does_not_exist_stops_the_collection(
    study: Path, courier: Courier, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="is not a folder"):
        collect(study, REDON, courier, WANTED, now=NOW, mirror=str(tmp_path / "none"))


def test_a_study_being_run_is_left_alone(site: Publisher, study: Path, courier: Courier) -> None:
    with locks.held(study), pytest.raises(InputError, match="already being run"):
        collect(study, REDON, courier, WANTED, now=NOW, mirror=site.url)


def test_progress_tells_what_comes_in(site: Publisher, study: Path, courier: Courier) -> None:
    told: list[tuple[str, int, int | None]] = []

    collect(study, REDON, courier, chosen(("bnlc",)), now=NOW, mirror=site.url,
            progress=lambda words, done, total: told.append((words.fr, done, total)))  # fmt: skip

    name = "Base nationale consolidée des lieux de covoiturage (BNLC)"
    assert told == [(name, len(BNLC), len(BNLC))]


@pytest.fixture
def usual(publisher: Publisher) -> tuple[Published, ...]:
    """Return the usual sources, each at an address of this machine that answers as the real one."""
    publisher.files |= {
        "/osm": OSM,
        "/bnlc": BNLC,
        "/bnls": b"id;nom\n1;Gare\n",
        "/communes": b"TYPECOM,COM\nCOM,35236\n",
        "/epci": zipped(**{"EPCI_au_01-01-2026_dot_xlsx": "x"}),
        "/ort": data_set(publisher, "ort.csv", "Communes en ORT"),
        "/programmes": data_set(publisher, "croisement.csv", "Croisement des dispositifs"),
        "/ort.csv": b"Commune\nRedon\n",
        "/croisement.csv": b"insee_com;id_acv\n35236;acv-1\n",
        "/gtfs": json.dumps([feed(publisher, "tallis"), feed(publisher, "korrigo")]).encode(),
        "/tallis.zip": TALLIS,
        "/korrigo.zip": KORRIGO,
    }
    parts = {"overpass": "?data={query}", "datagouv": "?id={dataset}"}
    return tuple(
        replace(source, url=f"{publisher.url}/{source.id}{parts.get(source.access, '')}")
        for source in chosen(())
    )


def only(source: str, usual: tuple[Published, ...]) -> tuple[Published, ...]:
    return tuple(published for published in usual if published.id == source)


def data_set(publisher: Publisher, file: str, title: str) -> bytes:
    resource = {"format": "csv", "title": title, "url": f"{publisher.url}/{file}",
                "last_modified": "2026-05-14T08:00:00"}  # fmt: skip
    return json.dumps({"resources": [resource]}).encode()


def feed(publisher: Publisher, name: str) -> dict[str, object]:
    return {
        "title": name,
        "publisher": {"name": f"Ville de {name}"},
        "covered_area": [{"type": "epci", "nom": "Redon", "insee": "243500741"}],
        "resources": [{"format": "GTFS", "url": f"{publisher.url}/{name}.zip"}],
    }


def test_every_usual_source_is_asked_as_its_publisher_wants(
    usual: tuple[Published, ...], publisher: Publisher, study: Path, courier: Courier
) -> None:
    outcomes = collect(study, REDON, courier, usual, now=NOW)

    entries = manifest.read(study)
    assert set(states(outcomes).values()) == {"fetched"}
    assert sorted(entries) == [
        "bnlc", "bnls", "communes", "epci", "gtfs-1", "gtfs-2", "ort", "osm", "programmes",
    ]  # fmt: skip
    assert entries["ort"].date == "2026-05-14"
    assert entries["gtfs-2"].publisher == "Ville de tallis"
    assert (study / entries["programmes"].file).read_bytes().startswith(b"insee_com;id_acv")
    assert any("node%2847.64600" in request.query for request in publisher.asked)
    assert {o.source: o.files for o in outcomes}["epci"] == ("inputs/epci_2026.xlsx",)


def test_a_town_that_no_network_covers_is_told_so(
    usual: tuple[Published, ...], publisher: Publisher, study: Path, courier: Courier
) -> None:
    elsewhere = Place("97311", "249730037", "973", "03", REDON.bounds)

    (outcome,) = collect(study, elsewhere, courier, only("gtfs", usual), now=NOW)

    assert outcome.state == "kept"
    assert outcome.files == ()
    assert "no network covers the commune" in outcome.words.en


def test_a_service_that_answers_nonsense_is_said(
    usual: tuple[Published, ...], publisher: Publisher, study: Path, courier: Courier
) -> None:
    publisher.files["/gtfs"] = b"{]}"

    (outcome,) = collect(study, REDON, courier, only("gtfs", usual), now=NOW)

    assert "does not answer in JSON" in outcome.words.en


CHILD = """
import sys
from pathlib import Path
from beffroi.store.downloads import Courier, web_client
from beffroi.study.collect import collect
from beffroi.study.offers import Place
from beffroi.study.sources import chosen

with web_client() as client:
    try:
        collect(Path(sys.argv[1]), Place("35236"), Courier(client), chosen(("osm", "bnlc")),
                now="2026-11-22T09:00:00Z", mirror=sys.argv[2],
                progress=lambda words, done, total: print(words.fr, flush=True))
    except KeyboardInterrupt:
        print("interrupted")
"""


def stopped(process: subprocess.Popen[str]) -> str:
    """Interrupt a program as an impatient person does, until it ends; return what it said."""
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=1)[0]
    raise AssertionError("the program does not stop")


def test_an_interrupted_collection_goes_on_where_it_stopped(
    site: Publisher, study: Path, courier: Courier
) -> None:
    body = BNLC * 40_000
    site.files["/bnlc/bnlc.csv"] = body
    gate = threading.Event()
    site.will("/bnlc/bnlc.csv", publishers.stops_after(len(body) // 2, gate))
    command = [sys.executable, "-c", CHILD, str(study), site.url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        while "covoiturage" not in process.stdout.readline():
            pass
        said = stopped(process)
    gate.set()
    left = held(study)
    site.asked.clear()

    outcomes = collect(study, REDON, courier, chosen(("osm", "bnlc")), now=NOW, mirror=site.url)

    assert "interrupted" in said
    assert left == ["bnlc.csv.part", "bnlc.csv.part.json", "manifest.json", "redon.osm"]
    assert states(outcomes) == {"osm": "kept", "bnlc": "fetched"}
    assert site.ranges()[-1].startswith("bytes=")
    assert (study / "inputs" / "bnlc.csv").read_bytes() == body
    assert held(study) == ["bnlc.csv", "manifest.json", "redon.osm"]


def test_a_file_whose_record_was_lost_is_not_kept_twice(
    site: Publisher, study: Path, courier: Courier
) -> None:
    (study / "inputs").mkdir(parents=True)
    (study / "inputs" / "bnlc.csv").write_bytes(BNLC)

    collect(study, REDON, courier, chosen(("bnlc",)), now=NOW, mirror=site.url)

    assert manifest.read(study)["bnlc"].file == "inputs/bnlc.csv"
    assert held(study) == ["bnlc.csv", "manifest.json"]


def test_the_same_bytes_from_another_place_are_nothing_new(
    site: Publisher, folder: Path, study: Path, courier: Courier
) -> None:
    collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=site.url)

    (outcome,) = collect(study, REDON, courier, chosen(("gtfs",)), now=NOW, mirror=str(folder))

    assert outcome.state == "kept"
    assert held(study) == ["korrigo.zip", "manifest.json", "tallis.zip"]
    assert sorted(manifest.read(study)) == ["gtfs-1", "gtfs-2"]


@pytest.mark.parametrize("is_folded", [False, True])
def test_an_index_without_end_is_left_after_a_megabyte(
    tmp_path: Path, courier: Courier, publisher: Publisher, is_folded: bool
) -> None:
    publisher.files["/index.json"] = b'{"osm": ["' + b"a" * 3_000_000 + b'"]}'
    if is_folded:
        publisher.will("/index.json", publishers.folded)

    with pytest.raises(PublisherError, match=r"too much once unfolded|more than is taken"):
        collect(tmp_path, REDON, courier, chosen(("osm",)), now=NOW, mirror=publisher.url)


def test_an_answer_nested_too_deep_is_no_answer(
    tmp_path: Path, courier: Courier, publisher: Publisher
) -> None:
    publisher.files["/index.json"] = b"[" * 200_000 + b"]"

    with pytest.raises(PublisherError, match="not the index of a mirror"):
        collect(tmp_path, REDON, courier, chosen(("osm",)), now=NOW, mirror=publisher.url)


def test_a_pipe_in_a_mirror_is_not_waited_for(tmp_path: Path, courier: Courier) -> None:
    (tmp_path / "mirror" / "osm").mkdir(parents=True)
    os.mkfifo(tmp_path / "mirror" / "osm" / "redon.osm")

    [outcome] = collect(
        tmp_path / "s", REDON, courier, chosen(("osm",)), now=NOW, mirror=str(tmp_path / "mirror")
    )

    assert outcome.state == "failed"
    assert "not a plain file" in outcome.words.en
