"""What search engines read: types, hours, holidays, and names that would end the script."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.directory.opening import holidays, timetable
from beffroi.engines.commerce.directory.structured import (
    business,
    embedded,
    schema_type,
    specification,
)

JULY_13 = dt.date(2026, 7, 13)
OFF = holidays(JULY_13, 14)


def test_hours_are_gathered_by_day_and_14_july_is_closed() -> None:
    hours = timetable("Mo-Fr 08:30-19:00; Sa 09:00-13:00; PH off", JULY_13, 14, OFF)
    assert hours is not None

    usual, saturday, special = specification(hours, JULY_13, OFF)

    assert usual["opens"] == "08:30"
    assert [str(day).rsplit("/", 1)[1] for day in usual["dayOfWeek"]] == [  # type: ignore[attr-defined]
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    ]  # fmt: skip
    assert saturday["closes"] == "13:00"
    assert special == {
        "@type": "OpeningHoursSpecification", "validFrom": "2026-07-14",
        "validThrough": "2026-07-14", "opens": "00:00", "closes": "00:00",
    }  # fmt: skip


def test_a_holiday_that_hours_do_not_tell_is_not_told() -> None:
    hours = timetable("Mo-Fr 08:30-19:00", JULY_13, 14, OFF)
    assert hours is not None

    assert len(specification(hours, JULY_13, OFF)) == 1


def test_what_is_unknown_is_absent() -> None:
    found = business({"kind": "bakery", "name": "Au Fournil"}, None, JULY_13, OFF)

    assert found == {"@context": "https://schema.org", "@type": "Bakery", "name": "Au Fournil"}


def test_a_whole_shop_is_told() -> None:
    told: dict[str, object] = {
        "kind": "books", "name": "Lire", "street": "Grande Rue", "housenumber": "3", "lat": 47.6,
        "lon": -2.1, "website": "https://lire.fr", "social": "https://s.fr/lire", "country": "FR",
    }  # fmt: skip

    found = business(told, None, JULY_13, OFF)

    assert found["sameAs"] == ["https://lire.fr", "https://s.fr/lire"]
    assert found["address"] == {
        "@type": "PostalAddress", "streetAddress": "3 Grande Rue", "addressCountry": "FR",
    }  # fmt: skip


@given(st.text())
def test_no_name_can_leave_the_script_and_every_name_comes_back(name: str) -> None:
    text = embedded({"name": name + "</script><!--]]>&\u2028"})

    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"].startswith(name)


def test_an_unknown_trade_is_a_store() -> None:
    assert schema_type("model_trains") == "Store"
