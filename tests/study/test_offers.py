import contextlib
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import PublisherError, SettingsError
from beffroi.study.offers import Place, in_data_set, member_pattern, overpass, timetables
from beffroi.study.sources import published

REDON = Place("35236", "243500741", "35", "53", (-2.095, 47.646, -2.075, 47.656))
GTFS = published()["gtfs"]
ORT = published()["ort"]


def data_set(*areas: dict[str, str], **changes: Any) -> dict[str, Any]:
    return {
        "title": "Réseau de Redon",
        "page_url": "https://transport.data.gouv.fr/datasets/redon",
        "publisher": {"name": "Redon Agglomération", "type": "organization"},
        "licence": "lov2",
        "covered_area": list(areas),
        "resources": [resource()],
    } | changes


def resource(**changes: Any) -> dict[str, Any]:
    return {
        "format": "GTFS",
        "url": "https://www.data.gouv.fr/api/1/datasets/r/1",
        "updated": "2026-06-03T10:00:00Z",
        "is_available": True,
    } | changes


def area(kind: str, code: str) -> dict[str, str]:
    return {"type": kind, "nom": "x", "insee": code}


def test_the_query_asks_for_the_box_south_west_north_east_with_metadata() -> None:
    query = unquote(overpass(published()["osm"], REDON).origin)

    assert "node(47.64600,-2.09500,47.65600,-2.07500)" in query
    assert query.endswith("out meta;")


def test_openstreetmap_is_not_asked_without_a_perimeter() -> None:
    with pytest.raises(SettingsError, match="without a perimeter"):
        overpass(published()["osm"], Place("35236"))


@pytest.mark.parametrize("bounds", [(-3.0, 47.0, -1.0, 47.1), (1.0, 47.0, 1.0, 47.0)])
def test_a_perimeter_of_a_region_is_not_asked_to_volunteers(
    bounds: tuple[float, float, float, float],
) -> None:
    with pytest.raises(SettingsError, match="regional extract"):
        overpass(published()["osm"], Place(bounds=bounds))


@pytest.mark.parametrize(
    "covered",
    [area("commune", "35236"), area("epci", "243500741"), area("departement", "35"),
     area("region", "53")],
)  # fmt: skip
def test_a_network_covers_by_commune_epci_department_or_region(covered: dict[str, str]) -> None:
    (offer,) = timetables(GTFS, [data_set(covered)], REDON)

    assert offer.name == "Réseau de Redon"
    assert (offer.publisher, offer.licence) == ("Redon Agglomération", "lov2")
    assert offer.home == "https://transport.data.gouv.fr/datasets/redon"
    assert offer.date == "2026-06-03"


@pytest.mark.parametrize(
    "covered", [area("commune", "56115"), area("epci", "35"), area("pays", "FR"), {}]
)
def test_a_network_elsewhere_or_of_the_whole_country_does_not(covered: dict[str, str]) -> None:
    assert timetables(GTFS, [data_set(covered)], REDON) == ()


def test_a_place_whose_codes_are_unknown_is_covered_by_nothing() -> None:
    unknown = area("epci", "")

    assert timetables(GTFS, [data_set(unknown)], Place("35236")) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"covered_area": {"type": "aom", "aom": {"siren": "243500741"}},
         "aom": {"siren": "243500741"}},
        {"covered_area": {"type": "cities", "cities": [{"insee": "35236"}]}},
    ],
)  # fmt: skip
def test_the_shapes_of_before_2025_are_read(changes: dict[str, Any]) -> None:
    assert len(timetables(GTFS, [data_set(**changes)], REDON)) == 1


@pytest.mark.parametrize(
    "changes", [{"format": "gtfs-rt"}, {"is_available": False}, {"url": None}, {"url": "file:///x"}]
)
def test_a_resource_that_is_no_timetable_to_fetch_is_left(changes: dict[str, Any]) -> None:
    covering = data_set(area("commune", "35236"), resources=[resource(**changes)])

    assert timetables(GTFS, [covering], REDON) == ()


def test_the_same_feed_in_two_data_sets_is_offered_once() -> None:
    covering = data_set(area("commune", "35236"))

    assert len(timetables(GTFS, [covering, covering], REDON)) == 1


def test_the_newest_fitting_file_of_a_data_set_is_taken() -> None:
    answer = {
        "resources": [
            {"format": "csv", "url": "https://a.fr/1", "last_modified": "2024-05-14T08:00"},
            {"format": "CSV", "url": "https://a.fr/2", "last_modified": "2026-05-14T08:00"},
            {"format": "pdf", "url": "https://a.fr/3", "last_modified": "2027-05-14T08:00"},
        ]
    }

    offer = in_data_set(ORT, answer)

    assert (offer.origin, offer.date, offer.file) == ("https://a.fr/2", "2026-05-14", "ort.csv")


def test_the_title_wanted_is_looked_for() -> None:
    answer = {"resources": [{"format": "csv", "title": "Liste", "url": "https://a.fr/1"}]}

    with pytest.raises(PublisherError, match="no CSV file called 'croisement'"):
        in_data_set(published()["programmes"], answer)


@pytest.mark.parametrize(
    ("department", "part"), [("35", "met"), ("972", "mart"), ("974", "reun?"), ("", "met")]
)
def test_the_part_of_the_grid_follows_the_department(department: str, part: str) -> None:
    pattern = member_pattern(published()["grid"], Place(department=department))

    assert pattern.endswith(rf"carreaux_200m_{part}\.csv")


def test_a_grid_that_leaves_the_town_out_is_not_downloaded() -> None:
    with pytest.raises(SettingsError, match="does not cover department 973"):
        member_pattern(published()["grid"], Place(department="973"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["resources", "covered_area", "type", "insee", "url", "format", "aom"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_answer_gives_timetables_or_a_clear_error(answer: object) -> None:
    with contextlib.suppress(PublisherError):
        for offer in timetables(GTFS, answer, REDON):
            assert offer.origin.startswith("http")


@given(JSON)
def test_any_answer_gives_a_file_or_a_clear_error(answer: object) -> None:
    with contextlib.suppress(PublisherError):
        assert in_data_set(ORT, answer).origin.startswith("http")
