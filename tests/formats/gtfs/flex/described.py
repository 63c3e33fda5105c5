"""A service on demand, described as a person would, with every case of its format."""

from pathlib import Path

DAY = "2026-09-10"
TOML = """\
[service]
name = "TAD"
agency = "Communauté de communes"
url = "https://tad.exemple.fr"
phone = "+33 2 99 00 00 00"
email = "tad@exemple.fr"
start = "2026-09-01"
end = "2027-08-31"
zones = "zones.geojson"
closed = ["2026-12-25"]
[[booking]]
id = "veille"
days = 1
before = "17:00"
phone = "+33 2 99 00 00 00"
message = "Appeler la veille avant 17 h."
[[booking]]
id = "jour"
minutes = 120
phone = "+33 2 99 00 00 00"
[[group]]
id = "gare"
name = "Gare"
stops = [
  { id = "gare_nord", name = "Gare, parvis", lat = 47.6519, lon = -2.0879 },
  { id = "gare_sud", name = "Gare, sud", lat = 47.6505, lon = -2.0879 },
]
[[ride]]
id = "nord"
name = "Dans la zone nord"
from = "zone_nord"
days = ["mo", "tu", "we", "th", "fr"]
hours = ["07:00-12:00", "14:00-19:00"]
booking = "veille"
price = 2.5
[[ride]]
id = "nord_sud"
name = "De la zone nord à la zone sud"
from = "zone_nord"
to = "zone_sud"
days = ["sa"]
hours = "09:00-18:00"
booking = "jour"
price = 2
[[ride]]
id = "nord_gare"
name = "De la zone nord à la gare"
from = "zone_nord"
to = "gare"
days = ["mo", "tu", "we", "th", "fr"]
hours = "06:30-20:00"
booking = "jour"
"""
ZONES = """\
{"type":"FeatureCollection","features":[
{"type":"Feature","id":"zone_nord","properties":{"name":"Zone nord"},
 "geometry":{"type":"Polygon","coordinates":[[[-2.1,47.66],[-2.0,47.66],
  [-2.0,47.72],[-2.1,47.72],[-2.1,47.66]]]}},
{"type":"Feature","properties":{"id":"zone_sud","nom":"Zone sud"},
 "geometry":{"type":"Polygon","coordinates":[[[-2.1,47.58],[-2.0,47.58],
  [-2.0,47.64],[-2.1,47.64],[-2.1,47.58]]]}}]}
"""


def written(folder: Path, toml: str = TOML, zones: str = ZONES) -> Path:
    """Write the description and its zones."""
    (folder / "zones.geojson").write_text(zones, encoding="utf-8")
    path = folder / "tad.toml"
    path.write_text(toml, encoding="utf-8")
    return path
