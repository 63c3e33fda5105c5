"""Tiny files of rides, in the formats that devices write."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

START = 1_676_813_771
"""2023-02-19T13:36:11Z. [s]"""


def gpx(body: str, head: str = "") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">{body}</gpx>"""


def track(n: int = 30, *, name: str = "", step: int = 1, lat: float = 5.5) -> str:
    """A straight ride northwards at 10 m/s, one fix each second unless `step` says otherwise."""
    points = "".join(
        f'<trkpt lat="{lat + i * step * 9e-5:.6f}" lon="-54.03">'
        f"<time>2023-02-19T{13 + i * step // 3600:02d}:{i * step // 60 % 60:02d}:"
        f"{i * step % 60:02d}Z</time></trkpt>"
        for i in range(n)
    )
    return f"<trk><name>{name}</name><trkseg>{points}</trkseg></trk>"


def rows(n: int = 30, *, lat: float = 5.5) -> list[tuple[int, float, float]]:
    """The same ride as time, longitude and latitude."""
    return [(START + i, -54.03, round(lat + i * 9e-5, 6)) for i in range(n)]


def table(heading: str, lines: Sequence[Sequence[object]], mark: str = ",") -> str:
    return "\n".join([heading, *(mark.join(map(str, line)) for line in lines)])


def line(places: Sequence[Sequence[float]], **properties: Any) -> str:
    shape = {"type": "LineString", "coordinates": [list(place) for place in places]}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def kept(folder: Path, **files: str | bytes) -> Path:
    """Write files; the last underscore of a name stands for its dot."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        raw = content.encode() if isinstance(content, str) else content
        (folder / f"{stem}.{ending}").write_bytes(raw)
    return folder
