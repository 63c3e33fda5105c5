"""The tables of animation: what happens in town, and when."""

from beffroi.territory.table import Column, Table

CONFIRMED, TENTATIVE, CANCELLED, MOVED, FULL = (
    "confirmed", "tentative", "cancelled", "moved", "full"
)  # fmt: skip
"""States of an event; ``moved`` is one put off to another time."""
STATES = (CONFIRMED, TENTATIVE, CANCELLED, MOVED, FULL)

EVENTS = Table(
    "events",
    "A time at which an event happens: one that comes back has a row each time.",
    {
        "occurrence_id": Column("string", "identifier of the event and when it begins",
                                optional=False),
        "event_id": Column("string", "identifier of the event in its calendar", optional=False),
        "title": Column("string", "title, in French where there is a choice", optional=False),
        "description": Column("string", "what it is, in plain text"),
        "place": Column("string", "name of the place"),
        "address": Column("string", "address of the place"),
        "begins": Column("string", "when it begins, ISO 8601: a time with its offset, or a day",
                         optional=False),
        "ends": Column("string", "when it ends; the last day for one that lasts whole days",
                       optional=False),
        "all_day": Column("boolean", "whether it lasts whole days", optional=False),
        "state": Column("string", "`confirmed`, `tentative`, `cancelled`, `moved` or `full`",
                        optional=False),
        "website": Column("string", "address of its page on the web"),
        "geometry": Column("geometry", "point; missing where no source places it"),
    },
)  # fmt: skip
