"""Respondents: one answer for each person, even where a file was handed in twice."""

from collections import defaultdict
from collections.abc import Iterable

from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.territory.maturity import Response


def distinct(
    responses: Iterable[tuple[str, Response]],
) -> tuple[tuple[Response, ...], tuple[Words, ...]]:
    """Keep one response for each respondent: the same sheet and the same role.

    Parameters
    ----------
    responses
        With the name of the file that each came from.

    Returns
    -------
    The responses, in the order of their sheets, and what was set aside: an identical copy, or an
    older file of the same respondent.

    Raises
    ------
    InputError
        If two files of the same sheet, role and date differ: which one holds is not known.
    """
    found: dict[tuple[str, str], list[tuple[str, Response]]] = defaultdict(list)
    for file, response in responses:
        found[response.sheet, response.role].append((file, response))
    kept: list[Response] = []
    said: list[Words] = []
    for _, own in sorted(found.items()):
        ordered = sorted(own, key=lambda pair: pair[1].date)
        file, last = ordered[-1]
        for other, former in ordered[:-1]:
            said.append(_set_aside(other, former, file, last))
        kept.append(last)
    return tuple(kept), tuple(said)


def _set_aside(other: str, former: Response, file: str, last: Response) -> Words:
    if former == last:
        return both("{other} says the same as {file}: it is counted once.", other=other, file=file)
    if former.date == last.date:
        raise InputError(
            "{other} and {file} are the same sheet, filled in by the same role on the same day, "
            "and they differ. Keep the right one; if two people answered, give each their own "
            "sheet: beffroi maturity sheet --copies 2",
            other=other,
            file=file,
        )
    return both(
        "{other} is set aside: {file} is the same respondent's, of a later date.",
        other=other,
        file=file,
    )
