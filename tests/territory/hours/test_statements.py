"""What sentences of hours state."""

from beffroi.territory.hours.atoms import Days, atoms
from beffroi.territory.hours.statements import CLOSED, OPEN, UNSURE, Listener, Stated


def heard(text: str) -> Stated:
    return Listener(list(atoms(text)), text).hear()


def test_hours_told_before_their_days_are_of_these_days() -> None:
    (one,) = heard("9h-12h du lundi au vendredi").statements

    assert (one.on.days, one.state) == (Days((0, 1, 2, 3, 4)), OPEN)


def test_a_condition_is_of_what_follows_a_colon_or_of_what_it_follows() -> None:
    before = heard("Lundi : 9h-12h / Sur RDV : 14h-17h").statements
    after = heard("Lundi : 14h-17h sur RDV").statements

    assert [one.state for one in before] == [OPEN, UNSURE]
    assert [(one.state, one.comment) for one in after] == [(UNSURE, "sur RDV")]


def test_days_after_closed_are_closed_until_hours_are_told() -> None:
    found = heard("fermé samedi après-midi et dimanche, lundi 9h-12h").statements

    assert [(one.on.days.week, one.state) for one in found] == [
        ((5,), CLOSED), ((6,), CLOSED), ((0,), OPEN),
    ]  # fmt: skip


def test_a_condition_before_days_holds_for_all_of_the_line() -> None:
    found = heard("Semaines paires : lundi 9h-12h, mardi 14h-18h\nmercredi 9h-12h").statements

    assert [one.on.parity for one in found] == [0, 0, None]
