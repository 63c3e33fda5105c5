"""SIRET numbers as files write them: fourteen digits, of which spreadsheets eat the first zeros."""

import pandas as pd

from beffroi.foundation.language import Words

DIGITS = 14
LA_POSTE = "356000000"
"""SIREN whose establishments follow a rule of their own: the sum of their digits is a multiple of
5 (INSEE, documentation of SIRENE)."""
_PADDED = Words(
    fr="{n} SIRET qui (avait|avaient) perdu (ses|leurs) zéros de tête : rendus ({first}).",
    en="{n} SIRET that had lost (its|their) leading zeros: given back ({first}).",
)


def is_siret(text: str) -> bool:
    """Say whether a text is a SIRET: 14 digits whose key is right.

    References
    ----------
    The formula of Luhn, ISO/IEC 7812-1:2017, annex B, over the 14 digits.

    Examples
    --------
    >>> is_siret("73282932000074"), is_siret("73282932000075")
    (True, False)
    """
    if len(text) != DIGITS or not (text.isascii() and text.isdigit()):
        return False
    digits = [int(digit) for digit in text]
    if text.startswith(LA_POSTE) and sum(digits) % 5 == 0:
        return True
    doubled = [2 * digit for digit in digits[::2]]
    return (sum(d // 10 + d % 10 for d in doubled) + sum(digits[1::2])) % 10 == 0


def padded(texts: pd.Series) -> tuple[pd.Series, tuple[Words, ...]]:
    """Give back their leading zeros to numbers that become a SIRET so.

    Parameters
    ----------
    texts : (n,)
        Texts, missing where blank; spaces and a final ``.0`` are left out.

    Returns
    -------
    Texts, those that are no SIRET as they were; and what was repaired, in words.

    Examples
    --------
    >>> padded(pd.Series(["5520176000016", "12"], dtype="string"))[0].tolist()
    ['5520176000016', '12']
    """
    bare = texts.str.replace(r"\s|\.0$", "", regex=True)
    short = bare.str.fullmatch(r"\d{9,13}").fillna(value=False)
    full = bare.where(~short, bare.str.zfill(DIGITS))
    good = short & full.map(is_siret, na_action="ignore").fillna(value=False).astype(bool)
    made = full.where(good, bare.where(bare.str.fullmatch(r"\d{14}").fillna(value=False), texts))
    if not good.any():
        return made.astype("string"), ()
    return made.astype("string"), (
        _PADDED.filled(n=str(int(good.sum())), first=str(made[good].iloc[0])),
    )
