"""`beffroi draw`, typed as a person would."""

import json
from collections.abc import Callable
from pathlib import Path


def test_a_drawn_town_is_written_and_studied(beffroi: Callable, tmp_path: Path) -> None:
    drawn = beffroi("draw", "town", "--inhabitants", "5000", "--seed", "3", "--json", "-")
    files = json.loads(drawn.stdout)["files"]
    truth = json.loads((tmp_path / "town" / "truth.json").read_text(encoding="utf-8"))
    beffroi("study", "new", "s", "--commune", truth["commune"], "--osm", "town/town.osm.pbf",
            "--communes", "town/communes.json", "--epci", "town/epci.json",
            "--gtfs", "town/urbain.gtfs.zip", "--grid", "town/carreaux_200m.csv")  # fmt: skip

    ran = beffroi("study", "run", "s", "--json", "-")

    assert "town.osm.pbf" in files
    values = {figure["id"]: figure["value"] for figure in json.loads(ran.stdout)["figures"]}
    assert values["commerce.trading_shops"] == truth["commerce"]["shops_trading"]
    assert values["parking.car_parks"] == truth["parking"]["car_parks"]
    assert values["town.buildings"] == truth["buildings"]


def test_a_silly_size_is_refused(beffroi: Callable) -> None:
    ran = beffroi("draw", "town", "--inhabitants", "12")

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
