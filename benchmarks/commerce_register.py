"""SIRENE: a town's premises out of a drawn national stock, in Parquet and in CSV.

    python benchmarks/commerce_register.py                 # 40 million rows, Parquet
    python benchmarks/commerce_register.py --rows 4000000 --csv

The stock is drawn into a temporary folder, in the order and the columns of the national file:
SIREN upwards, so that the rows of a town are spread over the whole of it. Each reading runs in a
process of its own, whose peak of memory is what the system says of it. Goal, for 40 million rows in
Parquet: 10 s and 2 GB.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from beffroi.formats import sirene, sirene_history

ROWS, TOWN = 40_000_000, "35236"
COMMUNES = 35_000
ROW_GROUP = 250_000
GOAL_SECONDS, GOAL_GIGABYTES = 10.0, 2.0
SAMPLES = {
    "activitePrincipaleEtablissement": ["47.11B", "47.71Z", "56.10A", "10.71C", "96.02A", "68.20B",
                                        "01.11Z", "70.22Z", "86.90E", "43.21A"],
    "typeVoieEtablissement": ["RUE", "AV", "BD", "PL", "CHE", "IMP", "RTE", "ALL"],
    "libelleVoieEtablissement": ["DE LA GARE", "VICTOR HUGO", "DU PORT", "NATIONALE", "DES LILAS",
                                 "JEAN JAURES", "DE L EGLISE", "DU GENERAL DE GAULLE"],
}  # fmt: skip


def drawn(rows: int) -> str:
    """Write the query that draws the stock: every column of the national file, text throughout."""
    picks = {
        name: "[" + ", ".join(f"'{one}'" for one in values) + f"][1 + (hash(i, '{name}') % "
        f"{len(values)})::INT]"
        for name, values in SAMPLES.items()
    }
    metres = "({low} + hash(i, '{axis}') % 90000000 / 100.0)::DECIMAL(10, 2)::VARCHAR"
    given = {
        "siren": "lpad((i // 2 + 5000000)::VARCHAR, 9, '0')",
        "nic": "lpad((i % 2 + 16)::VARCHAR, 5, '0')",
        "siret": "lpad((i // 2 + 5000000)::VARCHAR, 9, '0') || lpad((i % 2 + 16)::VARCHAR, 5, '0')",
        "statutDiffusionEtablissement": "CASE WHEN hash(i, 'p') % 9 = 0 THEN 'P' ELSE 'O' END",
        "dateCreationEtablissement": "(DATE '1980-01-01' + (hash(i, 'd') % 16000)::INT)::VARCHAR",
        "dateDebut": "(DATE '2000-01-01' + (hash(i, 's') % 9000)::INT)::VARCHAR",
        "numeroVoieEtablissement": "(1 + hash(i, 'n') % 120)::VARCHAR",
        "codePostalEtablissement": f"lpad(((hash(i, 'c') % {COMMUNES}))::VARCHAR, 5, '0')",
        "codeCommuneEtablissement": f"CASE WHEN hash(i, 'c') % {COMMUNES} = 7 THEN '{TOWN}' ELSE "
        f"lpad((40000 + hash(i, 'c') % {COMMUNES})::VARCHAR, 5, '0') END",
        "coordonneeLambertAbscisseEtablissement": metres.format(low=200_000, axis="x"),
        "coordonneeLambertOrdonneeEtablissement": metres.format(low=6_100_000, axis="y"),
        "etatAdministratifEtablissement": "CASE WHEN hash(i, 'e') % 5 < 2 THEN 'A' ELSE 'F' END",
        "enseigne1Etablissement": "CASE WHEN hash(i, 'w') % 4 = 0 THEN md5(i::VARCHAR)[:14] END",
        "nomenclatureActivitePrincipaleEtablissement": "'NAFRev2'",
        "caractereEmployeurEtablissement": "CASE WHEN hash(i, 'o') % 3 = 0 THEN 'O' ELSE 'N' END",
        **picks,
    }  # fmt: skip
    columns = ", ".join(
        f'{given.get(name, "NULL::VARCHAR")} AS "{name}"' for name in sirene.COLUMNS
    )
    return f"SELECT {columns} FROM range({rows}) AS drawn(i)"  # ours throughout


def history(rows: int) -> str:
    """Write the query that draws the history: two periods an establishment."""
    siret = (
        "lpad((i // 4 + 5000000)::VARCHAR, 9, '0') || lpad(((i // 2) % 2 + 16)::VARCHAR, 5, '0')"
    )
    return f"""SELECT {siret} AS "siret",
        CASE WHEN i % 2 = 0 THEN '2015-06-30' END AS "dateFin",
        CASE WHEN i % 2 = 0 THEN '2001-01-01' ELSE '2015-07-01' END AS "dateDebut",
        CASE WHEN i % 2 = 0 THEN 'A' ELSE 'F' END AS "etatAdministratifEtablissement",
        '47.71Z' AS "activitePrincipaleEtablissement",
        'NAFRev2' AS "nomenclatureActivitePrincipaleEtablissement",
        'O' AS "caractereEmployeurEtablissement"
        FROM range({rows}) AS drawn(i)"""  # ours throughout


def write(query: str, path: Path) -> float:
    """Draw a file, row group after row group; return how long it took. [s]."""
    form = (f"FORMAT parquet, ROW_GROUP_SIZE {ROW_GROUP}" if path.suffix == ".parquet"
            else "FORMAT csv, HEADER")  # fmt: skip
    begun = time.perf_counter()
    with duckdb.connect(config={"memory_limit": "2GB", "preserve_insertion_order": "true"}) as base:
        base.execute(f"COPY ({query}) TO '{path}' ({form})")
    return time.perf_counter() - begun


def read(stock: Path, past: Path | None) -> None:
    """Read the town, and say what it took: run in a process of its own."""
    begun = time.perf_counter()
    reading = sirene.read(stock, [TOWN])
    seconds = {"stock": time.perf_counter() - begun}
    n_periods = 0
    if past is not None:
        begun = time.perf_counter()
        n_periods = len(sirene_history.read(past, list(reading.table["siret"])).table)
        seconds["history"] = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(json.dumps({"rows": len(reading.table), "periods": n_periods, "peak": peak, **seconds}))


def measured(stock: Path, past: Path | None) -> dict[str, float]:
    """Read the town in a process of its own."""
    command = [sys.executable, __file__, "--read", str(stock), *([str(past)] if past else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[0]))


def main() -> None:
    """Draw, read, print."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--csv", action="store_true", help="read the same stock in CSV too")
    asked.add_argument("--history", action="store_true", help="and a history of twice the rows")
    asked.add_argument("--folder", type=Path, help="where to draw; a temporary folder otherwise")
    asked.add_argument("--read", type=Path, nargs="+", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.read:
        read(given.read[0], given.read[1] if len(given.read) > 1 else None)
        return
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        past = Path(folder) / "history.parquet" if given.history else None
        if past is not None:
            print(f"history drawn in {write(history(2 * given.rows), past):.0f} s")
        for suffix in (".parquet", *((".csv",) if given.csv else ())):
            stock = Path(folder) / f"stock{suffix}"
            drawing = write(drawn(given.rows), stock)
            size = stock.stat().st_size / 1e9
            print(f"{suffix[1:]}: {given.rows:,} rows, {size:.1f} GB, drawn in {drawing:.0f} s")
            for run in ("first", "again"):
                found = measured(stock, past if suffix == ".parquet" else None)
                kept = found["stock"] <= GOAL_SECONDS and found["peak"] <= GOAL_GIGABYTES
                more = f", history {found['history']:.1f} s" if "history" in found else ""
                told = " – within the goal" if kept else ""
                print(f"  {run}: {found['rows']} establishments in {found['stock']:.1f} s{more}, "
                      f"peak {found['peak']:.2f} GB{told}", flush=True)  # fmt: skip
            stock.unlink()


if __name__ == "__main__":
    main()
