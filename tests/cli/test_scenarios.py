"""`beffroi scenario`, as a person types it."""

from collections.abc import Callable

from tests.cli.conftest import Ran


def test_a_new_scenario_is_printed(beffroi: Callable[..., Ran]) -> None:
    ran = beffroi("scenario", "new", "bike_link")

    assert ran.returncode == 0
    assert 'kind = "bike_link"' in ran.stdout


def test_an_unknown_kind_offers_the_nearest(beffroi: Callable[..., Ran]) -> None:
    ran = beffroi("scenario", "new", "bikelink")

    assert ran.returncode == 2
    assert "bike_link" in ran.stderr
