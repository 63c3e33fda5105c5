"""A calendar written: events that telephones and desktops subscribe to."""

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from beffroi.territory.events import CANCELLED, TENTATIVE


def written(events: pd.DataFrame, *, name: str, made: dt.date) -> str:
    """Write events as a calendar that telephones and desktops subscribe to.

    Parameters
    ----------
    events
        Table `EVENTS`.
    name
        Name of the calendar.
    made
        Day of the data, which stands as the day when each event was last told.

    Returns
    -------
    iCalendar, with the ends of lines that the standard asks for.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Beffroi//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for row in events.to_dict("records"):
        calendar.add_component(_component(row, made))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _component(row: Mapping[Hashable, Any], made: dt.date) -> Event:
    event = Event()
    event.add("uid", str(row["occurrence_id"]))
    event.add("dtstamp", dt.datetime.combine(made, dt.time(), dt.UTC))
    begins, ends = str(row["begins"]), str(row["ends"])
    if row["all_day"]:
        event.add("dtstart", dt.date.fromisoformat(begins))
        event.add("dtend", dt.date.fromisoformat(ends) + dt.timedelta(1))
    else:
        event.add("dtstart", dt.datetime.fromisoformat(begins).astimezone(dt.UTC))
        event.add("dtend", dt.datetime.fromisoformat(ends).astimezone(dt.UTC))
    place = ", ".join(str(row[key]) for key in ("place", "address") if pd.notna(row[key]))
    told = {"summary": row["title"], "description": row["description"], "location": place or None}
    for key, value in told.items():
        if value is not None and pd.notna(value):
            event.add(key, str(value))
    if pd.notna(row["website"]):
        event.add("url", str(row["website"]))
    state = {CANCELLED: "CANCELLED", TENTATIVE: "TENTATIVE"}.get(str(row["state"]), "CONFIRMED")
    event.add("status", state)
    return event
