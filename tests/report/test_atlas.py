from beffroi.report.atlas import atlas
from tests.report import twin


def test_the_legend_counts_every_layer_and_names_its_source() -> None:
    drawn = atlas(twin.study())

    assert drawn is not None
    rows = {row.group: row for row in drawn.legend}
    assert (rows["trading"].count.fr, rows["vacant"].count.fr) == ("2", "1")
    assert rows["stop"].sources == (twin.GTFS,)
    assert rows["buildings"].sources == (twin.OSM,)


def test_publishers_are_credited_under_the_map() -> None:
    drawn = atlas(twin.study())

    assert drawn is not None
    assert "Contributeurs OpenStreetMap (ODbL 1.0)" in drawn.credits


def test_car_parks_are_listed_in_words_by_name() -> None:
    drawn = atlas(twin.study())

    assert drawn is not None
    car_parks = next(listed for listed in drawn.lists if listed.group == "car-park")
    assert [[cell.fr for cell in row] for row in car_parks.rows] == [
        ["Parking du Port", "en surface", "120"],
        ["–", "souterrain", "–"],
    ]


def test_a_study_without_layers_has_no_map() -> None:
    assert atlas(twin.bare_study()) is None


def test_a_map_that_opens_on_the_centre_alone_says_so() -> None:
    view = twin.table(geometry=[twin.square(1.5, 1.5, 1)])
    whole, cut = atlas(twin.study()), atlas(twin.study(layers={**twin.layers(), "view": view}))

    assert whole is not None
    assert cut is not None
    assert (whole.is_cut, cut.is_cut) == (False, True)
    assert whole.plan != cut.plan
