"""The search from files: a small town written as a map, its kerbs, occupancies of three kinds."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError, SettingsError
from beffroi.study.parking_search import run
from beffroi.study.parking_searched import FILES, Asked, Searched, as_json, told
from tests.towns import parking_square


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return parking_square.written(tmp_path_factory.mktemp("town"))


def test_one_share_for_all_and_files_written(town: tuple[Path, Path], tmp_path: Path) -> None:
    done = run(*town, tmp_path / "out", Asked("0,8"))
    fuller = run(*town, tmp_path / "out", Asked("0.95", destination="0.002,47.002"))

    assert all((tmp_path / "out" / name).is_file() for name in FILES)
    assert fuller.found.time > done.found.time
    assert done.bounds[0] <= done.found.time <= done.bounds[1]
    assert done.followed is not None
    assert fuller.followed is not None
    assert fuller.bounds[1] >= fuller.found.time * fuller.followed.high > fuller.found.time
    assert done.streets["spaces"].sum() == 6 * 40
    said = [words.fr for words in told(fuller, tmp_path)]
    assert said[0].startswith("Recherche moyenne autour de 0.002, 47.002")
    assert as_json(fuller)["crowded"] == 1.0
    assert done.pool.search[0] < done.found.time
    assert done.pool.circling[0] < fuller.pool.circling[0]
    assert any("guidage parfait" in words for words in said)
    assert "suivis un à un" in said[0]
    assert not any("0,0 min" in words for words in said)
    assert as_json(fuller)["pool"]["spaces"] == fuller.pool.spaces <= 6 * 40


def test_places_that_not_any_driver_may_use_offer_nothing(
    town: tuple[Path, Path], tmp_path: Path
) -> None:
    own = gpd.read_file(town[1])
    own["regulation"] = ["private" if n % 2 else "free" for n in range(len(own))]
    own.to_file(tmp_path / "p.geojson")

    done = run(town[0], tmp_path / "p.geojson", tmp_path / "out", Asked("0.8"))
    all_ = run(*town, tmp_path / "out", Asked("0.8"))

    assert done.streets["spaces"].sum() == 6 * 20
    assert done.found.time > all_.found.time
    assert done.near[1].places == all_.near[1].places / 2
    assert any("20 places left out of the search, 120 spaces" in one.en for one in done.warnings)


def test_a_survey_by_hour_tells_some_places_and_the_rest_offer_nothing(
    town: tuple[Path, Path], tmp_path: Path
) -> None:
    lines = [f"w{1000 + k}:right;{hour};{share}" for k in range(20)
             for hour, share in ((9, "0,5"), (11, "0,9"))]  # fmt: skip
    (tmp_path / "o.csv").write_text("place_id;heure;occupation\n" + "\n".join(lines))

    early, late = (
        run(*town, tmp_path / "out", Asked(str(tmp_path / "o.csv"), hour, "0.002,47.002"))
        for hour in ("9", "11")
    )

    assert early.known == pytest.approx(0.5)
    assert early.followed is not None
    assert as_json(late)["followed_over_means"] > as_json(early)["followed_over_means"]
    assert early.found.time < late.found.time
    assert np.nanmean(late.places["full_share"]) > np.nanmean(early.places["full_share"])


def test_drivers_are_followed_where_a_day_of_survey_finds_a_street_nearly_full(
    town: tuple[Path, Path], tmp_path: Path
) -> None:
    seen = [(k, hour, 0.001 * (k % 2)) for k in range(40) for hour in range(8, 16)]
    roomy, full = (
        _searched(town, tmp_path, [(k, hour, share + more) for k, hour, more in seen])
        for share in (0.6, 0.86)
    )

    assert roomy.followed is None
    assert roomy.bounds[1] == max(time for _, time in roomy.others)
    assert as_json(roomy)["followed_over_means_high"] is None
    assert full.followed is not None
    assert full.bounds[1] > max(time for _, time in full.others)
    said = [words.en for words in told(full, tmp_path)]
    assert any("Followed one by one at an occupancy of 8" in one for one in said)
    assert any("nineteen days in twenty" in one for one in said)
    assert not any("Followed" in words.en or "drawn towards" in words.en
                   for words in told(roomy, tmp_path))  # fmt: skip


def test_what_one_hour_sees_of_small_streets_is_put_down_to_chance(
    town: tuple[Path, Path], tmp_path: Path
) -> None:
    seen = [(k, 9, (0.5, 0.833, 1.0)[k % 3]) for k in range(40)]
    alike = [(k, 9, np.mean([share for _, _, share in seen])) for k in range(40)]

    one, mean = _searched(town, tmp_path, seen, "9"), _searched(town, tmp_path, alike, "9")
    hours = _searched(town, tmp_path, [*seen, *((k, 10, share) for k, _, share in seen)])

    assert one.found.time == pytest.approx(mean.found.time, rel=1e-6)
    assert one.streets["occupancy"].nunique() == 3
    assert any("that of 1 hour" in words.en for words in one.warnings)
    assert any("mean of 2 hours" in words.en for words in hours.warnings)
    assert not any("drawn towards" in words.en for words in mean.warnings)


def _searched(
    town: tuple[Path, Path], folder: Path, rows: list[tuple[int, int, float]], hour: str = ""
) -> Searched:  # fmt: skip
    lines = [f"w{1000 + k}:right;{at};{share}" for k, at, share in rows]
    (folder / "o.csv").write_text("place_id;heure;occupation\n" + "\n".join(lines))
    asked = Asked(str(folder / "o.csv"), hour, "0.002,47.002")
    return run(*town, folder / "out", asked)


def test_the_file_of_a_survey_names_streets_not_places(
    town: tuple[Path, Path], tmp_path: Path
) -> None:
    own = gpd.read_file(town[1])
    own["street"] = [f"Rue n° {n // 2}" for n in range(len(own))]
    own.to_file(tmp_path / "p.geojson")
    (tmp_path / "o.csv").write_text("section,hour,occupancy\nrue N 3,9,0.5\nw1000:right,9,0.9\n")

    done = run(town[0], tmp_path / "p.geojson", tmp_path / "out", Asked(str(tmp_path / "o.csv")))

    told = done.places.set_index("place_id")["occupancy"].dropna()
    assert told.to_dict() == {"w1000:right": 0.9, "w1006:right": 0.5, "w1007:right": 0.5}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (Asked("1.4"), SettingsError, "between 0 and 1"),
        (Asked("0.8", destination="Redon"), SettingsError, "lon,lat"),
        (Asked("0.8", destination="2.35,48.85"), InputError, "kilometre"),
        (Asked("{o}", hour="25"), SettingsError, "the file holds 9"),
        (Asked("{x}"), InputError, "none of the places"),
        (Asked("{h}"), FaultyFileError, "0.85, not 85"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    town: tuple[Path, Path], tmp_path: Path, asked: Asked, error: type, said: str
) -> None:
    for name, row in (
        ("o", "w1000:right,9,0.5"),
        ("x", "nowhere,9,0.5"),
        ("h", "w1000:right,9,85"),
    ):
        (tmp_path / name).write_text(f"id,hour,occupancy\n{row}\n")
    names = {name: str(tmp_path / name) for name in "oxh"}
    given = Asked(asked.occupancy.format(**names), asked.hour, asked.destination)

    with pytest.raises(error, match=said):
        run(*town, tmp_path / "out", given)
    assert not (tmp_path / "out").exists()
