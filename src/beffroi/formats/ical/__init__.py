"""iCalendar: the calendar of a town, in and out.

Format: RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545), files in .ics. Read: events with their
recurrences (RRULE, RDATE, EXDATE, RECURRENCE-ID) within the days asked for; not read: what people
keep to themselves (CLASS), who is invited (ATTENDEE, ORGANIZER), alarms.
"""

from beffroi.formats.ical.reading import read
from beffroi.formats.ical.writing import written

__all__ = ["read", "written"]
