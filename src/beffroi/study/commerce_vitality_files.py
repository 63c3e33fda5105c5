"""The vitality of shops in files: tables for a map, a spreadsheet and a programme; sentences."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.commerce.vitality.lasting import ASKED
from beffroi.engines.commerce.vitality.vacancy import Vacancy
from beffroi.formats import parking_layers
from beffroi.foundation.files import write_text
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.study.commerce_vitality import Asked, Vitality, vitality
from beffroi.territory.commerce import VACANT

PAGE, FIGURES = "index.html", "vitality.json"
KEPT = ("premises_id", "state", "age", "vacant_since", "family", "kind", "name", "last_name",
        "last_kind", "front", "street", "housenumber", "check_date", "geometry")  # fmt: skip
"""Columns of premises that are handed on: no telephone, no owner."""
LEAST_SAID, UNDER_TEN = 0.05, 9.95
"""Shares between these are said with a decimal. [%]"""


def run(
    asked: Asked, out: Path, *, page: Callable[[Vitality, Path], None] | None = None
) -> Vitality:
    """Measure the vitality of a town, and write it into a new folder.

    Parameters
    ----------
    asked
        What it is made of.
    out
        A folder that is new.
    page
        What writes the page; none is written without.

    Returns
    -------
    The vitality, with the names of what was written.

    Raises
    ------
    InputError
        If a file cannot be read, or the folder holds something.
    StorageError
        If it cannot be written.
    """
    with fresh(out):
        made = vitality(asked)
        files = tuple(written(made, out))
        if page is not None:
            files = (PAGE, *files)
            page(replace(made, files=files), out / PAGE)
        return replace(made, files=files)


def written(made: Vitality, out: Path) -> Iterator[str]:
    """Write the files of a study of vitality.

    Yields
    ------
    The name of each.

    Raises
    ------
    StorageError
        If one cannot be written.
    """
    layers = {
        "vacant_premises": made.premises.loc[made.premises["state"].eq(VACANT), list(KEPT)],
        "vacant_runs": made.runs.assign(members=made.runs["members"].map(" ".join)),
        "poles": made.poles,
    }
    for name, table in layers.items():
        parking_layers.write({name: table}, out / f"{name}.geojson")
        yield f"{name}.geojson"
    plain = tables(made)
    for name, table in plain.items():
        parking_layers.write({name: table}, out / f"{name}.csv")
        yield f"{name}.csv"
    book = {**plain, **{name: pd.DataFrame(one) for name, one in layers.items()}}
    parking_layers.write(book, out / "vitality.xlsx")
    yield "vitality.xlsx"
    write_text(out / FIGURES, json.dumps(as_json(made), ensure_ascii=False, indent=1) + "\n")
    yield FIGURES


def tables(made: Vitality) -> dict[str, pd.DataFrame]:
    """Lay the results out as plain tables, by name."""
    found = {
        "vacancy": _vacancy(made),
        "vacancy_ages": pd.DataFrame([asdict(age) for age in made.ages]),
        "diversity": _diversity(made),
        "pairs": made.pairs,
    }
    if made.specialities is not None:
        found["specialities"] = made.specialities
    if made.past is not None:
        unlucky = made.past.unlucky
        found |= {
            "survival": _survival(made), "hazards": made.past.hazards,
            "changes_by_year": made.past.years, "changes_by_street": made.past.streets,
            "changes_by_family": made.past.families,
            "unlucky_premises": unlucky.assign(names=unlucky["names"].map(", ".join)),
        }  # fmt: skip
    return found


def _vacancy(made: Vitality) -> pd.DataFrame:
    parts = (("all", (made.whole,)), ("street", made.streets), ("family", made.of_families))
    rows = [{"of": of, **asdict(one)} for of, all_ in parts for one in all_]
    return pd.DataFrame(rows, columns=["of", *(one.name for one in fields(Vacancy))])


def _diversity(made: Vitality) -> pd.DataFrame:
    parts = (("families", made.diversity), ("kinds", made.kinds),
             *(("families", one) for one in made.compared))  # fmt: skip
    rows = []
    for of, one in parts:
        row: dict[str, Any] = {
            "of": of, "town": one.name or made.name, "shops": one.shops, "shannon": one.shannon,
            "evenness": one.evenness, "simpson": one.simpson,
        }  # fmt: skip
        for order in range(3):
            row |= {f"hill_{order}": one.hill[order], f"rarefied_{order}": one.rarefied[order],
                    f"rarefied_{order}_error": one.error[order]}  # fmt: skip
        rows.append(row)
    return pd.DataFrame(rows)


def _survival(made: Vitality) -> pd.DataFrame:
    if made.past is None:
        return pd.DataFrame()
    parts = (("all", made.past.lasting.curve), ("as declared", made.past.lasting.plain),
             *((f"family:{one.name}", one.curve) for one in made.past.by_family))  # fmt: skip
    return pd.concat([pd.DataFrame({
        "of": of, "years": one.ages.round(4), "at_risk": one.at_risk.round(3),
        "closed": one.ended.round(3), "survival": one.survival, "low": one.low, "high": one.high,
    }) for of, one in parts], ignore_index=True)  # fmt: skip


def as_json(made: Vitality) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    past: dict[str, Any] | None = None
    if made.past is not None:
        lasted = made.past.lasting
        share, low, high = lasted.at(ASKED)
        past = {
            "lives": len(lasted.seen), "closed": int(lasted.seen["ended"].sum()),
            "since": f"{lasted.since:%Y-%m-%d}", "until": f"{lasted.until:%Y-%m-%d}",
            "delays_known": lasted.law is not None, "undated": lasted.undated,
            "survival": [
                {"years": year, "share": share[k], "low": low[k], "high": high[k],
                 "as_declared": lasted.plain.at(year)[0]} for k, year in enumerate(ASKED)
            ],
            "unlucky_premises": len(made.past.unlucky),
        }  # fmt: skip
    answer: dict[str, Any] = _plain({
        "date": made.date, "vacancy": asdict(made.whole),
        "ages": [asdict(age) for age in made.ages],
        "streets": [asdict(one) for one in made.streets],
        "families": [asdict(one) for one in made.of_families],
        "runs": len(made.runs), "poles": [int(n) for n in made.poles["shops"]],
        "diversity": asdict(made.diversity), "kinds": asdict(made.kinds),
        "chains": asdict(made.chains), "past": past, "files": list(made.files),
        "warnings": [words.as_json() for words in made.warnings],
    })  # fmt: skip
    return answer


def _plain(value: Any) -> Any:
    """Write numbers as JSON has them: what is unknown is null."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, np.generic | np.ndarray):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


def told(made: Vitality) -> Iterator[Words]:
    """Say what the study found, one sentence a line."""
    whole = made.whole
    if math.isnan(whole.share):
        yield both("{n} premises; vacancy unknown.", n=_n(whole.premises))
    elif whole.minimum:
        yield both(
            "{n} premises, of which at least {vacant} vacant: at least {share}.",
            n=_n(whole.premises), vacant=_n(whole.vacant), share=percent(whole.share),
        )  # fmt: skip
    else:
        yield both(
            "{n} premises, of which {vacant} vacant: {share} ({low} to {high}).",
            n=_n(whole.premises), vacant=_n(whole.vacant), share=percent(whole.share),
            low=percent(whole.low), high=percent(whole.high),
        )  # fmt: skip
    if not math.isnan(whole.metre_share) and whole.minimum:
        yield both("{metres} m of front, of which at least {share} vacant.",
                   metres=_n(whole.metres), share=percent(whole.metre_share))  # fmt: skip
    elif not math.isnan(whole.metre_share):
        yield both(
            "{metres} m of front, of which {share} vacant ({low} to {high}).",
            metres=_n(whole.metres), share=percent(whole.metre_share),
            low=percent(whole.metre_low), high=percent(whole.metre_high),
        )  # fmt: skip
    yield both("{n} runs of three vacant fronts or more; {poles} shopping poles.",
               n=_n(len(made.runs)), poles=_n(len(made.poles)))  # fmt: skip
    if made.past is not None:
        share, low, high = made.past.lasting.at(5.0)
        if not math.isnan(float(share)):
            yield both(
                "Of the shops that open, {share} are still there after five years ({low} to "
                "{high}).", share=percent(float(share)), low=percent(float(low)),
                high=percent(float(high)),
            )  # fmt: skip
    yield from made.warnings


def percent(share: float) -> Words:
    r"""Say a share in percent, with a decimal under ten.

    Examples
    --------
    >>> percent(0.0763).fr, percent(0.639).en
    ('7,6\xa0%', '64%')
    """
    if math.isnan(share):
        return both("unknown")
    value = 100 * share
    digits = 1 if LEAST_SAID <= value < UNDER_TEN else 0
    french, english = (grouped(value, digits, language) for language in LANGUAGES)
    return Words(f"{french}\u00a0%", f"{english}%")


def _n(value: float) -> Words:
    return Words(*(grouped(value, 0, language) for language in LANGUAGES))
