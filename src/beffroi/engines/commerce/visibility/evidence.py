"""What is known of the visibility of a shop, from the map, its site and what it declares."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from beffroi.territory.commerce import OSM, WALK
from beffroi.territory.hours import Hours, Unread, understood
from beffroi.territory.shop_sites import SitePage, Visit, is_social

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one shop.

    Attributes
    ----------
    premises
        Its row of `PREMISES`; values that are missing are None.
    declared
        Its row of `DECLARED`; None for each value where it declares nothing.
    visit, page
        What came of the visit to its site, and what its page says; None where nobody looked.
    hours
        Hours by the source that tells them: ``map``, ``site``, ``declared``, ``listing``; or why
        they cannot be read.
    day
        Day of the audit.
    """

    premises: Row
    declared: Row
    visit: Visit | None
    page: SitePage | None
    hours: Mapping[str, Hours | Unread]
    day: dt.date

    @property
    def is_mapped(self) -> bool:
        """Say whether the map knows it."""
        return OSM in self.sources

    @property
    def is_walked(self) -> bool:
        """Say whether somebody saw it in the street."""
        return WALK in self.sources

    @property
    def sources(self) -> frozenset[str]:
        """Return where it is known from."""
        return frozenset(str(self.premises.get("sources") or "").split("+"))

    @property
    def address(self) -> str:
        """Return the address of a site of its own, where one is told."""
        return own_address(self.premises, self.declared)

    @property
    def social(self) -> str:
        """Return the address of a page in a social network, where one is told."""
        told = [self.declared.get("social"), self.premises.get("social"),
                *(self.page.social if self.page else ())]  # fmt: skip
        told += [one for one in (self.declared.get("website"), self.premises.get("website"))
                 if one and is_social(str(one))]  # fmt: skip
        return next((str(one) for one in told if one), "")


def own_address(premises: Row, declared: Row) -> str:
    """Return the address of a site of its own; a page in a social network is none.

    Examples
    --------
    >>> own_address({"website": "https://facebook.com/auxpains"}, {"website": "aux-pains.fr"})
    'aux-pains.fr'
    """
    told = (declared.get("website"), premises.get("website"))
    return next((str(one) for one in told if one and not is_social(str(one))), "")


def evidence(
    premises: pd.DataFrame,
    *,
    day: dt.date,
    declared: pd.DataFrame | None = None,
    visits: Mapping[str, Visit] | None = None,
    pages: Mapping[str, SitePage] | None = None,
    country: str = "FR",
) -> list[Evidence]:
    """Gather what is known of each shop.

    Parameters
    ----------
    premises
        Table `PREMISES`: the rows to judge.
    day
        Day of the audit.
    declared
        Table `DECLARED`.
    visits, pages
        What came of visits, and pages read, by address as written.
    country
        Country whose holidays hold, ISO 3166.

    Returns
    -------
    One for each row, in order.
    """
    told = _declared(declared)
    found = []
    for row in records(premises):
        of_shop = (
            told.get(("id", row["premises_id"])) or told.get(("siret", row.get("siret"))) or {}
        )
        address = own_address(row, of_shop)
        visit, page = (visits or {}).get(address), (pages or {}).get(address)
        texts = {"map": row.get("opening_hours"), "site": page.hours if page else None,
                 "declared": of_shop.get("opening_hours"),
                 "listing": of_shop.get("listing_hours")}  # fmt: skip
        hours = {name: understood(str(text), country) for name, text in texts.items() if text}
        found.append(Evidence(row, of_shop, visit, page, hours, day))
    return found


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, None for what is missing."""
    plain = pd.DataFrame(table).astype(object)
    return [{str(k): v for k, v in row.items()}
            for row in plain.where(plain.notna(), None).to_dict("records")]  # fmt: skip


def _declared(table: pd.DataFrame | None) -> dict[tuple[str, Any], dict[str, Any]]:
    if table is None:
        return {}
    rows = records(table)
    by_id = {("id", row["premises_id"]): row for row in rows if row.get("premises_id")}
    return {**{("siret", row["siret"]): row for row in rows if row.get("siret")}, **by_id}
