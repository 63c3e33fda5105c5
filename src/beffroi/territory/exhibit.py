"""Exhibits: small tables that a report shows as a chart with its table beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words

Shape = Literal["bars", "grouped_bars", "line", "table"]
Missing = Literal["unknown", "hidden"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an exhibit.

    Attributes
    ----------
    key
        Its key; the columns ``low`` and ``high`` hold the bounds of the last one.
    name
        Its heading.
    unit
        Its unit; empty for text.
    missing
        What a number that is missing is: ``unknown``, or known and ``hidden``, as it would tell of
        too few persons.
    """

    key: str
    name: Words
    unit: str = ""
    missing: Missing = "unknown"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table with a title, and the shape in which it is best drawn.

    Attributes
    ----------
    id
        Dotted identifier, ``room.subject``.
    title
        What it shows.
    shape
        ``bars`` and ``line`` draw the last field along the first; ``grouped_bars`` splits them by
        the second field; ``table`` is not drawn.
    fields
        The columns, in order.
    rows
        One tuple a row: text or `Words` under fields without unit, numbers (or None) elsewhere.
    sources
        Where the numbers come from.
    note
        How to read it, and what limits it.
    figures
        Ids of the figures that the last field repeats, one a row, empty where a row repeats none;
        none at all if no row does.
    """

    id: str
    title: Words
    shape: Shape
    fields: tuple[Field, ...]
    rows: tuple[tuple[str | Words | float | None, ...], ...]
    sources: tuple[Source, ...]
    note: Words
    figures: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the exhibit as a JSON object."""
        return {
            "id": self.id,
            "title": self.title.as_json(),
            "shape": self.shape,
            "fields": [
                {"key": f.key, "name": f.name.as_json(), "unit": f.unit, "missing": f.missing}
                for f in self.fields
            ],
            "rows": [
                [cell.as_json() if isinstance(cell, Words) else cell for cell in row]
                for row in self.rows
            ],
            "source": [source.as_json() for source in self.sources],
            "note": self.note.as_json(),
            "figures": list(self.figures),
        }

    def bounds(self) -> tuple[tuple[float | None, float | None], ...]:
        """Return the bounds of the last column, row by row; None where there are none."""
        keys = [field.key for field in self.fields]
        if not {"low", "high"} <= set(keys):
            return ((None, None),) * len(self.rows)
        low, high = keys.index("low"), keys.index("high")
        return tuple((_bound(row[low]), _bound(row[high])) for row in self.rows)

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Exhibit":
        """Rebuild an exhibit from its JSON object."""
        return cls(
            id=read["id"],
            title=Words(**read["title"]),
            shape=read["shape"],
            fields=tuple(
                Field(f["key"], Words(**f["name"]), f["unit"], f.get("missing", "unknown"))
                for f in read["fields"]
            ),
            rows=tuple(
                tuple(Words(**cell) if isinstance(cell, dict) else cell for cell in row)
                for row in read["rows"]
            ),
            sources=tuple(Source(**source) for source in read["source"]),
            note=Words(**read["note"]),
            figures=tuple(read["figures"]),
        )


def _bound(cell: str | Words | float | None) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None
