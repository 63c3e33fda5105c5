"""What is said of footfall: the busiest streets, how sure they are, the answer of the command."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from beffroi.engines.commerce.footfall.parameters import parameter
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.study.commerce_footfall import Footfall
from beffroi.study.commerce_footfall_band import described, first_of

KINDS = {
    "inhabitants": both("inhabitants"), "car_parks": both("car parks"),
    "stations": both("bus stations"), "others": both("generators given"),
}  # fmt: skip


def busiest(done: Footfall, most: int) -> pd.DataFrame:
    """List the streets, each by its busiest stretch, with the `name` to call it by."""
    rows = first_of(done.streets).head(most)
    names = described(rows, done.streets)
    made = pd.DataFrame(rows.drop(columns="geometry")).reset_index(drop=True)
    made["name"] = pd.Series(names, index=made.index, dtype=object)
    return made[~made["name"].map(lambda words: words.en).duplicated()].reset_index(drop=True)


def which_first(done: Footfall) -> Words | None:
    """Say on what it depends which street is the busiest; nothing where it is sure."""
    first = first_of(done.streets).head(1)
    if (first["one_park"] > parameter("one_origin")).any():
        return both("most walks of the stretch that comes first, {street}, come from one car park",
                    street=described(first, done.streets)[0])  # fmt: skip
    if len(done.tops) < 2:
        return None
    kinds = [KINDS.get(kind, Words(kind, kind)) for kind in done.sways]
    named = _listed(list(done.tops[:4]))
    if not kinds:
        return both("by the walks supposed, halved or doubled: {streets}", streets=named)
    return both("by the walks supposed from {kinds}, halved or doubled: {streets}",
                kinds=_listed(kinds), streets=named)  # fmt: skip


def _listed(words: list[Words]) -> Words:
    return Words(", ".join(one.fr for one in words), ", ".join(one.en for one in words))


def over_band(row: Mapping[Hashable, Any]) -> Words:
    """Say the index of a street, with its ends over the band where they differ."""
    value, low, high = (
        Words(*(grouped(one, 0 if one >= 10 else 1, code) for code in LANGUAGES))
        for one in (float(row[key]) for key in ("index", "index_low", "index_high"))
    )
    if low == high:
        return value
    return both("{value} ({low} to {high})", value=value, low=low, high=high)


def told(done: Footfall) -> Iterator[Words]:
    """Say what was found, one sentence a line."""
    yield both("{n} stretches of street on the way to {shops} shops.", n=len(done.streets),
               shops=done.n_shops)  # fmt: skip
    unsure = which_first(done)
    if unsure is not None:
        yield both("Which street is the busiest is not known: {why}.", why=unsure)
    for row in busiest(done, 3).to_dict("records"):
        yield both("{street}: {index} of 100.", street=row["name"], index=over_band(row))
    if done.fit is not None and done.fit.verdict == "fitted":
        error, usual = (round(100 * one) for one in (done.fit.error, done.fit.usual_error))
        yield both("Fitted on {n} points: each is told by the others within {error} % (median); "
                   "by their mean, within {usual} %.", n=len(done.fit.left_out), error=error,
                   usual=usual)  # fmt: skip
    yield from done.warnings


def as_json(done: Footfall) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    fit = done.fit
    return {
        "files": list(done.files), "warnings": [words.as_json() for words in done.warnings],
        "stretches": len(done.streets), "shops": done.n_shops,
        "origins": done.origins.to_dict("records"),
        "is_first_sure": which_first(done) is None,
        "busiest": [{"street": row["name"].as_json(), "index": float(row["index"]),
                     "index_low": float(row["index_low"]), "index_high": float(row["index_high"]),
                     "one_park": _number(row["one_park"]),
                     "passers": _number(row["passers"]), "low": _number(row["low"]),
                     "high": _number(row["high"])} for row in busiest(done, 20).to_dict("records")],
        "fit": None if fit is None else {
            "verdict": fit.verdict, "points": len(fit.left_out), "slope": _number(fit.slope),
            "slope_error": _number(fit.slope_error), "dispersion": _number(fit.dispersion),
            "left_out_error": _number(fit.error), "mean_error": _number(fit.usual_error),
        },
    }  # fmt: skip


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
