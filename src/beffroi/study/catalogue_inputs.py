"""What a person types about the catalogue: solutions, needs and counts, read or refused."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from beffroi.foundation.errors import InputError
from beffroi.method.catalogue.context import LAST_STAGE, LINES
from beffroi.method.catalogue.norms import norms
from beffroi.method.catalogue.solutions import Catalogue, Solution
from beffroi.method.catalogue.vocabulary import capacities, measures
from beffroi.territory.need import known_needs


def solutions(catalogue: Catalogue, ids: Iterable[str]) -> tuple[Solution, ...]:
    """Find solutions by their ids.

    Raises
    ------
    InputError
        If one is not known: the message offers the nearest.
    """
    asked = tuple(ids)
    for id_ in asked:
        if id_ not in catalogue:
            raise InputError(
                "No solution is known as {asked}. The nearest are: {nearest}. "
                "See all of them: beffroi catalogue list",
                asked=repr(id_),
                nearest=_nearest(id_, catalogue.solutions),
            )
    return tuple(catalogue[id_] for id_ in asked)


def needs(asked: Iterable[str]) -> dict[str, float]:
    """Read needs as a person types them: ``find-parking``, or ``find-parking=2`` with a weight.

    Raises
    ------
    InputError
        If a need is not known, or a weight is no number of zero or more.

    Examples
    --------
    >>> needs(["find-parking", "take-part=0.5"])
    {'find-parking': 1.0, 'take-part': 0.5}
    """
    read = {}
    for text in asked:
        id_, _, weight = text.partition("=")
        if id_ not in known_needs():
            raise InputError(
                "No need is known as {asked}. The nearest are: {nearest}. "
                "See all of them: beffroi catalogue needs",
                asked=repr(id_),
                nearest=_nearest(id_, known_needs()),
            )
        read[id_] = amount(text, weight or "1")
    return read


def asked(typed: Sequence[str], weighed: Mapping[str, float]) -> dict[str, float]:
    """Take the needs that a person types or, failing that, those that a study has weighed.

    Raises
    ------
    InputError
        If there is neither, or a need is not known.
    """
    if not typed and not weighed:
        raise InputError("No need to answer: give --need, or --study with a study that was run.")
    return needs(typed) if typed else dict(weighed)


def amount(text: str, number: str) -> float:
    """Read a number of zero or more out of an option, such as the 60 of ``bike=60``.

    Raises
    ------
    InputError
        If it is not one.
    """
    try:
        read = float(number.replace(",", "."))
    except ValueError:
        read = -1.0
    if not 0 <= read < float("inf"):
        raise InputError(
            "{text} does not give a number of zero or more: write it as {example}.",
            text=repr(text),
            example=f"{text.partition('=')[0]}=2",
        )
    return read


def amounts(asked: Iterable[str], known: Collection[str]) -> dict[str, float]:
    """Read what a person counts: ``bike=60``.

    Raises
    ------
    InputError
        If a name is not known, or a number is not one of zero or more.

    Examples
    --------
    >>> amounts(["bike=60"], ["bike", "town"])
    {'bike': 60.0}
    """
    read = {}
    for text in asked:
        name, _, number = text.partition("=")
        if name not in known:
            raise InputError(
                "{asked} is not one of what can be counted here. The nearest are: {nearest}.",
                asked=repr(name),
                nearest=_nearest(name, known),
            )
        read[name] = amount(text, number)
    return read


def flags(had: Iterable[str], lacked: Iterable[str]) -> dict[str, bool | None]:
    """Read the capacities that a town says it has, and those it says it lacks.

    Raises
    ------
    InputError
        If one is not known, or is said both ways.
    """
    read: dict[str, bool | None] = {}
    for said, names in ((True, had), (False, lacked)):
        for name in names:
            if name not in capacities():
                raise InputError(
                    "No capacity is known as {asked}. The nearest are: {nearest}.",
                    asked=repr(name),
                    nearest=_nearest(name, capacities()),
                )
            if read.get(name, said) is not said:
                raise InputError("{name} is said to be had and to be lacking.", name=name)
            read[name] = said
    return read


def counts(asked: Iterable[str]) -> dict[str, float | None]:
    """Read the capacities that a town counts: ``paid-spaces=594``.

    Raises
    ------
    InputError
        If one is not known or is not counted, or a number is not one of zero or more.
    """
    counted = [id_ for id_, one in capacities().items() if one.form in ("at_least", "at_most")]
    return dict(amounts(asked, counted))


def stages(asked: Iterable[str]) -> dict[str, float | None]:
    """Read stages of the maturity grid: ``data=2``.

    Raises
    ------
    InputError
        If a line is not known, or a stage is not one of 0 to 4.
    """
    read = amounts(asked, LINES)
    for line, stage in read.items():
        if stage > LAST_STAGE:
            raise InputError(
                "The stage of {line} is {stage}: give one of 0 to 4.", line=line, stage=stage
            )
    return dict(read)


def quantities(asked: Iterable[str]) -> dict[str, float]:
    """Read how many of each measure are bought: ``bike=60``.

    Raises
    ------
    InputError
        If a measure is not known, or a number is not one of zero or more.
    """
    return amounts(asked, measures())


def rate(asked: str) -> float:
    """Read a rate of discount: the State's (``fr``), HM Treasury's (``uk``), or a number.

    Returns
    -------
    The rate. [1/year]

    Raises
    ------
    InputError
        If it is none of these, or 1 and more.

    Examples
    --------
    >>> rate("uk"), rate("0")
    (0.035, 0.0)
    """
    if asked in ("fr", "uk"):
        return norms()[f"discount_{asked}"].value
    try:
        read = float(asked.replace(",", "."))
    except ValueError:
        read = -1.0
    if not 0 <= read < 1:
        raise InputError(
            "{asked} is not a rate of discount: give fr, uk, or a number such as 0.03.",
            asked=repr(asked),
        )
    return read


def chosen(catalogue: Catalogue, ids: Sequence[str], asked: Sequence[str]) -> tuple[Solution, ...]:
    """Choose solutions by their ids, or by the needs that they answer.

    Raises
    ------
    InputError
        If neither is given, or one is not known.
    """
    if not ids and not asked:
        raise InputError("Nothing to compare: give the ids of solutions, or --need.")
    named = solutions(catalogue, ids)
    return named + tuple(one for one in catalogue.serving(needs(asked)) if one not in named)


def _nearest(asked: str, known: Iterable[str]) -> str:
    return ", ".join(difflib.get_close_matches(asked, list(known), n=4, cutoff=0.3)) or "–"
