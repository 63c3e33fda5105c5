"""Tables of parking as they are written: what is counted is written as a count."""

import pandas as pd

ALMOST_WHOLE = 1e-6
"""How far a product may be from the whole number that it stands for."""


def counted(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    r"""Give columns of whole numbers the type of whole numbers, so that 400 is not 400.0000.

    Parameters
    ----------
    table
        Table.
    columns
        Those that count things; missing where unknown. One that holds a part of a thing, such as
        the half of a street whose spaces are estimated, stays as it is.

    Returns
    -------
    A copy.

    Examples
    --------
    >>> counted(pd.DataFrame({"spaces": [400.0, None]}), "spaces").to_csv(index=False)
    'spaces\n400\n""\n'
    """
    made = table.copy()
    for column in columns:
        numbers = pd.to_numeric(made[column]).astype("Float64")
        if ((numbers - numbers.round()).abs().fillna(0) < ALMOST_WHOLE).all():
            made[column] = numbers.round().astype("Int64")
    return made
