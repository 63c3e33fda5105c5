"""The page of a regulated network: its plan, lines, stops, accounts, and who wins or loses."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from beffroi.foundation.figures import Figure
from beffroi.foundation.files import write_text
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import HARD_SPACE, grouped
from beffroi.report.network_map import own_colour
from beffroi.report.network_page import DAYS, UNKNOWN, badge
from beffroi.report.page import interval, is_web
from beffroi.report.standalone import laid_out
from beffroi.report.theme import own_colours
from beffroi.report.words import counted, dated, measured
from beffroi.study.informal_regulation import (
    HYPOTHESIS_NAMES,
    Regulated,
    at_once,
    estimate,
    public_numbers,
    walked,
    worded,
)

MOST_PLACES = 12
"""Stops that the table of effects shows at once; others are a click away."""
BRIEF = (
    "variants_after", "vehicles_after", "licences", "kilometres", "cost", "revenue",
    "needed_subsidy", "walk_added", "drivers_after",
)  # fmt: skip
DRIVERS = ("drivers_before", "drivers_after")
HOUR, MINUTE = 3_600, 60
SMALL_PRICE = 10
"""Below which a price is said to the cent. [€]"""
NOTHING = Words("", "")
CHANGES = {
    "kept": both("stays"), "moved": both("moves"), "dropped": both("goes"), "added": both("new"),
}  # fmt: skip
VERDICTS = {
    "wins": both("wins"), "loses": both("loses"), "same": both("no change felt"),
    "unknown": UNKNOWN,
}  # fmt: skip
RETURNS = {
    "paired": both("out and back"), "loop": both("loop"),
    "assumed": both("no return seen: taken to be as long as the way out"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop in the diagram of a line."""

    name: str | Words
    change: str
    says: Words


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the day of a line."""

    days: Words
    hours: str
    headway: Words
    cycle: Words
    vehicles: Words


@dataclass(frozen=True, slots=True)
class AllAtOnce:
    """A part of the day of all lines together."""

    days: Words
    hours: str
    lines: Words
    vehicles: Words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the proposal."""

    badge: Markup
    colour: str
    number: str
    heading: str
    says: tuple[Words, ...]
    members: tuple[str, ...]
    stops: tuple[Stop, ...]
    bands: tuple[Band, ...]
    returns: Words


def write(done: Regulated, path: Path) -> None:
    """Write the page of a regulated network, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(done))


def rendered(done: Regulated) -> str:
    """Lay a proposal out as one self-contained page, in French and in English."""
    known = {figure.id.partition(".")[2]: figure for figure in done.figures}
    parts = {
        "done": done, "network": done.network, "figures": known,
        "brief": [known[id_] for id_ in BRIEF], "drivers": [known[id_] for id_ in DRIVERS],
        "amounts": amounts_in(done), "groups": tuple(groups(known)),
        "title": both("{agency} – regulated network – Beffroi").filled(agency=done.network.agency),
        "standfirst": tuple(_standfirst(done)), "lines": tuple(lines(done)),
        "balances": tuple(balances(done)), "places": tuple(places(done)),
        "most_places": MOST_PLACES, "verdicts": tuple(verdicts(done)),
        "wanted": tuple(hypotheses(done)), "hours": tuple(hours_of_all(done)),
    }  # fmt: skip
    return laid_out(
        "regulation.html.j2", parts, look=(own_colours(done.network.routes["colour"]),),
        words={"said": worded, "interval_of": bounds, "is_web": is_web},
    )  # fmt: skip


def _standfirst(done: Regulated) -> Iterator[Words]:
    made = done.proposal
    n, m = len(made.ways), len(made.lines)
    yield plural(n, both("{n} variant today"), both("{n} variants today"), n=counted(n))
    yield both("{n} in the proposal").filled(n=counted(m))
    if done.network.last_day:
        yield both("rides up to {day}").filled(day=dated(done.network.last_day))


def groups(known: Mapping[str, Figure]) -> Iterator[tuple[Words, tuple[Figure, ...]]]:
    """Gather figures, by id without their room, under the titles of their tables."""
    for title, ids in (
        (both("Network"), ("variants_before", "variants_after", "stops_before", "stops_after",
                           "walk_added", "hailed", "halted", "near_before", "near_after",
                           "near_lost")),
        (both("Vehicles, licences, drivers"), ("vehicles_before", "vehicles_after", "licences",
                                               "kilometres", "hours", "drivers_before",
                                               "drivers_after")),
        (both("Accounts"), ("cost", "riders", "revenue", "needed_subsidy", "needed_price")),
    ):  # fmt: skip
        yield title, tuple(known[id_] for id_ in ids if id_ in known)


def lines(done: Regulated) -> Iterator[Line]:
    """Prepare every line of the proposal, in the order of the network."""
    shown = public_numbers(done)
    names = dict(zip(done.network.stops["stop_id"], done.network.stops["name"], strict=True))
    services = {s.out.variant_id: s for s in done.proposal.after}
    services |= {s.back.variant_id: s for s in done.proposal.after if s.back is not None}
    for line in done.proposal.lines:
        way, service = line.way, services[line.way.variant_id]
        own = shown[way.variant_id]
        ends = [names.get(way.stop_ids[k], way.stop_ids[k]) for k in (0, -1)]
        counts = Counter(str(stop.change) for stop in line.stops)
        yield Line(
            badge=badge(own["number"], own["colour"], own["text_colour"]),
            colour=own_colour(own["colour"]), number=own["number"], heading=" → ".join(ends),
            says=tuple(_said_of_line(line.way.length, counts)),
            members=tuple(
                f"{shown[one.variant_id]['number']} ({one.variant_id})" for one in line.members[1:]
            ),
            stops=tuple(_stops(line, names)),
            bands=tuple(_bands(service)) if service.out is way or service.back is None else (),
            returns=RETURNS[service.returns],
        )  # fmt: skip


def _said_of_line(length: float, counts: Mapping[str, int]) -> Iterator[Words]:
    yield measured(length / 1000, "km")
    for change, words in (
        ("kept", both("{n} stop(s) stay")), ("moved", both("{n} move")),
        ("dropped", both("{n} go")), ("added", both("{n} new")),
    ):  # fmt: skip
        if counts.get(change):
            yield words.filled(n=counts[change])


def _stops(line: Any, names: Mapping[str, str]) -> Iterator[Stop]:
    for stop in sorted(line.stops, key=lambda one: one.along):
        name = UNKNOWN if stop.rank < 0 else names.get(line.way.stop_ids[stop.rank], "")
        if stop.change == "kept":
            says = CHANGES["kept"]
        elif stop.change == "added":
            name, says = both("New stop"), both("at {at} from the start").filled(
                at=measured(round(stop.along), "m"))  # fmt: skip
        else:
            says = both("{change}: {walk} ({minutes} on foot)").filled(
                change=CHANGES[stop.change], walk=measured(round(stop.walk), "m"),
                minutes=_briefly(walked(stop.walk)),
            )  # fmt: skip
        yield Stop(name, stop.change, says)


def hours_of_all(done: Regulated) -> Iterator[AllAtOnce]:
    """Say how many vehicles all lines together have at work, by part of the day."""
    for one in at_once(done):
        vehicles = estimate(one.vehicles)
        yield AllAtOnce(
            DAYS[one.days], f"{_clock(one.begins)} – {_clock(one.ends)}", counted(one.n_services),
            _at_least(_spread(vehicles.value, vehicles.low, vehicles.high), one),
        )  # fmt: skip


def _bands(service: Any) -> Iterator[Band]:
    for run in service.runs:
        band, vehicles = run.band, estimate(run.vehicles)
        yield Band(
            DAYS[band.days], f"{_clock(band.begins)} – {_clock(band.ends)}",
            _minutes(estimate(1 / band.rate).value), _minutes(estimate(run.cycle).value),
            _at_least(_spread(vehicles.value, vehicles.low, vehicles.high), band),
        )  # fmt: skip


def _at_least(said: Words, one: Any) -> Words:
    """Say that vehicles are those of what was counted, where others run whose number is unknown."""
    if not one.is_partial or said == UNKNOWN:
        return said
    return both("{value} for what was counted").filled(value=said)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // HOUR % 24:02d}:{whole % HOUR // MINUTE:02d}"


def _minutes(seconds: float | None) -> Words:
    return UNKNOWN if seconds is None else measured(round(seconds / MINUTE), "min")


def _spread(value: float | None, low: float | None, high: float | None) -> Words:
    if value is None:
        return UNKNOWN
    if low is None or high is None or round(low) == round(high):
        return counted(value)
    return Words(fr="{v} ({l} – {h})", en="{v} ({l} – {h})").filled(
        v=counted(value), l=counted(low), h=counted(high)
    )


def balances(done: Regulated) -> Iterator[tuple[Words, tuple[tuple[Words, Words], ...], Words]]:
    """Say each hypothesis: revenue, subsidy, cost and result with intervals; chance of balance."""
    for one in done.proposal.balances:
        chance = UNKNOWN if one.chance is None else measured(round(one.chance, 2), "1")
        parts = [_thousands(part.value, part.low, part.high)
                 for part in (one.revenue, one.subsidy, one.cost, one.result)]  # fmt: skip
        if one.paid_in not in {"", done.wanted.currency} and one.revenue.value is not None:
            parts[0] = _in_currency(parts[0], one.paid_in)
        yield one.name, tuple(parts), chance


def amounts_in(done: Regulated) -> Words:
    """Say in what the amounts of the balances are: the revenue may be in a currency of its own."""
    own, paid = done.wanted.currency, {one.paid_in for one in done.proposal.balances}
    said = both("Balance by hypothesis, in thousands of {currency}")
    if paid - {"", own}:
        said = both("Balance by hypothesis, in thousands of {currency}; revenue in thousands of "
                    "{paid}, without a rate of exchange")  # fmt: skip
    return said.filled(currency=own, paid=", ".join(sorted(paid - {"", own})))


def _in_currency(said: tuple[Words, Words], currency: str) -> tuple[Words, Words]:
    """Name the currency of an amount that is not in that of its table."""
    amount = Words(f"{{a}}{HARD_SPACE}{{c}}", f"{{a}}{HARD_SPACE}{{c}}")
    return amount.filled(a=said[0], c=currency), said[1]


def _thousands(value: float | None, low: float | None, high: float | None) -> tuple[Words, Words]:
    """Say an amount in thousands, and its interval if it has one."""
    if value is None:
        return UNKNOWN, NOTHING
    amount = _grouped(value / 1000)
    if low is None or high is None or low == high:
        return amount, NOTHING
    both_bounds = Words("{low} – {high}", "{low} – {high}")
    return amount, both_bounds.filled(low=_grouped(low / 1000), high=_grouped(high / 1000))


def _grouped(value: float, decimals: int = 0) -> Words:
    """Write a number with the sign of a subtraction, not a hyphen."""
    return Words(*(grouped(value, decimals, code).replace("-", "−") for code in LANGUAGES))


def _briefly(minutes: float) -> Words:
    """Say minutes to a tenth."""
    return Words(f"{{n}}{HARD_SPACE}min", f"{{n}}{HARD_SPACE}min").filled(n=_grouped(minutes, 1))


def bounds(figure: Figure) -> Words:
    """Say the bounds of a figure to three significant digits: draws do not tell more."""
    if figure.interval is None:
        return NOTHING
    low, high = (float(f"{bound:.3g}") for bound in figure.interval)
    return interval(replace(figure, interval=(low, high)))


def places(done: Regulated) -> Iterator[tuple[str, Words, Words, Words, Words, str]]:
    """Say each stop of today: name, users, walk added, wait before and after, verdict."""
    for one in done.proposal.places:
        before, after = (UNKNOWN if w is None else _briefly(w)
                         for w in (one.wait_before, one.wait_after))  # fmt: skip
        yield (one.name, measured(one.share, "1"), _briefly(one.walk), before,
               after, one.verdict)  # fmt: skip


def verdicts(done: Regulated) -> Iterator[tuple[Words, Words, Words]]:
    """Count stops and users by what changes for them."""
    for verdict, words in VERDICTS.items():
        own = [one for one in done.proposal.places if one.verdict == verdict]
        yield words, counted(len(own)), measured(sum(one.share for one in own), "1")


def hypotheses(done: Regulated) -> Iterator[tuple[Words, Words, Words, Words, str, str]]:
    """Say each hypothesis: name, value, bounds, source, date and address."""
    for name, one in done.wanted.values.items():
        value, span = both("as observed"), NOTHING
        if math.isfinite(one.value):
            value = _amount(one.value, one.unit)
            span = _between(one, one.unit)
        yield HYPOTHESIS_NAMES[name], value, span, one.says, one.valid_from, one.url

    if done.wanted.rate is not None:
        rate, one = done.wanted.rate, done.wanted.rate.value
        unit = f"{rate.currency}/{done.wanted.currency}"
        yield (HYPOTHESIS_NAMES["rate"], _amount(one.value, unit), _between(one, unit), one.says,
               one.valid_from, one.url)  # fmt: skip


def _between(one: Any, unit: str) -> Words:
    """Say the bounds of a hypothesis; nothing where it has none."""
    if not one.low < one.high:
        return NOTHING
    return Words("{low} – {high}", "{low} – {high}").filled(
        low=_amount(one.low, unit), high=_amount(one.high, unit)
    )


def _amount(value: float, unit: str) -> Words:
    """Say a value with its unit; a small price to the cent."""
    if "€" in unit and value < SMALL_PRICE:
        return Words(*(f"{_grouped(value, 2).in_(code)}{HARD_SPACE}{unit}" for code in LANGUAGES))
    return measured(value, unit)
