"""What was odd, said once for each kind."""

from beffroi.formats.rides.notes import DAMAGED, SAID, Ledger
from beffroi.territory.rides import REASONS


def test_one_sentence_names_the_first_files() -> None:
    ledger = Ledger()
    for i in range(5):
        ledger.add(f"{i}.gpx", {"repeats": 1, "gaps": 0})

    (said,) = ledger.words()

    assert said.en == "0.gpx, 1.gpx, 2.gpx, … (+2): 5 rows that repeat the one before, left out."
    assert said.fr.startswith("0.gpx, 1.gpx, 2.gpx, … (+2)\u00a0: 5 lignes")


FOUND_LATER = {"standing", "no_line", "around_home", "alone", "partial", "detour"}
"""What limits a ride once it is laid beside the others, which no file tells."""


def test_every_limit_of_a_ride_can_be_said() -> None:
    assert set(SAID) >= DAMAGED
    assert set(REASONS) - {"unreadable", "no_rides"} - FOUND_LATER <= set(SAID)
