"""The account of a reading: what refuses the feed, what was repaired, which rows were left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from beffroi.foundation.language import Words

SHOWN = 3
"""Examples given of one kind of fault."""

LineFinder = Callable[[Sequence[int]], list[int]]


@dataclass(slots=True)
class Ledger:
    """What a reading found wrong so far.

    Attributes
    ----------
    faults
        What refuses the whole feed.
    warnings
        What was repaired, or left out.
    set_aside
        By table, the rows left out.
    finders
        By table, how to find the line of the file where a row stands.
    """

    faults: list[Words] = field(default_factory=list)
    warnings: list[Words] = field(default_factory=list)
    set_aside: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    finders: dict[str, LineFinder] = field(default_factory=dict)

    def fault(self, fr: str, en: str, *, n: int | None = None) -> None:
        """Note a fault that refuses the feed; `n` chooses the singular or the plural."""
        self.faults.append(_counted(fr, en, n))

    def warn(self, fr: str, en: str, *, n: int | None = None) -> None:
        """Note something repaired, left out or doubtful; `n` chooses the singular or the plural."""
        self.warnings.append(_counted(fr, en, n))

    def lines(self, table: str, rows: Sequence[int]) -> list[int]:
        """Find the lines of a file, the first one being 1, where rows stand."""
        if table in self.finders:
            return self.finders[table](rows)
        return [row + 2 for row in rows]

    def where(self, frame: pd.DataFrame, table: str, columns: Sequence[str]) -> Words:
        """Point to the first rows of a frame, with what some of their columns hold."""
        rows = [int(row) for row in frame.index[:SHOWN]]
        held = [
            ", ".join("∅" if pd.isna(value) else str(value) for value in values)
            for values in frame[list(columns)].head(SHOWN).itertuples(index=False)
        ]
        return pointed(self.lines(table, rows), held, more=len(frame) > SHOWN)

    def without(
        self, frame: pd.DataFrame, table: str, bad: "np.ndarray | pd.Series", reason: Words
    ) -> pd.DataFrame:
        """Set the bad rows of a table aside, with a warning that names them.

        Returns
        -------
        The other rows, under their own numbers.
        """
        mask = np.asarray(bad, dtype=bool)
        if not mask.any():
            return frame
        aside = frame[mask]
        place = self.where(aside, table, list(frame.columns[:2]))
        self.warn(
            f"{table}.txt : {len(aside)} ligne(s) mise(s) de côté, {reason.fr} : {place.fr}.",
            f"{table}.txt: {len(aside)} row(s) set aside, {reason.en}: {place.en}.",
            n=len(aside),
        )
        rows = [int(row) for row in aside.index]
        told = aside.assign(line=self.lines(table, rows), reason_fr=reason.fr, reason_en=reason.en)
        self.set_aside.setdefault(table, []).append(told)
        return frame[~mask]


def pointed(lines: Sequence[int], held: Sequence[str], *, more: bool) -> Words:
    """List lines and what they hold.

    Examples
    --------
    >>> pointed([5, 9], ["25:61:00", "8h30"], more=True).en
    "line 5 '25:61:00', line 9 '8h30', …"
    """
    tail = ", …" if more else ""
    return Words(
        fr=", ".join(f"ligne {n} « {v} »" for n, v in zip(lines, held, strict=True)) + tail,
        en=", ".join(f"line {n} '{v}'" for n, v in zip(lines, held, strict=True)) + tail,
    )


def _counted(fr: str, en: str, n: int | None) -> Words:
    words = Words(fr=fr, en=en)
    return words if n is None else words.numbered(n)
