"""Conditions that a form puts on an answer: bounds of a number, choices that exclude the others."""

import re
from dataclasses import dataclass
from decimal import Decimal

from beffroi.foundation.language import Words, both
from beffroi.territory.questionnaire import Question

_BOUND = re.compile(r"\.\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest and the largest number that a condition lets pass; None for no bound."""

    least: float | None
    most: float | None


def constraint(question: Question) -> str:
    """Write the condition on the answer to a question, in the language of XLSForm.

    Examples
    --------
    >>> number = Question("trips", "number", Words("", ""), least=0, most=50, whole=True)
    >>> constraint(number)
    '. >= 0 and . <= 50'
    """
    if question.kind == "number":
        parts = []
        if question.least is not None:
            parts.append(f". >= {_plain(question.least)}")
        if question.most is not None:
            parts.append(f". <= {_plain(question.most)}")
        return " and ".join(parts)
    alone = [choice.name for choice in question.choices if choice.alone]
    if question.kind != "several" or not alone:
        return ""
    chosen = " or ".join(f"selected(., '{name}')" for name in alone)
    return f"not(({chosen}) and count-selected(.) > 1)"


def constraint_message(question: Question) -> Words | None:
    """Say what is wrong with an answer that breaks the condition; None where there is none."""
    if not constraint(question):
        return None
    if question.kind == "several":
        names = ", ".join(f"« {choice.label.fr} »" for choice in question.choices if choice.alone)
        english = ", ".join(f'"{choice.label.en}"' for choice in question.choices if choice.alone)
        return both("Choose {names} alone, or other answers.").filled(names=Words(names, english))
    least, most = question.least, question.most
    if least is not None and most is not None:
        return both("Give a number from {least} to {most}.", least=_plain(least), most=_plain(most))
    if least is not None:
        return both("Give a number of at least {least}.", least=_plain(least))
    return both("Give a number of at most {most}.", most=_plain(most or 0))


def bounds(text: str, *, whole: bool) -> Bounds | None:
    """Read the bounds of a number from a condition.

    Parameters
    ----------
    text
        The condition, in the language of XLSForm.
    whole
        Whether the number is whole: then ``. > 0`` means at least 1.

    Returns
    -------
    The bounds; None where the condition says more than bounds.

    Examples
    --------
    >>> bounds(". > 0 and .<=12.5", whole=True)
    Bounds(least=1.0, most=12.5)
    >>> bounds(". < ${other}", whole=True)
    """
    least: float | None = None
    most: float | None = None
    for part in _AND.split(text.strip()):
        found = _BOUND.fullmatch(part.strip().removeprefix("(").removesuffix(")").strip())
        if found is None:
            return None
        sign, number = found[1], float(found[2])
        step = 1.0 if whole and number.is_integer() else 0.0
        if sign in {">=", ">", "="}:
            least = number + (step if sign == ">" else 0.0)
        if sign in {"<=", "<", "="}:
            most = number - (step if sign == "<" else 0.0)
    return Bounds(least, most)


def _plain(number: float) -> str:
    """Write a number without exponent, which XPath does not know."""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
