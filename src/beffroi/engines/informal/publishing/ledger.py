"""What is left out of a publication, noted as it is found."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd


@dataclass(slots=True)
class Ledger:
    """What is left out: its kind, its identifier in the network, why.

    Examples
    --------
    >>> ledger = Ledger()
    >>> ledger.note("stop", ["a", "b"], "unserved")
    >>> ledger.table()["id"].tolist()
    ['a', 'b']
    """

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, kind: str, ids: Iterable[object], reason: str) -> None:
        """Note things that are left out for one reason."""
        self.rows.extend((kind, str(one), reason) for one in ids)

    def table(self) -> pd.DataFrame:
        """Make a table of what was noted: `kind`, `id` and `reason`."""
        return pd.DataFrame(self.rows, columns=["kind", "id", "reason"], dtype="string")
