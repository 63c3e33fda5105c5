"""The vitality of a drawn town: what is known of it is found again."""

from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing import DrawnTown, draw
from beffroi.engines.commerce.vitality.lasting import ASKED
from beffroi.formats import osm, premises_layers
from beffroi.foundation.errors import FaultyFileError, SettingsError
from beffroi.report import commerce_vitality_page as page
from beffroi.study import draw as drawing
from beffroi.study.commerce_given import given
from beffroi.study.commerce_lives import Registers
from beffroi.study.commerce_vitality import Asked, Vitality, vitality
from tests.study import commerce_street

OSM = Path(__file__).parents[3] / "shared" / "data" / "osm"


@pytest.fixture(scope="module")
def town() -> DrawnTown:
    return draw(9_000, 2)


@pytest.fixture(scope="module")
def folder(town: DrawnTown, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("town")
    wanted = {"town.osm.pbf", "sirene.csv", "sirene-historique.csv", "locaux.gpkg"}
    for name, job in drawing._jobs(town, ".osm.pbf"):
        if name in wanted:
            job(made / name)
    return made


@pytest.fixture(scope="module")
def made(folder: Path) -> Vitality:
    registers = Registers(folder / "sirene.csv", folder / "sirene-historique.csv")
    return vitality(Asked(folder / "locaux.gpkg", folder / "town.osm.pbf", registers))


def test_known_vacancies_are_found_again_by_premises_and_metres(
    made: Vitality, town: DrawnTown
) -> None:
    truth = town.truth["commerce"]
    vacant = truth["shop_vacant"] + truth["disused_shop"]

    assert (made.whole.premises, made.whole.vacant) == (truth["premises"], vacant)
    assert made.whole.low < vacant / truth["premises"] < made.whole.high
    assert made.whole.metres == pytest.approx(truth["front_m"])
    assert made.whole.vacant_metres == pytest.approx(truth["vacant_front_m"])
    share = truth["vacant_front_m"] / truth["front_m"]
    assert made.whole.metre_low < share < made.whole.metre_high


def test_each_street_is_within_its_interval(made: Vitality, town: DrawnTown) -> None:
    known = town.premises.assign(vacant=town.premises["state"] == "vacant")
    true = known.groupby("street")["vacant"].agg(["size", "sum"])

    assert len(made.streets) == len(true)
    for one in made.streets:
        n, k = true.loc[one.name]
        assert (one.premises, one.vacant) == (n, k)
        assert one.low - 1e-12 <= k / n <= one.high + 1e-12


def test_ages_of_vacancy_are_found_again(made: Vitality, town: DrawnTown) -> None:
    truth = town.truth["commerce"]
    found = {age.key: age.premises for age in made.ages}

    assert abs(found["frictional"] - truth["vacant_half_year"]) <= 1
    assert abs(found["structural"] - truth["vacant_over_two_years"]) <= 1
    assert found["undated"] == 0


def test_the_true_survival_is_within_the_band(made: Vitality, town: DrawnTown) -> None:
    assert made.past is not None
    true = np.array([town.truth["commerce"]["survival"][str(int(year))] for year in ASKED])
    lasted = made.past.lasting

    share, low, high = lasted.curve.at(ASKED)

    assert ((low <= true) & (true <= high)).all()
    assert (lasted.plain.at(ASKED)[0] > share).all()
    assert lasted.law is not None
    assert made.past.told.outside > 0


def test_the_map_alone_tells_the_same_vacancy_and_no_metre(folder: Path, town: DrawnTown) -> None:
    alone = vitality(Asked(osm=folder / "town.osm.pbf"))
    truth = town.truth["commerce"]

    assert alone.whole.vacant == truth["shop_vacant"] + truth["disused_shop"]
    assert np.isnan(alone.whole.metre_share)
    assert alone.past is None
    assert alone.ages[-1].premises == alone.whole.vacant
    assert any("since when" in words.en for words in alone.warnings)


def test_other_towns_give_quotients_and_rarefied_diversity(folder: Path, tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_text("town,family,shops\nA,food,60\nA,clothing,60\nB,food,9\nB,eating,4\n", "utf-8")

    found = vitality(Asked(folder / "locaux.gpkg", reference=towns))

    assert [one.name for one in found.compared] == ["A", "B"]
    assert found.compared[0].rarefied[0] == pytest.approx(2.0)
    assert np.isnan(found.compared[1].rarefied[0])
    assert found.specialities is not None
    assert set(found.specialities["family"]) == {"food", "clothing", "eating"}


def test_another_table_of_families_moves_shops(tmp_path: Path) -> None:
    path = commerce_street.write(tmp_path, kind="optician", family=None)

    usual, insee = (
        {one.name: one.premises for one in vitality(Asked(path, families=table)).of_families}
        for table in ("beffroi", "insee")
    )

    assert usual == {"health": commerce_street.SHOPS}
    assert insee == {"clothing": commerce_street.SHOPS}


def test_where_nobody_looked_vacancy_is_unknown(tmp_path: Path) -> None:
    nodes = pd.DataFrame([(1, 2.0, 47.0, {}), (2, 2.001, 47.0, {}),
                          (3, 2.0005, 47.0, {"shop": "bakery", "name": "<b>=1+1</b>"})],
                         columns=["id", "lon", "lat", "tags"])  # fmt: skip
    ways = pd.DataFrame({"id": [9], "nodes": [[1, 2]],
                         "tags": [{"highway": "residential", "name": "Rue Haute"}]})  # fmt: skip
    path = tmp_path / "town.osm"
    none = pd.DataFrame({"id": [], "members": [], "tags": []})
    osm.write(path, nodes, ways, none, date="2026-09-01")

    found = vitality(Asked(osm=path))

    assert found.whole.premises == 1
    assert np.isnan(found.whole.share)
    assert any("nobody looked" in words.en for words in found.warnings)


def test_a_faulty_reference_is_refused_before_any_work(folder: Path, tmp_path: Path) -> None:
    towns = tmp_path / "towns.csv"
    towns.write_text("town,family,shops\nA,boats,1\n", "utf-8")

    with pytest.raises(FaultyFileError, match="boats"):
        vitality(Asked(folder / "locaux.gpkg", reference=towns))


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "01/09/2026", "1899-01-01"])
def test_what_is_no_day_is_refused(folder: Path, day: str) -> None:
    with pytest.raises(SettingsError, match="no day"):
        vitality(Asked(folder / "locaux.gpkg", date=day))


def test_a_day_before_all_that_happened_leaves_survival_unknown(tmp_path: Path) -> None:
    path = commerce_street.write(tmp_path)
    registers = Registers(tmp_path / "sirene.csv", tmp_path / "sirene-historique.csv")

    found = vitality(Asked(path, registers=registers, date="2006-01-01"))

    assert "vitality" in page.rendered(found)
    assert found.past is None or np.isnan(found.past.lasting.at(5.0)[0])
    assert found.ages[-1].premises == found.whole.vacant


def test_a_register_amended_without_dates_still_counts(folder: Path, tmp_path: Path) -> None:
    premises, streets, _, about = premises_layers.read(folder / "locaux.gpkg")
    premises["vacant_since"] = pd.NA
    premises.loc[:2, "geometry"] = None
    about["date"] = "=cmd()"
    premises_layers.write(tmp_path / "premises.gpkg", premises, streets, about=about)

    found = vitality(Asked(tmp_path))

    assert found.whole.vacant > 0
    assert found.date == ""
    assert found.past is None
    assert "vitality" in page.rendered(found)


@pytest.mark.real
def test_redon_is_counted_as_its_map_has_it() -> None:
    if not OSM.is_dir():
        pytest.skip("no ../shared/data")
    found = vitality(Asked(osm=OSM / "redon_35_fr.osm"))

    assert found.whole.vacant == 9
    assert found.whole.share == pytest.approx(0.044, abs=0.002)
    assert len(found.poles) == 1
    assert found.poles["shops"].iloc[0] > 150
    assert found.kinds.hill[0] > found.kinds.hill[1] > found.kinds.hill[2]


@pytest.mark.real
def test_geneva_is_more_diverse_than_redon_by_its_size_alone() -> None:
    if not OSM.is_dir():
        pytest.skip("no ../shared/data")
    geneva, redon = (vitality(Asked(osm=OSM / name)) for name in
                     ("geneva_ch.osm.pbf", "redon_35_fr.osm"))  # fmt: skip

    assert geneva.whole.vacant == 46
    assert geneva.whole.low < 0.02 < geneva.whole.high
    assert geneva.pairs["is_found"].any()
    assert geneva.kinds.hill[1] > redon.kinds.hill[1]
    assert geneva.kinds.rarefied[1] + 2 * geneva.kinds.error[1] < redon.kinds.rarefied[1]


def test_a_register_of_the_map_has_public_places_of_trade_besides_the_drawn_premises(
    folder: Path, town: DrawnTown
) -> None:
    """`docs/explanation/drawn-town.md` names them."""
    found = given(None, folder / "town.osm.pbf").premises
    truth = town.truth["commerce"]
    trading = found[found["state"] == "trading"]
    drawn = town.premises.loc[town.premises["state"] == "trading", "name"]

    besides = Counter(trading["name"]) - Counter(drawn)
    assert besides.total() == len(trading) - truth["trading"] == len(found) - truth["premises"]
    kinds = trading.loc[trading["name"].isin(list(besides)), "kind"]
    assert set(kinds) == {"cinema", "theatre", "employment_agency", "post_office", "hotel"}
