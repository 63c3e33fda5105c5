"""What a shop has that a digital service needs: yes, no, or nobody knows."""

from collections.abc import Callable

from beffroi.engines.commerce.visibility.scores import Score
from beffroi.foundation.language import Words, both

Fact = bool | None
NAMES: dict[str, Words] = {
    "hours": both("hours that are told and understood"),
    "contact": both("a telephone, an address of e-mail or a site"),
    "card": both("payment by card"), "registered": both("a SIRET that is known"),
    "member": both("member of the traders’ association"), "located": both("a place on the map"),
    "pictures": both("pictures and a description"),
    "stock": both("stock or catalogue in a program"),
    "pays_online": both("payment at a distance"), "willing": both("wants to take part"),
}  # fmt: skip


def _part(score: Score, *names: str) -> Fact:
    """Say whether parts of visibility are all met; None where one is unknown and none missing."""
    judged = [score.judged[name] for name in names]
    if any(one.high < 1 for one in judged):
        return False
    return True if all(one.low == 1 for one in judged) else None


def _contact(score: Score) -> Fact:
    told = score.evidence.premises.get("email") or score.evidence.address
    return True if told else _part(score, "phone")


def _declared(name: str) -> Callable[[Score], Fact]:
    def fact(score: Score) -> Fact:
        told = score.evidence.declared.get(name)
        return None if told is None else bool(told)

    return fact


def _registered(score: Score) -> Fact:
    known = score.evidence.premises.get("siret") or score.evidence.declared.get("siret")
    return True if known else None


FACTS: dict[str, Callable[[Score], Fact]] = {
    "hours": lambda score: _part(score, "hours_told", "hours_read"),
    "contact": _contact,
    "card": _declared("card"),
    "registered": _registered,
    "member": _declared("member"),
    "located": lambda score: _part(score, "located"),
    "pictures": lambda score: _part(score, "pictures"),
    "stock": _declared("stock"),
    "pays_online": _declared("pays_online"),
    "willing": _declared("willing"),
}
"""Facts, by key; a shop that no source knows to lack something may have it."""
