"""The page of a forecast: each car park's last day, the hour ahead, how good that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from markupsafe import Markup

from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import HARD_SPACE, NARROW_SPACE, grouped
from beffroi.report.page import asset
from beffroi.report.parking_hours import tone
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, dated
from beffroi.study.parking_forecast import REASONS, Forecast

WIDE, HIGH, EDGE = 320.0, 64.0, 4.0
"""Drawing of a day. [px]"""
DAY = pd.Timedelta(days=1)
MOST = 15
"""Car parks that the page shows at once; the others are a click away."""
MOST_ASIDE = 200
"""Car parks set aside that are named; the others are in the file."""
UNKNOWN = both("unknown")
GUESSES = (
    ("forecast", both("This forecast")), ("moved", both("Moving as a day before")),
    ("same", both("If nothing moved")), ("seasonal", both("As a day before, at the same hour")),
)  # fmt: skip
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Park:
    """A car park as the page shows it.

    Attributes
    ----------
    name
        As the archives call it.
    drawing
        Its last day, and the time ahead.
    now, known_at
        Vehicles of its spaces, and when that was known.
    ahead, bounds, at
        Vehicles forecast, nine times in ten between which, and when.
    tone
        Class of the occupancy forecast.
    error, seasonal
        Mean error of the forecast and of the same hour a day before, in spaces of 100.
    """

    name: str
    drawing: Markup
    now: Words
    known_at: Words
    ahead: Words
    bounds: Words
    at: str
    tone: str
    error: Words
    seasonal: Words


def write(done: Forecast, path: Path) -> None:
    """Write the page of a forecast, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Forecast) -> str:
    """Lay a forecast out as one self-contained page, in French and in English."""
    parts = {
        "done": done, "title": both("Car parks ahead – Beffroi"), "cards": tuple(cards(done)),
        "minutes": Words(f"{done.minutes}{HARD_SPACE}min", f"{done.minutes}{HARD_SPACE}min"),
        "parks": tuple(parks(done)), "errors": tuple(errors(done)), "most": MOST,
        "aside": tuple((str(row.car_park), REASONS[str(row.reason)])
                       for row in done.aside.head(MOST_ASIDE).itertuples(index=False)),
    }  # fmt: skip
    return laid_out("parking_forecast.html.j2", parts,
                    look=[asset("parking.css"), asset("parking_forecast.css")])  # fmt: skip


def cards(done: Forecast) -> Iterator[tuple[Words, Words, Words]]:
    """Say the results in brief: name, value, what goes with it."""
    rows = done.scores[done.scores["n"] > 0]
    n = Words("", "")
    yield (both("Car parks forecast"), counted(len(done.ahead)),
           both("{n} set aside, below").filled(n=counted(len(done.aside)))
           if len(done.aside) else n)  # fmt: skip
    if rows.empty:
        yield both("Mean error"), UNKNOWN, both("too few days to judge")
        return
    means = rows[["forecast", "same", "seasonal", "moved", "covered"]].mean()
    yield (both("Mean error, in spaces of 100"), _of_100(means["forecast"]),
           both("{same} if nothing moved, {seasonal} as a day before, {moved} moving as a day "
                "before").filled(same=_of_100(means["same"]), seasonal=_of_100(means["seasonal"]),
                                 moved=_of_100(means["moved"])))  # fmt: skip
    yield (both("Values that the interval held"), _percent(means["covered"]),
           both("90% aimed at"))  # fmt: skip
    better = int((rows["forecast"] < rows[["same", "seasonal", "moved"]].min(axis=1)).sum())
    yield (both("Car parks where no simple guess does better"), counted(better),
           both("of {n} judged").filled(n=counted(len(rows))))  # fmt: skip


def errors(done: Forecast) -> Iterator[tuple[Words, Words, Words]]:
    """Say the mean error of each way to guess, and of how many car parks it is the best."""
    rows = done.scores[done.scores["n"] > 0]
    if rows.empty:
        return
    names = [name for name, _ in GUESSES]
    best = rows[names].idxmin(axis=1)
    for name, words in GUESSES:
        yield words, _of_100(float(rows[name].mean())), counted(int((best == name).sum()))


def parks(done: Forecast) -> Iterator[Park]:
    """Tell each car park, the fullest ahead first."""
    days = dict(tuple(done.last.groupby("car_park", sort=False))) if len(done.last) else {}
    judged = done.scores.set_index("key")
    share = (done.ahead["taken"].fillna(done.ahead["taken_now"]) / done.ahead["spaces"]).to_numpy()
    for at in np.argsort(-share, kind="stable"):
        row = done.ahead.iloc[at].to_dict()
        key = str(row["car_park"])
        error, seasonal = (
            _of_100(float(judged[name][key])) if key in judged.index else UNKNOWN
            for name in ("forecast", "seasonal")
        )  # fmt: skip
        known = pd.Timestamp(row["known_at"])
        yield Park(
            key, _drawn(days.get(key, pd.DataFrame()), row), _of(row["taken_now"], row["spaces"]),
            _instant(known),
            UNKNOWN if np.isnan(row["taken"]) else counted(round(row["taken"])),
            _bounds(row["taken_low"], row["taken_high"]), _clock(pd.Timestamp(row["at"])),
            tone(float(share[at])), error, seasonal,
        )  # fmt: skip


def _instant(at: pd.Timestamp) -> Words:
    return Words("{day}, {clock}", "{day}, {clock}").filled(
        day=dated(at.strftime("%Y-%m-%d")), clock=_clock(at)
    )


def _clock(at: pd.Timestamp) -> str:
    return f"{at.hour}{HARD_SPACE}h{HARD_SPACE}{at.minute:02d}"


def _of(taken: float, spaces: float) -> Words:
    return both("{taken} of {spaces}").filled(
        taken=counted(round(taken)), spaces=counted(round(spaces))
    )


def _bounds(low: float, high: float) -> Words:
    if np.isnan(low):
        return UNKNOWN
    return both("{low} to {high}").filled(low=counted(round(low)), high=counted(round(high)))


def _of_100(share: float) -> Words:
    if np.isnan(share):
        return UNKNOWN
    return Words(*(grouped(100 * share, 1, code) for code in LANGUAGES))


def _percent(share: float) -> Words:
    return Words(f"{round(100 * share)}{NARROW_SPACE}%", f"{round(100 * share)}%")


def _drawn(day: pd.DataFrame, row: dict[str, object]) -> Markup:
    """Draw a day: what was forecast of it as a band, what came as a line, the time ahead."""
    known, at = pd.Timestamp(str(row["known_at"])), pd.Timestamp(str(row["at"]))
    start = known - DAY
    most = float(str(row["spaces"]))

    def x(when: pd.Series | pd.DatetimeIndex) -> Floats:
        return np.asarray(EDGE + (WIDE - 2 * EDGE) * ((when - start) / (at - start)), dtype=float)

    def y(taken: object) -> Floats:
        share = np.asarray(taken, dtype=float) / most
        return np.asarray(HIGH - EDGE - (HIGH - 2 * EDGE) * share, dtype=float)

    parts = [Markup('<path class="f-frame" d="M0 {0:.1f}H{2}M0 {1:.1f}H{2}"/>').format(
        float(y(0.0)), float(y(most)), WIDE)]  # fmt: skip
    if len(day):
        across = x(day["at"])
        parts += [Markup('<path class="f-band" d="{}"/>').format(
            _band(across, y(day["low"]), y(day["high"])))]  # fmt: skip
        parts += [Markup('<path class="f-line" d="{}"/>').format(_line(across, y(day["taken"])))]
    taken, low, high = (float(str(row[name])) for name in ("taken", "taken_low", "taken_high"))
    if not np.isnan(taken):
        end, ends = x(pd.DatetimeIndex([at]))[0], y([low, high, taken])
        parts.append(Markup('<path class="f-ahead" d="M{0:.1f} {1:.1f}V{2:.1f}"/>'
                            '<circle class="f-dot" cx="{0:.1f}" cy="{3:.1f}" r="3.4"/>').format(
            end, *ends))  # fmt: skip
    now = x(pd.DatetimeIndex([known]))[0]
    parts.append(Markup('<path class="f-now" d="M{:.1f} 0V{}"/>').format(now, HIGH))
    return Markup(
        '<svg class="f-day" viewBox="0 0 {:.0f} {:.0f}" aria-hidden="true">{}</svg>'
    ).format(WIDE, HIGH, Markup("").join(parts))


def _runs(known: npt.NDArray[np.bool_]) -> Iterator[npt.NDArray[np.int64]]:
    """Part what is known in runs, so that nothing is drawn across what is not."""
    at = np.flatnonzero(known)
    yield from (run for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1) if len(run) > 1)


def _line(x: Floats, y: Floats) -> str:
    return "".join(
        "M" + "L".join(f"{x[k]:.1f} {y[k]:.1f}" for k in run) for run in _runs(~np.isnan(y))
    )


def _band(x: Floats, low: Floats, high: Floats) -> str:
    return "".join(
        "M" + "L".join([*(f"{x[k]:.1f} {low[k]:.1f}" for k in run),
                        *(f"{x[k]:.1f} {high[k]:.1f}" for k in run[::-1])]) + "Z"
        for run in _runs(~np.isnan(low + high))
    )  # fmt: skip
