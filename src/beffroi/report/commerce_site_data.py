"""What the scripts of a public site read: shops and their hours, each thing written once."""

import datetime as dt
import json
from collections.abc import Hashable, Mapping
from typing import Any

from beffroi.foundation.language import Words
from beffroi.report.commerce_site_words import script_words, trade
from beffroi.report.words import typeset
from beffroi.study.commerce_directory import (
    Directory,
    Moments,
    Timetable,
    is_open_at_lunch,
    is_open_on_sunday,
)

EPOCH = dt.date(1970, 1, 1)
SUNDAY, LUNCH = 1, 2
"""Bits of the facets of a timetable."""


class Ranks(dict[Hashable, int]):
    """The place of each thing among those met so far."""

    def __missing__(self, key: Hashable) -> int:
        """Give a new thing the next place."""
        self[key] = len(self)
        return self[key]


def calendar(made: Directory) -> dict[str, object]:
    """Say which days the timetables cover, and by which clock."""
    return {"zone": made.zone, "first": (made.first - EPOCH).days, "n": made.n_days}


def changes(made: Directory, hours: Timetable) -> dict[int, Moments]:
    """List the days that are not as in the usual week, by number from the first."""
    return {
        n: moments
        for n, moments in enumerate(hours.open_)
        if moments != hours.week[(made.first.weekday() + n) % 7]
    }


def own_hours(made: Directory, hours: Timetable) -> dict[str, object]:
    """Give the hours of one shop as the script of its page reads them."""
    return {
        **calendar(made),
        "w": hours.week,
        "c": changes(made, hours),
        "m": {n: moments for n, moments in enumerate(hours.doubtful) if moments},
    }


def tables(made: Directory) -> dict[str, int]:
    """Give a number to each rule of hours that is understood, in the order of the shops."""
    ranks = Ranks()
    for shop in made.shops:
        if shop.timetable is not None:
            ranks[shop.rule]
    return {str(rule): rank for rule, rank in ranks.items()}


def site_data(made: Directory) -> str:
    """Write the shops and their hours as a script that holds them."""
    days, kinds, streets = Ranks(), Ranks(), Ranks()
    numbered = tables(made)
    of_rule = {shop.rule: shop.timetable for shop in made.shops if shop.timetable is not None}
    known = [of_rule[rule] for rule in numbered]
    families = list(made.families)
    for street in sorted({shop.street for shop in made.shops if shop.street}):
        streets[street]
    shops = [
        [
            shop.page, shop.name, kinds[shop.kind] if shop.kind else -1,
            families.index(shop.family) if shop.family in made.families else -1,
            streets[shop.street] if shop.street else -1, shop.housenumber,
            numbered.get(shop.rule, -1) if shop.timetable else -1, shop.lon, shop.lat,
        ]
        for shop in made.shops
    ]  # fmt: skip

    def places(found: Mapping[int, Moments]) -> dict[int, int]:
        return {n: days[moments] for n, moments in found.items()}

    content: dict[str, Any] = {
        "calendar": calendar(made),
        "weeks": [[days[moments] for moments in hours.week] for hours in known],
        "changes": [places(changes(made, hours)) for hours in known],
        "maybe": [
            places({n: found for n, found in enumerate(hours.doubtful) if found}) for hours in known
        ],
        "facets": [
            SUNDAY * is_open_on_sunday(hours.week) + LUNCH * is_open_at_lunch(hours.week)
            for hours in known
        ],
        "days": list(days),
        "kinds": [_pair(trade(str(kind))) for kind in kinds],
        "families": [_pair(words) for words in made.families.values()],
        "streets": list(streets),
        "shops": shops,
    }
    return f"const siteData = {_written(content)};\n"


def words_script(first: dt.date) -> str:
    """Write what the scripts say, in both languages, as a script that holds it."""
    said = {key: _pair(words) for key, words in script_words(first).items()}
    return f"const siteWords = {_written(said)};\n"


def _pair(words: Words) -> list[str]:
    return [typeset(words.fr, "fr"), typeset(words.en, "en")]


def _written(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
