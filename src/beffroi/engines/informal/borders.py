"""Borders: stops where the clock or the money is another than that of the network."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import grouped
from beffroi.territory.informal import InformalNetwork

CURRENCIES = Path(__file__).parent / "currencies.toml"


@dataclass(frozen=True, slots=True)
class Naming:
    """How the network is called and where it is.

    Attributes
    ----------
    agency
        Who stands for the network.
    time_zone
        IANA zone.
    currency
        ISO 4217; empty where no price is to be told.
    """

    agency: str
    time_zone: str
    currency: str


def abroad(stops: pd.DataFrame | None, naming: Naming) -> pd.DataFrame | None:
    """Keep of a list of stops the clocks and the currencies that are not those of the network.

    Parameters
    ----------
    stops
        The list; `time_zone` and `currency` may be absent, or missing for some.
    naming
        Clock and currency of the network.

    Returns
    -------
    The list, these missing where they are those of the network; None if there is none.

    Examples
    --------
    >>> listed = pd.DataFrame({"currency": pd.array(["EUR", "SRD"], dtype="string")})
    >>> abroad(listed, Naming("", "America/Cayenne", "EUR"))["currency"].isna().tolist()
    [True, False]
    """
    if stops is None:
        return None
    own = {"time_zone": naming.time_zone, "currency": naming.currency}
    return stops.assign(**{
        name: stops[name].mask(stops[name].eq(value)) for name, value in own.items()
        if name in stops
    })  # fmt: skip


def unconverted(network: InformalNetwork, currency: str) -> Iterator[Words]:
    """Say which lines call where passengers pay in another currency than that of the prices.

    Parameters
    ----------
    network
        The network.
    currency
        That of its prices, ISO 4217; nothing is said where it is empty.
    """
    if not currency:
        return
    paid = network.calls["stop_id"].map(network.stops.set_index("stop_id")["currency"])
    route = network.calls["variant_id"].map(network.variants.set_index("variant_id")["route_id"])
    for row in network.routes.itertuples():
        others = sorted(set(paid[route.eq(str(row.route_id)) & paid.notna()]))
        if others:
            yield both(
                "Line {number} calls where {others} is paid: all prices are in {currency} "
                "(--currency), and nothing is converted.",
                number=str(row.number), others=", ".join(others), currency=currency,
            )  # fmt: skip


def renamed(fares: pd.DataFrame) -> Iterator[Words]:
    """Say which currencies of the prices have a code that programs may not know yet.

    Parameters
    ----------
    fares
        Table `INFORMAL_FARES`.

    Examples
    --------
    >>> [said] = renamed(pd.DataFrame({"currency": ["SLE", "SLE", "EUR"]}))
    >>> "SLL is the old money" in said.en
    True
    """
    entries = tomllib.loads(CURRENCIES.read_text(encoding="utf-8"))
    for code in sorted(set(fares["currency"].dropna()) & set(entries)):
        old, n = entries[code]["unit"], entries[code]["value"]
        yield both(
            "Prices are in {code}, which has been the code since {year}. A validator that calls "
            "it an invalid currency has an older list (gtfs-guru 1.0 does): keep it. {old} is the "
            "old money, of which {n} made 1 {code}: under that code the prices would be wrong.",
            code=code, old=old, n=Words(grouped(n, 0, "fr"), grouped(n, 0, "en")),
            year=entries[code]["valid_from"][:4],
        )  # fmt: skip
