"""Streets: named, ranked, parked along, with speeds that fit."""

from beffroi.drawing.scene import Scene


def test_the_main_street_is_for_walkers_in_the_middle(drawn: Scene) -> None:
    table = drawn.streets.table

    main = table[(table["name"] == "Rue de la République") & (table["kind"] == "pedestrian")]

    assert 100 < main["length"].sum() < 900


def test_almost_every_street_has_a_name(drawn: Scene) -> None:
    table = drawn.streets.table
    car = table[~table["kind"].isin(["footway", "path", "track"])]

    assert (car["name"] != "").all()
    assert car["name"].nunique() > 100


def test_a_name_does_not_wander_about_the_town(drawn: Scene) -> None:
    table = drawn.streets.table[drawn.streets.table["kind"] == "residential"]

    ways = table["name"].value_counts()

    assert ways.median() <= 3


def test_kerbs_tell_where_cars_stand(drawn: Scene) -> None:
    table = drawn.streets.table
    parked = [any(key.startswith("parking:") for key in tags) for tags in table["tags"]]

    assert sum(parked) > 50
    assert (table["kerb_bays"] >= 0).all()
    assert any(
        "parking:left:maxstay" in tags or "parking:right:maxstay" in tags for tags in table["tags"]
    )


def test_bridges_cross_the_river(drawn: Scene) -> None:
    table = drawn.streets.table

    assert 2 <= table["bridge"].sum() <= 14
    assert all(tags["bridge"] == "yes" for tags in table.loc[table["bridge"], "tags"])
