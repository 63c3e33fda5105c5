"""The public directory of 2,000 shops: time to work it out and to write it, largest page, memory.

Run by hand: `python benchmarks/commerce_directory.py`. Shops are drawn: names, trades, streets and
hours of a French town, one in three without hours, and 200 dates of events.
"""

import argparse
import datetime as dt
import resource
import tempfile
import time
from pathlib import Path
from statistics import median

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.report import commerce_site
from beffroi.study.commerce_publish import Publication, directory
from beffroi.territory.commerce import PREMISES
from beffroi.territory.events import EVENTS

KINDS = {"bakery": "food", "butcher": "food", "clothes": "clothing", "shoes": "clothing",
         "hairdresser": "health", "pharmacy": "health", "books": "leisure", "restaurant": "eating",
         "cafe": "eating", "bank": "services"}  # fmt: skip
FIRST = dt.date(2026, 7, 6)


def premises(n: int, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Draw shops along 90 streets."""
    kinds = rng.choice(list(KINDS), n)
    opens, noon = rng.choice([480, 510, 540, 570, 600], n), rng.choice([720, 735, 750], n)
    back, closes = rng.choice([810, 840, 870], n), rng.choice([1080, 1110, 1140, 1170], n)
    off = rng.choice(["; PH off", ""], n)

    def clock(minute: int) -> str:
        return f"{minute // 60:02d}:{minute % 60:02d}"

    hours = [
        f"Tu-Fr {clock(a)}-{clock(b)},{clock(c)}-{clock(d)}; Sa {clock(a)}-{clock(d)}{o}"
        for a, b, c, d, o in zip(opens, noon, back, closes, off, strict=True)
    ]
    known = rng.random(n) < 2 / 3
    values = {
        "premises_id": [f"osm:n{9_000_000_000 + i}" for i in range(n)],
        "state": np.where(rng.random(n) < 0.08, "vacant", "trading"),
        "family": [KINDS[kind] for kind in kinds],
        "kind": kinds,
        "name": [f"{kind.title()} de la place {i} & fils" for i, kind in enumerate(kinds)],
        "street": [f"Rue du Général-de-Gaulle-{i % 90}" for i in range(n)],
        "housenumber": rng.integers(1, 90, n).astype(str),
        "opening_hours": [h if k else None for h, k in zip(hours, known, strict=True)],
        "phone": [f"+33 2 99 {i % 90 + 10} {i % 80 + 10} {i % 70 + 10}" for i in range(n)],
        "website": [f"https://www.commerce-{i}.fr/accueil" for i in range(n)],
        "sources": ["osm"] * n,
        "geometry": shapely.points(rng.uniform(-2.1, -2.07, n), rng.uniform(47.64, 47.66, n)),
    }
    return gpd.GeoDataFrame(PREMISES.typed(pd.DataFrame(values)))


def events(n: int) -> pd.DataFrame:
    """Draw dates of events, two a day."""
    starts = [dt.datetime(2026, 7, 6, 18, tzinfo=dt.UTC) + dt.timedelta(hours=12 * i)
              for i in range(n)]  # fmt: skip
    return EVENTS.framed({
        "occurrence_id": [f"e{i}" for i in range(n)], "event_id": [f"e{i}" for i in range(n)],
        "title": [f"Concert {i}" for i in range(n)], "description": ["Au kiosque. " * 20] * n,
        "place": ["Place du Parlement"] * n, "begins": [one.isoformat() for one in starts],
        "ends": [(one + dt.timedelta(hours=2)).isoformat() for one in starts],
        "all_day": [False] * n, "state": ["confirmed"] * n, "geometry": [None] * n,
    })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shops", type=int, default=2_174, help="premises, 8%% of them vacant")
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    shops, dates = premises(asked.shops, np.random.default_rng(1)), events(200)
    told = Publication("Commerces", FIRST, "https://commerces.ville.fr/", "commerce@ville.fr")
    worked, written, spent = [], [], []
    for _ in range(asked.times):
        with tempfile.TemporaryDirectory() as folder:
            start, begun = time.perf_counter(), time.process_time()
            made = directory(shops, told, events=dates, date="2026-07-01")
            middle = time.perf_counter()
            names = commerce_site.write(made, Path(folder) / "site")
            worked.append(middle - start)
            written.append(time.perf_counter() - middle)
            spent.append(time.process_time() - begun)
            pages = [Path(folder) / "site" / name for name in names if name.endswith(".html")]
            largest = max(pages, key=lambda path: path.stat().st_size)
            size, name = largest.stat().st_size, largest.name
            total = sum((Path(folder) / "site" / name).stat().st_size for name in names)
            data = (Path(folder) / "site" / "assets" / "data.js").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"shops published          {len(made.shops):>10,}")
    print(f"pages                    {len(pages):>10,}")
    print(f"worked out               {median(worked):>10.2f} s")
    print(f"written                  {median(written):>10.2f} s")
    print(f"in all                   {median(np.add(worked, written)):>10.2f} s")
    print(f"processor                {median(spent):>10.2f} s")
    print(f"largest page             {size:>10,} bytes ({name})")
    print(f"data of lists            {data:>10,} bytes")
    print(f"whole site               {total / 1e6:>10.1f} MB")
    print(f"peak memory, all told    {memory:>10.0f} MB")


if __name__ == "__main__":
    main()
