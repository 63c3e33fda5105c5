"""Each part of the visibility of a shop: met, missing, or unknown between two bounds."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from beffroi.engines.commerce.visibility.evidence import Evidence
from beffroi.engines.commerce.visibility.parameters import FILE
from beffroi.foundation.dated import dated_values
from beffroi.foundation.language import Words, both
from beffroi.territory.hours import Hours, agreement, contradictions
from beffroi.territory.shop_sites import ANSWERED, CERTIFICATE, UNTRIED

MONDAY = dt.date(2026, 9, 14)
"""A week without public nor school holiday, in which hours are compared."""
OUTCOMES = {
    "robots": both("its robots.txt asks programs not to visit: nothing is known of it"),
    "timeout": both("it did not answer in time"),
    "circles": both("it leads from address to address without end"),
    "certificate": both("its certificate is not valid: browsers warn visitors"),
    "line": both("the line failed"), "status": both("it answers with an error"),
    "refused": both("its answer is of a kind that is not read"),
    "inside": both("its address is inside a private network: not visited"),
    "no_page": both("it answers something that is no page"),
    "no_address": both("what is told is no address of a site"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A part as it is: the shares of its points that are sure, and that are possible.

    Attributes
    ----------
    low, high
        Sure and possible share of its points, in [0, 1]; equal where all is known. [1]
    why
        What it rests on.
    """

    low: float
    high: float
    why: Words

    @property
    def state(self) -> str:
        """Return ``met``, ``missing``, ``partly`` (known, in part) or ``unknown``."""
        if self.low < self.high:
            return "unknown"
        return {1.0: "met", 0.0: "missing"}.get(self.low, "partly")


def met(why: Words) -> Judged:
    """Say that a part is met."""
    return Judged(1.0, 1.0, why)


def missing(why: Words) -> Judged:
    """Say that a part is missing."""
    return Judged(0.0, 0.0, why)


def unknown(why: Words, low: float = 0.0) -> Judged:
    """Say that nobody knows, beyond a share that is sure."""
    return Judged(low, 1.0, why)


def located(one: Evidence) -> Judged:
    """Judge whether the shop is on the map, at a place."""
    if not one.is_mapped:
        return missing(both("the map does not show it"))
    if one.premises.get("geometry") is None:
        return missing(both("no source places it"))
    return met(both("on OpenStreetMap"))


def named(one: Evidence) -> Judged:
    """Judge its name and its category: right where another source agrees with the map."""
    if not one.is_mapped:
        return missing(both("the map does not show it"))
    lacks = [key for key in ("name", "kind") if not one.premises.get(key)]
    if lacks:
        words = {
            "name": both("the map has no name"),
            "kind": both("the map does not say what is sold"),
        }
        return missing(words[lacks[0]])
    if one.is_walked or one.premises.get("matched_by"):
        return met(both("a second source says the same"))
    return unknown(both("told on the map; nobody compared it with the sign"), low=0.5)


def hours_told(one: Evidence) -> Judged:
    """Judge whether hours are told anywhere."""
    if one.hours:
        return met(both("told by: {sources}", sources=_sources(one)))
    if one.is_mapped and (not one.address or one.page):
        return missing(both("told neither on the map nor on a site that is known"))
    if one.is_mapped:
        return unknown(both("not on the map; its site was not read"))
    return unknown(both("the map does not show it: nobody looked elsewhere"))


def _sources(one: Evidence) -> Words:
    names = {"map": both("map"), "site": both("site"), "declared": both("declaration"),
             "listing": both("listing")}  # fmt: skip
    told = [names[name] for name in one.hours]
    return Words(", ".join(w.fr for w in told), ", ".join(w.en for w in told))


def hours_read(one: Evidence) -> Judged:
    """Judge whether a program understands all the hours that are told."""
    told = hours_told(one)
    if not one.hours:
        return Judged(told.low, told.high, told.why)
    for hours in one.hours.values():
        if not isinstance(hours, Hours):
            return missing(hours.why)
    return met(both("a program understands them"))


def hours_agree(one: Evidence) -> Judged:
    """Judge whether the hours contradict neither themselves nor each other."""
    told = hours_told(one)
    if not one.hours:
        return Judged(told.low, told.high, told.why)
    known = {name: hours for name, hours in one.hours.items() if isinstance(hours, Hours)}
    for hours in known.values():
        against = contradictions(hours)
        if against:
            return missing(both("they contradict themselves: {why}", why=against[0]))
    shares = [agreement(a, b, MONDAY).open for a, b in combinations(known.values(), 2)]
    shares = [share for share in shares if share == share]  # noqa: PLR0124 - NaN differs from itself
    if not shares:
        return unknown(both("one source alone tells them: nothing to compare"))
    worst = min(shares)
    if worst < dated_values(FILE)["agree_from"]:
        return missing(
            both("two sources share {share} % of the time open", share=round(100 * worst))
        )
    return met(both("the sources agree"))


def phone(one: Evidence) -> Judged:
    """Judge whether a telephone number is told."""
    if one.premises.get("phone") or one.declared.get("phone") or (one.page and one.page.phone):
        return met(both("told"))
    if one.is_mapped and (not one.address or one.page):
        return missing(both("told neither on the map nor in the data of its site"))
    return unknown(both("not on the map; nobody looked elsewhere"))


def site_answers(one: Evidence) -> Judged:
    """Judge whether it has a site that answers."""
    absent = _without_site(one)
    if absent:
        return absent
    visit = one.visit
    assert visit is not None  # noqa: S101 - `_without_site` judged the shops without a visit
    if visit.outcome == ANSWERED:
        return met(both("it answered on {day}", day=visit.date))
    return missing(both("on {day}, {what}", day=visit.date, what=OUTCOMES[visit.outcome]))


def _without_site(one: Evidence) -> Judged | None:
    """Judge a site that nobody visited; None where one was."""
    if not one.address:
        if one.declared.get("has_site") is False:
            return missing(both("it declares that it has none"))
        return unknown(both("no address is told: that does not mean that there is none"))
    if one.visit is None:
        return unknown(both("its site was not visited"))
    if one.visit.outcome in UNTRIED:
        return unknown(OUTCOMES[one.visit.outcome])
    return None


def site_encrypted(one: Evidence) -> Judged:
    """Judge whether the site answers over HTTPS."""
    absent = _without_site(one)
    if absent or one.visit is None:
        return absent or missing(both("no site"))
    if one.visit.outcome == CERTIFICATE:
        return missing(OUTCOMES[CERTIFICATE])
    if one.visit.outcome != ANSWERED:
        return missing(both("it gave no page"))
    secure = one.visit.is_encrypted
    return met(both("over HTTPS")) if secure else missing(both("without encryption (http)"))


def site_fits(one: Evidence) -> Judged:
    """Judge whether the site says that it fits a phone."""
    absent = _without_site(one)
    if absent:
        return absent
    if one.page is None:
        return missing(both("it gave no page"))
    if one.page.fits:
        return met(both("its page says how wide it is on a phone"))
    return missing(both("its page does not say how wide it is on a phone"))


def structured(one: Evidence) -> Judged:
    """Judge whether the site describes the shop in schema.org data."""
    absent = _without_site(one)
    if absent:
        return absent
    if one.page is not None and one.page.business:
        return met(both("schema.org: {types}", types=", ".join(one.page.business)[:80]))
    return missing(both("no schema.org data on a shop in its page"))


def social(one: Evidence) -> Judged:
    """Judge whether a page in a social network is told."""
    if one.social:
        return met(both("told"))
    if one.page is not None:
        return missing(both("told neither on the map nor on its site"))
    return unknown(both("no address is told: that does not mean that there is none"))


def pictures(one: Evidence) -> Judged:
    """Judge whether pictures and a description are shown."""
    if one.declared.get("pictures") is not None:
        says = both("it declares so"), both("it declares that it is not")
        return met(says[0]) if one.declared["pictures"] else missing(says[1])
    if one.page is None:
        return unknown(both("nobody looked"))
    shown = bool(one.page.n_images), bool(one.page.description)
    if all(shown):
        return met(both("on its site"))
    return unknown(both("not both on its site; perhaps elsewhere"), low=sum(shown) / 2)


def _declared(one: Evidence, key: str) -> Judged | None:
    told = one.declared.get(key)
    if told is None:
        return None
    return met(both("it declares so")) if told else missing(both("it declares that it is not"))


def directory(one: Evidence) -> Judged:
    """Judge whether the town's directory lists it."""
    return _declared(one, "directory") or unknown(both("nobody said"))


def orders(one: Evidence) -> Judged:
    """Judge whether one may order at a distance."""
    told = _declared(one, "sells")
    if told:
        return told
    if one.page is not None and one.page.sells:
        return met(both("its site says so: {found}", found=", ".join(one.page.sells)[:80]))
    return unknown(both("nobody said"))


def fresh(one: Evidence) -> Judged:
    """Judge whether somebody checked it within twelve months."""
    days = [str(one.premises.get("check_date") or ""), str(one.declared.get("checked") or "")]
    ages = list(_ages(days, one.day))
    if not ages:
        return unknown(both("no source says when it was last checked"))
    most = dated_values(FILE)["fresh_within"]
    last = max(day for day in days if day)
    if min(ages) <= most:
        return met(both("checked on {day}", day=last))
    return missing(both("last checked on {day}", day=last))


def _ages(days: list[str], today: dt.date) -> Iterator[int]:
    for day in days:
        try:
            age = (today - dt.date.fromisoformat(day)).days
        except ValueError:
            continue
        if age >= 0:
            yield age


JUDGES: dict[str, Callable[[Evidence], Judged]] = {
    "located": located, "named": named, "hours_told": hours_told, "hours_read": hours_read,
    "hours_agree": hours_agree, "phone": phone, "site_answers": site_answers,
    "site_encrypted": site_encrypted, "site_fits": site_fits, "structured": structured,
    "social": social, "pictures": pictures, "directory": directory, "orders": orders,
    "fresh": fresh,
}  # fmt: skip
"""Who judges each part."""
