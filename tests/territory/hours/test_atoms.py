"""The parts of a sentence of hours."""

import pytest

from beffroi.territory.hours.atoms import Days, LostError, atoms


def values(text: str) -> list[object]:
    return [atom.value for atom in atoms(text) if atom.kind in {"days", "times", "dates"}]


def test_a_list_of_days_is_one_part() -> None:
    assert values("lundi, mardi et jeudi matin") == [Days((0, 1, 3), half="am")]
    assert values("du samedi au lundi") == [Days((5, 6, 0))]
    assert values("dimanche et jours fériés") == [Days((6,), bank=True)]


def test_days_of_the_month_are_told_from_dates() -> None:
    assert values("1er et 3e samedi du mois") == [Days((5,), nth=(1, 3))]
    assert values("1er mai et 25 décembre") == [(((4, 1), (4, 1)), ((11, 25), (11, 25)))]
    assert values("du 1er au 15 août") == [(((7, 1), (7, 15)),)]
    assert values("de septembre à juin") == [(((8, None), (5, None)),)]


def test_times_are_paired() -> None:
    assert values("9h-12h / 14h-18h30") == [((540, 720), (840, 1110))]
    assert values("18h-2h") == [((1080, 1560),)]
    assert values("à partir de 18h") == [((1080, -1),)]


@pytest.mark.parametrize("text", ["9h-12h-14h", "9h, 12h", "18h-17h", "9h-12h 11h-14h"])
def test_times_that_make_no_spans_are_refused(text: str) -> None:
    with pytest.raises(LostError):
        list(atoms(text))
