import pytest

from beffroi.engines.parking.inventory.joined import tariff
from beffroi.formats.parking_prices import steps


def test_prices_that_the_inventory_writes_are_read_back() -> None:
    written = tariff({"price_1h": 1.2, "price_2h": 2.0, "price_24h": 12.0, "pass_others": 60.0})

    assert steps(str(written)) == ((1.0, 1.2), (2.0, 2.0), (24.0, 12.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.50 EUR/hour", ((1.0, 1.5),)),
        ("1,5 € par heure", ((1.0, 1.5),)),
        ("2 EUR / 2 hours", ((2.0, 2.0),)),
        ("5 EUR/day", ((24.0, 5.0),)),
        ("0 EUR/hour", ((1.0, 0.0),)),
        ("1 EUR/hour; 40 EUR/day", ((1.0, 1.0),)),
        ("1 h 2.00 €; 2 h 1.00 €", ()),
        ("fee=no @ (stay < 30 minutes)", ()),
        ("", ()),
    ],
)
def test_prices_are_read_or_left_unknown(
    text: str, expected: tuple[tuple[float, float], ...]
) -> None:
    assert steps(text) == expected
