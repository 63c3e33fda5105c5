"""A street of 1.1 km with four shops at one end, one at the other, and houses between."""

from pathlib import Path

SHOPS = {101: (0.0001, "bakery", "Fournil"), 102: (0.0004, "clothes", "Mode"),
         103: (0.0007, "butcher", "Bœuf"), 104: (0.0010, "books", "Pages"),
         105: (0.0145, "supermarket", "Géant")}  # fmt: skip
ORIGINS = "id,lon,lat,population\nwest,-2.0800,47.6502,900\nmiddle,-2.0730,47.6502,400\neast,-2.0660,47.6502,100\nnone,-2.07,47.6502,0\n"  # noqa: E501
NEW = "id,name,lon,lat,area\nmall,Centre <b>neuf</b>,-2.0700,47.6501,2000\n"


def written(folder: Path) -> Path:
    """Write the town as an OpenStreetMap file."""
    nodes = [f'<node id="{n + 1}" lat="47.65" lon="{-2.08 + 0.001 * n:.4f}"/>' for n in range(16)]
    shops = [
        f'<node id="{key}" lat="47.6501" lon="{-2.08 + east:.4f}"><tag k="shop" v="{kind}"/>'
        f'<tag k="name" v="{name}"/></node>' for key, (east, kind, name) in SHOPS.items()
    ]  # fmt: skip
    corners, houses = [], []
    for n in range(8):
        west, key = -2.0795 + 0.0018 * n, 1000 + 10 * n
        for k, (dx, dy) in enumerate(((0, 0), (0.0002, 0), (0.0002, 0.0001), (0, 0.0001))):
            corners.append(f'<node id="{key + k}" lat="{47.6503 + dy:.4f}" lon="{west + dx:.4f}"/>')
        refs = "".join(f'<nd ref="{key + k}"/>' for k in (0, 1, 2, 3, 0))
        houses.append(f'<way id="{key}">{refs}<tag k="building" v="house"/></way>')
    street = "".join(f'<nd ref="{n + 1}"/>' for n in range(16))
    path = folder / "town.osm"
    path.write_text(
        '<osm version="0.6">' + "".join([*nodes, *shops, *corners])
        + f'<way id="1">{street}<tag k="highway" v="residential"/><tag k="name" v="Rue"/></way>'
        + "".join(houses) + "</osm>", encoding="utf-8",
    )  # fmt: skip
    (folder / "origins.csv").write_text(ORIGINS, encoding="utf-8")
    (folder / "new.csv").write_text(NEW, encoding="utf-8")
    return path
