"""Catchments, from files to files."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.foundation.errors import InputError, SettingsError
from beffroi.study.commerce_catchment import Survey, catchment, run
from beffroi.study.commerce_market import Asked
from beffroi.study.commerce_shared import as_json, told
from tests.kernels.gravity.wieland import market as published
from tests.study.market_town import written


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    folder = tmp_path_factory.mktemp("market")
    path = written(folder)
    return Asked(osm=path, origins=folder / "origins.csv")


def beside(asked: Asked, name: str, text: str = "") -> Path:
    assert asked.osm is not None
    path = asked.osm.with_name(name)
    if text:
        path.write_text(text, encoding="utf-8")
    return path


def test_the_nearer_the_centre_the_more_goes_there(asked: Asked) -> None:
    done = catchment(asked, Survey())

    share = dict(zip(done.market.origins, done.centre_share, strict=True))
    assert share["west"] > share["middle"] > share["east"]
    assert done.calibration.way == "priors"
    assert done.shared.evasion is None
    assert any("is not known" in words.en for words in told(done))


def test_a_folder_holds_layers_powers_and_what_a_new_shop_takes(
    asked: Asked, tmp_path: Path
) -> None:
    shops = beside(asked, "sized.csv", "id,lon,lat,area\nA,-2.0795,47.6501,300\n"
                   "B,-2.0680,47.6501,900\n")  # fmt: skip
    done = run(replace(asked, shops=shops), Survey(new=beside(asked, "new.csv"), evasion=0.25),
               tmp_path / "out")  # fmt: skip

    assert done.files == ("catchment_places.gpkg", "catchment_shops.gpkg", "catchment_powers.csv",
                          "catchment_new.csv")  # fmt: skip
    lost = pd.read_csv(tmp_path / "out" / "catchment_new.csv")
    assert (lost["lost"] > 0).all()
    assert lost["lost"].is_monotonic_decreasing
    assert done.taken is not None
    assert done.taken.outside is not None
    assert done.taken.new[0].value == pytest.approx(lost["lost"].sum() + done.taken.outside.value)
    answer = as_json(done)
    assert answer["evasion"]["value"] == pytest.approx(0.25, abs=1e-6)
    assert answer["calibration"]["rests_on"] == "priors"
    assert sum(answer["zones"].values()) == pytest.approx(1)


@pytest.mark.real
def test_the_published_survey_is_fitted_through_files(tmp_path: Path) -> None:
    attributes, minutes, customers = published()
    sizes = [",".join(map(str, one)) for one in attributes]
    rows = [
        "id,lon,lat,VF,K,K_KKr",
        *(f"E{j},{7 + j / 100},48,{own}" for j, own in enumerate(sizes)),
    ]
    (tmp_path / "shops.csv").write_text("\n".join(rows), "utf-8")
    places = ["id,lon,lat,population"] + [f"Q{i},7,{48 + i / 100},100" for i in range(19)]
    (tmp_path / "places.csv").write_text("\n".join(places), "utf-8")
    pairs = [(i, j) for i in range(19) for j in range(5)]
    (tmp_path / "times.csv").write_text("from_id,to_id,minutes\n" + "\n".join(
        f"Q{i},E{j},{minutes[i, j]}" for i, j in pairs), "utf-8")  # fmt: skip
    (tmp_path / "flows.csv").write_text("origin_id,shop_id,customers\n" + "\n".join(
        f"Q{i},E{j},{customers[i, j]}" for i, j in pairs), "utf-8")  # fmt: skip
    asked = Asked(shops=tmp_path / "shops.csv", origins=tmp_path / "places.csv",
                  times=tmp_path / "times.csv", attributes=("VF", "K", "K_KKr"))  # fmt: skip

    done = catchment(asked, Survey(flows=tmp_path / "flows.csv"))

    assert done.calibration.verdict == "converged"
    assert done.calibration.powers == pytest.approx([1.1815, 0.4659, 0.1327, 1.6794], abs=5e-5)
    assert done.calibration.fit is not None
    assert done.calibration.fit.log_likelihood == pytest.approx(-1106.15, abs=5e-3)
    assert (done.calibration.errors > done.calibration.fit.errors).all()
    best = catchment(asked, Survey(flows=tmp_path / "flows.csv", decay="best"))
    assert best.calibration.fit is not None
    assert best.calibration.fit.log_likelihood >= done.calibration.fit.log_likelihood


def test_flows_that_count_the_outside_tell_the_evasion(asked: Asked) -> None:
    rows = [("west", "osm:n101", 60), ("west", "osm:n102", 40), ("west", "osm:n105", 8),
            ("west", "outside", 30), ("middle", "osm:n101", 20), ("middle", "osm:n102", 18),
            ("middle", "osm:n105", 22), ("middle", "outside", 35), ("east", "osm:n101", 5),
            ("east", "osm:n105", 70), ("east", "outside", 25)]  # fmt: skip
    text = "origin_id,shop_id,customers\n" + "".join(f"{a},{b},{c}\n" for a, b, c in rows)
    done = catchment(asked, Survey(flows=beside(asked, "flows.csv", text), evasion=0.9))

    assert done.calibration.way == "flows"
    assert done.shared.evasion is not None
    assert 0.1 < done.shared.evasion.value < 0.5
    said = " ".join(words.en for words in told(done))
    assert "--evasion is not used" in said
    assert "fewer than five places" in said


def test_what_was_told_to_be_bought_outside_is_given_back_without_a_band(asked: Asked) -> None:
    said = [words.en for words in told(catchment(asked, Survey(evasion=0.3)))]

    assert [text for text in said if text.startswith("Outside")] == ["Outside: 30\u00a0%, as told."]


def test_totals_are_judged_with_what_was_known_before(asked: Asked) -> None:
    text = "shop_id;total\nosm:n101;500\nosm:n102;450\nosm:n105;380,5\n"
    done = catchment(asked, Survey(totals=beside(asked, "totals.csv", text)))

    assert done.calibration.way == "totals"
    assert done.calibration.judged is not None
    assert 0 < done.calibration.judged.narrowing[-1] <= 1


def test_flows_that_tell_nothing_are_said_to_and_not_passed_off(asked: Asked) -> None:
    rows = "west,osm:n101,50\nwest,osm:n105,0\neast,osm:n101,0\neast,osm:n105,50\n"
    flows = beside(asked, "flows.csv", "origin_id,shop_id,customers\n" + rows)
    done = catchment(asked, Survey(flows=flows))

    assert (done.calibration.asked, done.calibration.way) == ("flows", "priors")
    assert done.calibration.verdict == "separated"
    assert any("grow without end" in words.en for words in told(done))
    assert as_json(done)["calibration"]["log_likelihood"] is None


def test_what_cannot_be_used_is_refused_in_a_sentence(asked: Asked) -> None:
    flows = beside(asked, "f.csv", "origin_id,shop_id,customers\nnowhere,osm:n101,5\n")
    strange = beside(asked, "g.csv", "origin_id,shop_id,customers\nwest,shop,5\n")
    totals = beside(asked, "t.csv", "shop_id,total\nosm:n101,5\n")
    taken = beside(asked, "n.csv", "id,lon,lat,area\nosm:n101,-2.07,47.65,5\n")
    for survey, kind, said in (
        (Survey(flows=flows, totals=totals), SettingsError, "not both"),
        (Survey(flows=flows), InputError, "nowhere"),
        (Survey(flows=strange), InputError, "shop"),
        (Survey(totals=totals), InputError, "two totals"),
        (Survey(new=taken), InputError, "another id"),
        (Survey(evasion=1.0), SettingsError, "evasion"),
        (Survey(goods="cheese"), SettingsError, "cheese"),
        (Survey(decay="linear"), SettingsError, "linear"),
        (Survey(decay="best"), SettingsError, "--flows"),
    ):
        with pytest.raises(kind, match=said):
            catchment(asked, survey)


def test_a_refusal_leaves_nothing_behind(asked: Asked, tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        run(asked, Survey(goods="cheese"), tmp_path / "out")

    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_bands_hold_the_values(asked: Asked) -> None:
    split = catchment(asked, Survey()).shared

    assert (split.low <= split.totals + 1e-9).all()
    assert (split.totals <= split.high + 1e-9).all()
    assert np.isfinite(split.totals).all()
