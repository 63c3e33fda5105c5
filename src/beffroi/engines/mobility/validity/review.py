"""The review of a timetable: every rule of ours, one after the other."""

from beffroi.engines.mobility.validity.calendars import calendar_remarks
from beffroi.engines.mobility.validity.identifiers import identifier_remarks
from beffroi.engines.mobility.validity.journeys import journey_remarks
from beffroi.engines.mobility.validity.network import Tables, network
from beffroi.engines.mobility.validity.places import place_remarks
from beffroi.engines.mobility.validity.remark import Remark
from beffroi.engines.mobility.validity.services import number, services
from beffroi.engines.mobility.validity.shapes import shape_remarks
from beffroi.engines.mobility.validity.speeds import speed_remarks
from beffroi.engines.mobility.validity.transfers import transfer_remarks


def remarks(tables: Tables, date: str) -> tuple[Remark, ...]:
    """Check a timetable against the national access point's rules and what a merge can break.

    Nothing is asked of the tables: a rule whose columns are missing, or whose rows lead nowhere,
    finds nothing there; the validator says that they are wrong.

    Parameters
    ----------
    tables
        Tables of GTFS by name, rows numbered as in their files: times in seconds, dates in ISO
        8601, numbers as numbers, anything missing where it is unknown.
    date
        The day for which the timetable is judged, ISO 8601.

    Returns
    -------
    What each rule found, in the order of the rules; a rule that found nothing is left out.
    """
    set_out = network(tables)
    days = services(tables, number(date))
    return (
        *calendar_remarks(tables, days, date),
        *speed_remarks(set_out),
        *place_remarks(set_out),
        *journey_remarks(tables, set_out, days),
        *transfer_remarks(tables, set_out),
        *identifier_remarks(tables, set_out),
        *shape_remarks(tables),
    )
