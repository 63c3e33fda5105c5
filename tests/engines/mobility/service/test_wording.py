"""Words of the exhibits of public transport."""

from beffroi.engines.mobility.service.quality import quality
from beffroi.engines.mobility.service.wording import class_words, dates_words, noted, number
from beffroi.foundation.language import Words
from tests.engines.mobility.service.drawn import calendar, feed, inputs, street, tables

RUNS = {"t": {"stops": "ab", "hours": (9, 9.25)}}


def found(*weeks: tuple[str, str, str]):
    services = {f"t{n}": RUNS["t"] | {"service": f"s{n}"} for n in range(len(weeks))}
    given = tables(services, [calendar(f"s{n}", *week) for n, week in enumerate(weeks)])
    return quality(inputs(feed(given)), street())


def test_dates_are_said_and_holidays_that_do_not_differ() -> None:
    said = dates_words(found(("1111100", "2026-09-01", "2026-09-30")))

    assert said.fr.startswith("Dates comptées : jour de semaine scolaire 2026-09-01.")
    assert "ne se distinguent pas" in said.fr


def test_a_note_says_how_many_lines_it_leaves_out() -> None:
    quiet = found(("1111100", "2026-09-01", "2026-09-30"))

    assert "7" in noted(quiet, Words("Lu.", "Read."), 7).fr
    assert "non montrées" not in noted(quiet, Words("Lu.", "Read.")).fr


def test_classes_have_bounds() -> None:
    assert [class_words(n).fr for n in (60, 30, 15, 1, 0)] == [
        "60 et plus", "30 à 59", "15 à 29", "1 à 14", "aucun départ",
    ]  # fmt: skip


def test_an_unknown_number_is_none() -> None:
    assert number(float("nan")) is None
    assert number(2) == 2.0
