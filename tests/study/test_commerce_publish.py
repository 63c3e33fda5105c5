"""A directory made of a register: what is published, what is said, what is refused."""

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.report import commerce_site
from beffroi.study import commerce_publish
from beffroi.study.commerce_publish import Publication, Sources, run
from tests.formats.ical.test_reading import MARKET, calendar
from tests.formats.test_openagenda import CONCERT, written
from tests.report import commerce_twin

TOLD = Publication("Commerces", commerce_twin.FIRST)


def test_calendars_and_agendas_are_joined_in_order(tmp_path: Path) -> None:
    market = calendar(tmp_path, f"{MARKET}\nRRULE:FREQ=WEEKLY;COUNT=2")
    agenda = written(tmp_path, {"events": [CONCERT]})

    table, warnings = commerce_publish.read_events([agenda, market], TOLD)

    assert table["title"].tolist() == ["Marché", "Marché", "Concert", "Concert"]
    assert warnings == ()


def test_a_calendar_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no calendar"):
        commerce_publish.read_events([tmp_path / "a.xlsx"], TOLD)


def test_a_site_that_fails_leaves_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "a.ics"
    bad.write_text("no")

    with pytest.raises(InputError):
        run(Sources(None, tmp_path / "no.osm", (bad,)), tmp_path / "site", TOLD,
            commerce_site.write)  # fmt: skip

    assert not (tmp_path / "site").exists()


def test_the_feedback_never_lies_in_the_site(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not for the public"):
        run(Sources(), tmp_path / "site", TOLD, commerce_site.write,
            feedback_file=tmp_path / "site" / "f.geojson")  # fmt: skip


def test_a_day_that_is_none_is_refused() -> None:
    assert commerce_publish.first_day("2026-07-06") == dt.date(2026, 7, 6)
    with pytest.raises(SettingsError, match="is no day"):
        commerce_publish.first_day("demain")


@pytest.mark.real
def test_redon_is_published(real_data: Path, tmp_path: Path) -> None:
    sources = Sources(None, real_data / "osm" / "redon_35_fr.osm")

    made, names = run(sources, tmp_path / "site", dataclasses.replace(TOLD, url="https://r.fr"),
                      commerce_site.write, feedback_file=tmp_path / "f.geojson")  # fmt: skip

    assert (len(made.shops), made.coverage.known, len(made.vacancies)) == (196, 10, 9)
    assert {"index.html", "sitemap.xml", "assets/maplibre.js"} <= set(names)
    pages = [path.stat().st_size for path in (tmp_path / "site").rglob("*.html")]
    assert len(pages) > 2 * 196
    assert max(pages) < 50_000
    assert json.loads((tmp_path / "f.geojson").read_text())["type"] == "FeatureCollection"
