"""Frequencies: a template at the begin of each band."""

from tests.formats.netex.written import texts


def test_a_template_is_anchored_at_the_begin_of_its_band() -> None:
    assert texts("HeadwayJourneyGroup/FirstDepartureTime") == ["06:00:00", "23:59:50"]
    assert texts("HeadwayJourneyGroup/LastDepartureTime") == ["09:00:00", "01:00:00"]
    assert texts("HeadwayJourneyGroup/LastDayOffset") == ["1"]
    assert texts("HeadwayJourneyGroup/ScheduledHeadwayInterval") == ["PT10M", "PT10M30S"]
    assert texts("TemplateServiceJourney/TemplateVehicleJourneyType") == ["headway"] * 2


def test_times_past_midnight_say_the_day() -> None:
    assert texts("TimetabledPassingTime/ArrivalTime") == ["06:01:40", "00:01:30"]
    assert texts("TimetabledPassingTime/ArrivalDayOffset") == ["1"]
