"""What a cell's number is worth, in words."""

from dataclasses import replace

from beffroi.foundation.language import Words
from beffroi.method.arbitration.decision import Label, Option, Performance
from beffroi.method.arbitration.told import number_of, remarks_of
from tests.method.arbitration.choices import criterion, decision


def test_each_kind_of_number_has_its_words() -> None:
    cells = (
        Performance(5.0),
        Performance(None, (0.0, 400.0), bound="most"),
        Performance(None, (40.0, 100.0), bound="least"),
    )

    assert [number_of(cell).fr for cell in cells] == [
        "5", "au plus 400 [0 – 400]", "au moins 40 [40 – 100]",
    ]  # fmt: skip


def test_numbers_that_are_less_than_they_seem_are_said_once_each() -> None:
    average = Performance(5.0, remarks=(Words("moyenne : 226 villes", "average: 226 towns"),))
    unknown = Performance(bound="most")
    option = Option("x", Label.of("Bus"), (("a", average), ("b", unknown)))
    plain = replace(decision(), criteria=(criterion("a"), criterion("b")), options=(option,))

    (said,) = remarks_of(plain)

    assert said.fr.endswith("moyenne : 226 villes.")
    assert said.fr.startswith("Bus, ")
