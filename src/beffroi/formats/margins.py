"""Census margins: how many people each category of sex, age, occupation or quarter has.

Format: CSV of three columns, `variable,category,people`, one row a category. The variables are
those that a questionnaire can feed (`territory.questionnaire.MARGINS`).
"""

from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped
from beffroi.territory.questionnaire import MARGINS
from beffroi.territory.reading import Reading
from beffroi.territory.tables import CENSUS_MARGINS

NAMES = {
    "variable": "variable",
    "category": "category",
    "people": "people",
    "modalite": "category",
    "modalité": "category",
    "population": "people",
}
FRENCH = {"sexe": "sex", "âge": "age", "profession": "occupation", "quartier": "quarter"}
ALIKE = 0.01
"""Distance between the sums of margins, over the largest, that rounding explains. [1]"""
_FORMAT = "table of census margins"


def read(path: Path) -> Reading:
    """Read the margins to which answers are weighted.

    Parameters
    ----------
    path
        CSV of `variable`, `category` and `people` (in French `modalité`, `population`).

    Returns
    -------
    Table `CENSUS_MARGINS`, in the order of the file. Margins whose sums differ by less than one
    hundredth, as rounded or sampled counts do, are scaled to the largest, and a warning says so.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        With every fault: a column missing, an unknown variable, a blank or repeated category,
        people that are no number or negative, margins that do not sum alike, a margin whose people
        are all in one category.
    """
    sheet = delimited.read(path, format_name=_FORMAT)
    lower = {column.casefold() for column in sheet.cells.columns}
    needed = [
        english if english in lower or not lower & set(others) else next(iter(lower & set(others)))
        for english, others in (
            ("variable", ()), ("category", ("modalite", "modalité")), ("people", ("population",)),
        )
    ]  # fmt: skip
    cells = sheet.named({name: NAMES[name] for name in needed}, needed=needed)
    variable = cells["variable"].str.lower().replace(FRENCH)
    people = values.numbers(cells["people"])
    table = pd.DataFrame(
        {
            "cell": variable + "/" + cells["category"],
            "variable": variable,
            "category": cells["category"],
            "people": people.values,
        }
    )
    faults = [*_row_faults(table, cells["people"])]
    faults = faults or _margin_faults(table)
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=faults)
    scaled, said = _alike(table)
    return Reading(CENSUS_MARGINS.typed(scaled), sheet.rows, (*sheet.warnings, *said))


def _row_faults(table: pd.DataFrame, written: pd.Series) -> list[Words]:
    faults = []
    cells = table[["variable", "category"]].fillna("").itertuples(index=False)
    counts = table["people"].to_numpy(dtype=float, na_value=-1.0)
    for number, (variable, category) in enumerate(cells, start=2):
        if variable not in MARGINS:
            faults.append(
                both(
                    "line {number}: {found!r} is no variable of the census ({known})",
                    number=number,
                    found=str(variable),
                    known=", ".join(MARGINS),
                )
            )
        if not category:
            faults.append(both("line {number} has no category", number=number))
        if counts[number - 2] < 0:
            faults.append(
                both(
                    "line {number}: {found!r} is no number of people, 0 or more",
                    number=number,
                    found=str(written.fillna("").iloc[number - 2]),
                )
            )
    cell = table["cell"].dropna()
    faults += [
        both("{cell!r} stands more than once", cell=str(twice))
        for twice in cell[cell.duplicated()].unique()
    ]
    if table.empty:
        faults.append(both("it has no category"))
    return faults


def _margin_faults(table: pd.DataFrame) -> list[Words]:
    faults = [
        both(
            "all the people of {variable!r} are in one category: it tells nobody apart",
            variable=str(variable),
        )
        for variable, people in table.groupby("variable", sort=False)["people"]
        if (people > 0).sum() < 2
    ]
    sums = table.groupby("variable", sort=False)["people"].sum()
    if (sums.max() - sums.min()) > ALIKE * sums.max():
        told = tuple(
            Words(
                fr=f"{variable} {grouped(float(total), 0, 'fr')}",
                en=f"{variable} {grouped(float(total), 0, 'en')}",
            )
            for variable, total in sums.items()
        )
        faults.append(
            both(
                "the margins do not sum alike ({sums}): they must count the same people",
                sums=Words(
                    fr=", ".join(words.fr for words in told),
                    en=", ".join(words.en for words in told),
                ),
            )
        )
    return faults


def _alike(table: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    sums = table.groupby("variable", sort=False)["people"].transform("sum")
    most = float(sums.max())
    if (sums == most).all():
        return table, ()
    widest = float((1 - sums / most).max())
    warning = Words(
        fr="Les marges ne comptent pas tout à fait le même monde (écart de {gap_fr} %, arrondis) : "
        "elles sont ramenées à la plus grande.",
        en="The margins do not count quite the same people (a gap of {gap_en}%, roundings): "
        "they are scaled to the largest.",
    ).filled(gap_fr=grouped(100 * widest, 2, "fr"), gap_en=grouped(100 * widest, 2, "en"))
    return table.assign(people=table["people"] * (most / sums)), (warning,)
