import re
from dataclasses import replace

import pandas as pd
import pytest

from beffroi.formats import osm
from beffroi.report import parking_inventory_page as page
from beffroi.study import parking_inventory
from beffroi.study.parking_inventory import Inventory
from tests.study.test_parking_inventory import NODES, REGISTER, STREET


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    folder = tmp_path_factory.mktemp("inventory")
    nodes = pd.DataFrame([(key, lon, lat, tags) for key, (lon, lat, tags) in NODES.items()],
                         columns=["id", "lon", "lat", "tags"])  # fmt: skip
    osm.write(folder / "town.osm.pbf", nodes=nodes, date="2026-09-01",
              ways=pd.DataFrame({"id": [10], "nodes": [[1, 2]], "tags": [STREET]}),
              relations=pd.DataFrame({"id": [], "members": [], "tags": []}))  # fmt: skip
    (folder / "bnls.csv").write_text(
        REGISTER.replace("47,6510;0", "47,6510;1,50").replace("true;32", "false;32"), "utf-8-sig"
    )
    whole, files = parking_inventory.run(folder / "town.osm.pbf", folder / "bnls.csv",
                                         folder / "out", page=page.write)  # fmt: skip
    assert (folder / "out" / "index.html").is_file()
    return replace(whole, files=files)


def test_the_page_says_what_there_is_and_what_is_unknown(made: Inventory) -> None:
    html = page.rendered(made)

    assert made.files[0] == "index.html"
    assert "default-src 'none'" in html
    assert html.count("<section") == html.count("</section>") == 6
    assert ">nan" not in html
    assert not re.search(r'(?:src|href)="https?://[^"]*\.(?:js|css|png)', html)
    rows = {name.en: [one.en for one in cells] for name, cells in page.parks(made)}
    assert rows["Parking de la Gare"][:3] == [
        "paid",
        "32 (30 to 32)",
        "told by the national register",
    ]
    assert [cells[1] for name, cells in rows.items() if "n4" in name] == ["unknown"]
    assert dict(page.streets(made))[next(iter(dict(page.streets(made))))][0].en == "blue zone"
    assert "1,50" in html
    assert not any("." in cells[3].fr for _, cells in page.parks(made))
