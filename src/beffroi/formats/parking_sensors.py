"""Events of parking sensors, millions of them: each space's days and hours, summed as they stream.

Archives of operators have a row an event: a sensor, a time, and whether its space is taken.
"""

import glob
import tempfile
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np

from beffroi.carriers.bulk import header
from beffroi.carriers.delimited import lacking
from beffroi.carriers.headings import plain
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.parking_surveys import SensorDays

FORMAT = "events of parking sensors (CSV, Parquet)"
NAMES: Mapping[str, tuple[str, ...]] = {
    "sensor": ("sensor", "capteur", "sensor id", "capteur id", "id capteur", "id", "place",
               "space", "device", "space id"),
    "time": ("time", "timestamp", "horodatage", "date heure", "datetime", "date", "date et heure"),
    "state": ("state", "etat", "statut", "status", "occupe", "occupied", "occupation", "valeur",
              "value"),
}  # fmt: skip
TAKEN = ("1", "1.0", "true", "occupe", "occupee", "occupied", "taken", "busy", "oui", "vrai")
FREE = ("0", "0.0", "false", "libre", "free", "vacant", "non", "faux", "empty")
MEMORY = "1GB"
"""Most that the sums take; what is more goes to the disk for a while."""
MOST_CELLS = 60_000_000
"""Most sensors times hours: a thousand sensors over six years."""
DAY, HOUR = 86_400, 3_600
HOURS = 24
EARLIEST, LATEST = 631_152_000, 4_102_444_800
"""1990 and 2100. [s]"""


def read(path: Path) -> tuple[SensorDays, tuple[Words, ...]]:
    """Read the events of sensors, whatever their number.

    Parameters
    ----------
    path
        CSV or Parquet: a sensor, a time (ISO 8601, day/month/year, or seconds or milliseconds
        since 1970), and a state (`1` or `0`, `occupé` or `libre`…). An offset is left aside: times
        are those of the clock of the place.

    Returns
    -------
    What each sensor said, day by day and hour by hour, and what was doubtful. Events may be in any
    order; a state stays until the next event of the sensor, the last one until the last event of
    all.

    Raises
    ------
    UnreadableFileError
        If the file is absent or no table.
    FaultyFileError
        If a column is missing, no event can be used, or the days are too many to be true.
    """
    columns = _columns(path)
    with tempfile.TemporaryDirectory() as aside, duckdb.connect(config=_config(aside)) as base:
        try:
            n_lost = _taken_in(base, path, columns)
            found = _summed(base, path)
        except duckdb.Error as error:
            fault = both("it is damaged ({said})", said=str(error).splitlines()[0])
            raise FaultyFileError(path, format_name=FORMAT, faults=[fault]) from error
    said: tuple[Words, ...] = ()
    if n_lost:
        said = (both("{file}: {n} event(s) left out, without a sensor or a time that can be read",
                     file=path.name, n=n_lost),)  # fmt: skip
    return found, said


def _config(aside: str) -> dict[str, str]:
    return {
        "autoinstall_known_extensions": "false", "autoload_known_extensions": "false",
        "memory_limit": MEMORY, "temp_directory": aside, "preserve_insertion_order": "false",
    }  # fmt: skip


def _columns(path: Path) -> dict[str, str]:
    written = header(path, format_name=FORMAT)
    held = {plain(name): name for name in written}
    found = {
        role: name
        for role, names in NAMES.items()
        if (name := next((held[n] for n in names if n in held), None))
    }
    missing = [NAMES[role][0] for role in NAMES if role not in found]
    if missing:
        raise lacking(path, missing, written, format_name=FORMAT)
    return found


def _taken_in(base: duckdb.DuckDBPyConnection, path: Path, columns: Mapping[str, str]) -> int:
    """Keep of each event a number, seconds and a bit; count those that cannot be used."""
    sensor, time, state = (_quoted(columns[role]) for role in ("sensor", "time", "state"))
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    source = "read_parquet(?)" if is_parquet else "read_csv(?, header=true, all_varchar=true)"
    # The commonest forms come first: the others are tried on what is left alone.
    said = f"CAST({time} AS VARCHAR)"
    text = (
        f"CASE WHEN ends_with({said}, 'Z') THEN left({said}, -1) WHEN length({said}) > 16 "
        f"AND substr({said}, -6, 1) IN ('+', '-') THEN left({said}, -6) ELSE {said} END"
    )
    number = f"TRY_CAST({said} AS DOUBLE)"
    seconds = (
        f"coalesce(epoch(TRY_CAST({text} AS TIMESTAMP)), "
        f"CASE WHEN {number} > 1e11 THEN {number} / 1000 ELSE {number} END, "
        f"epoch(try_strptime({said}, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M'])))"
    )
    word = f"strip_accents(lower(trim(CAST({state} AS VARCHAR))))"
    bit = f"CASE WHEN {word} IN {TAKEN} THEN 1 WHEN {word} IN {FREE} THEN 0 END"
    # What is put in is ours or quoted.
    taken = (
        f"CREATE TABLE said AS SELECT nullif(trim(CAST({sensor} AS VARCHAR)), '') AS sensor, "  # noqa: S608
        f"CAST({seconds} AS BIGINT) AS t, CAST({bit} AS TINYINT) AS bit FROM {source}"
    )
    base.execute(taken, [glob.escape(str(path))])
    base.execute(
        "CREATE TABLE sensors AS SELECT sensor, "
        "CAST(row_number() OVER (ORDER BY sensor) - 1 AS INTEGER) AS code FROM (SELECT DISTINCT "
        "sensor FROM said WHERE sensor IS NOT NULL AND t BETWEEN ? AND ?)",
        [EARLIEST, LATEST],
    )
    base.execute(
        "CREATE TABLE events AS SELECT code, t, bit FROM said JOIN sensors USING (sensor) "
        "WHERE t BETWEEN ? AND ?",
        [EARLIEST, LATEST],
    )
    [(n_all, n_good)] = base.execute(
        "SELECT (SELECT count(*) FROM said), (SELECT count(*) FROM events)"
    ).fetchall()
    base.execute("DROP TABLE said")
    return int(n_all - n_good)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _summed(base: duckdb.DuckDBPyConnection, path: Path) -> SensorDays:
    names = [row[0] for row in base.execute("SELECT sensor FROM sensors ORDER BY code").fetchall()]
    if not names:
        raise FaultyFileError(path, format_name=FORMAT, faults=[both("no event of it can be used")])
    [(start, end)] = base.execute("SELECT min(t), max(t) FROM events").fetchall()
    first, n_days = start // DAY, end // DAY - start // DAY + 1
    if len(names) * n_days * HOURS > MOST_CELLS:
        fault = both("it spans {n} days of {sensors} sensors: check its times", n=n_days,
                     sensors=len(names))  # fmt: skip
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    base.execute(
        "CREATE TABLE runs AS SELECT code, t, bit, lag(bit) OVER w AS earlier, "
        "coalesce(lead(t) OVER w, ?) AS until FROM events WINDOW w AS (PARTITION BY code "
        "ORDER BY t)",
        [end],
    )
    shape = (len(names), n_days)
    sums = base.execute(
        f"SELECT code, CAST(t // {DAY} - {first} AS INTEGER) AS day, count(*) AS n, "  # noqa: S608
        "count(*) FILTER (bit IS NULL) AS bad, count(*) FILTER (bit <> earlier) AS changes "
        "FROM runs GROUP BY ALL"
    ).fetchnumpy()
    counted = {}
    for name in ("n", "bad", "changes"):
        counted[name] = np.zeros(shape, dtype=np.int32)
        counted[name][sums["code"], sums["day"]] = sums[name]
    begun = base.execute("SELECT min(t) AS t FROM events GROUP BY code ORDER BY code").fetchnumpy()
    return SensorDays(
        tuple(names), int(first), counted["n"], counted["bad"], counted["changes"],
        _hours(base, shape, int(first)), begun["t"].astype(np.float64), float(end),
    )  # fmt: skip


def _hours(
    base: duckdb.DuckDBPyConnection, shape: tuple[int, int], first: int
) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    """Sum the seconds that each space was taken, hour by hour."""
    hours = np.zeros((*shape, HOURS), dtype=np.float32)
    rows = base.execute(
        f"SELECT code, h, sum(least(until, (h + 1) * {HOUR}) - greatest(t, h * {HOUR})) AS taken "  # noqa: S608
        f"FROM (SELECT code, t, until, unnest(range(t // {HOUR}, (until - 1) // {HOUR} + 1)) AS h "
        "FROM runs WHERE bit = 1 AND until > t) GROUP BY ALL"
    ).fetchnumpy()
    flat = hours.reshape(shape[0], -1)
    flat[rows["code"], rows["h"] - first * HOURS] = rows["taken"]
    return hours
