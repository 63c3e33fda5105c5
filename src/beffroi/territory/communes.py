"""The communes: the towns of Action Cœur de Ville, known by heart, and how to find one."""

import difflib
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd

from beffroi.foundation.errors import InputError, UnknownCommuneError
from beffroi.foundation.figures import Source
from beffroi.territory.tables import COMMUNES, PROGRAMMES
from beffroi.territory.town import Town

DATA = Path(__file__).parent / "data"
TOWNS = DATA / "acv_towns.csv"
SOURCES = DATA / "acv_towns.toml"
CITIES = {
    "75056": "Paris", "751": "Paris", "13055": "Marseille", "132": "Marseille", "69123": "Lyon",
    "6938": "Lyon",
}  # fmt: skip
"""The cities with arrondissements, by the start of their codes and of those of these parts (INSEE,
Code officiel géographique)."""
SQUARE_METRES = 1e6
MOST_OFFERED = 5
LEAST_ALIKE = 0.6
"""Ratio of `difflib` under which a name is not worth offering. [1]"""


def known_towns() -> pd.DataFrame:
    """Return the towns of Action Cœur de Ville, without any file or network.

    Returns
    -------
    One row for each commune of the programme, with the columns of `COMMUNES`, those of `PROGRAMMES`
    and `density_class`; where each column comes from is said by `town_sources`.
    """
    return _known_towns().copy()


@cache
def _known_towns() -> pd.DataFrame:
    cells = pd.read_csv(TOWNS, dtype="string", encoding="utf-8")
    area = cells["area_km2"].astype("Float64") * SQUARE_METRES
    towns = joined(cells.assign(area=area), cells)
    return towns.assign(density_class=cells["density_class"].astype("Int64"))


def joined(communes: pd.DataFrame, programmes: pd.DataFrame) -> pd.DataFrame:
    """Join the tables of communes and of programmes by the code of the commune.

    Parameters
    ----------
    communes
        Table `COMMUNES`.
    programmes
        Table `PROGRAMMES`; a commune that it lacks takes part in no programme that we know of.

    Returns
    -------
    One row for each row of `communes`, in their order.
    """
    left = COMMUNES.typed(communes)
    right = PROGRAMMES.typed(programmes)
    return left.merge(right, on="commune", how="left", validate="one_to_one")


def town_sources() -> dict[str, Source]:
    """Say where each column of `known_towns` comes from.

    Returns
    -------
    The source of each column, by the name of the column.
    """
    entries = tomllib.loads(SOURCES.read_text(encoding="utf-8"))["source"]
    names = ("id", "name", "publisher", "date", "licence", "url")
    return {
        column: Source(**{name: entry[name] for name in names})
        for entry in entries
        for column in entry["columns"]
    }


def town(asked: str, table: pd.DataFrame) -> Town:
    """Find a town by its code or by its name.

    Parameters
    ----------
    asked
        INSEE code, or name; accents, capitals, hyphens and abbreviated saints do not matter.
    table
        `known_towns()`, or `joined` tables read from full files.

    Raises
    ------
    UnknownCommuneError
        If there is no such town in the table; the nearest names are offered.
    InputError
        If several communes bear the name.

    Examples
    --------
    >>> town("fontenay le comte", known_towns()).code
    '85092'
    """
    rows = table[table["commune"] == asked.strip().upper()]
    if rows.empty:
        rows = table[table["name"].map(plain_name) == plain_name(asked)]
    if rows.empty:
        _refuse_elsewhere(asked.strip())
        raise UnknownCommuneError(asked, nearest=nearest(asked, table))
    if len(rows) > 1:
        raise InputError(
            "Several communes are called {asked!r}: {found}. Give the INSEE code of the right one.",
            asked=asked,
            found=", ".join(_labels(rows)),
        )
    return Town.from_row(rows.iloc[0].to_dict())


def _refuse_elsewhere(asked: str) -> None:
    """Say of some codes what they are, rather than offer codes that look like them."""
    if not re.fullmatch(r"\d{5}", asked):
        return
    for start, name in CITIES.items():
        if asked.startswith(start):
            raise InputError(
                "{asked} is {name}, or one of its arrondissements, which is no town of Action Cœur "
                "de Ville. Give the full table of communes to study it.",
                asked=asked,
                name=name,
            )
    if asked[:3] in {"987", "988"}:
        raise InputError(
            "{asked} is in French Polynesia or New Caledonia, which the national tables of "
            "communes leave out. Give the name of the town instead: --name NAME.",
            asked=asked,
        )


def plain_name(name: str) -> str:
    """Write a name without accents, capitals, hyphens or abbreviations.

    Examples
    --------
    >>> plain_name("St-Dié des Vosges"), plain_name("L'Œuf-en-Île")
    ('saint die des vosges', 'l oeuf en ile')
    """
    opened = name.casefold().replace("œ", "oe").replace("æ", "ae")
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c)
    )
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    full = {"st": "saint", "ste": "sainte"}
    return " ".join(full.get(word, word) for word in words)


def nearest(asked: str, table: pd.DataFrame) -> list[str]:
    """Offer the communes whose names, or codes, look most like what was asked.

    Returns
    -------
    At most five labels such as ``Redon (35236)``, the most alike first; empty if none looks alike.
    """
    by_code = sum(c.isdigit() for c in asked) >= 2
    keys = table["commune"] if by_code else table["name"].map(plain_name)
    wanted = asked.strip().upper() if by_code else plain_name(asked)
    alike = difflib.get_close_matches(wanted, list(keys), n=MOST_OFFERED, cutoff=LEAST_ALIKE)
    rank = {key: position for position, key in enumerate(alike)}
    rows = table[keys.isin(alike)]
    order = keys[keys.isin(alike)].map(rank).sort_values(kind="stable").index
    return _labels(rows.loc[order])[:MOST_OFFERED]


def _labels(rows: pd.DataFrame) -> list[str]:
    return [f"{name} ({code})" for name, code in zip(rows["name"], rows["commune"], strict=True)]
