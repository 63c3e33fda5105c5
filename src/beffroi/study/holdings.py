"""Holdings: what a study's own sources prove that the town has, of all that solutions ask for."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words, both
from beffroi.study.ground import located
from beffroi.study.rooms import dated, ground_of, inside
from beffroi.study.workshop import Workshop

__all__ = ["Held", "flags", "held"]


@dataclass(frozen=True, slots=True)
class Held:
    """Something that the town has for sure.

    Attributes
    ----------
    capacity
        Id of what solutions ask for (`method.catalogue.vocabulary.capacities`).
    proof
        What the source holds that proves it.
    source
        The source, with its date.
    """

    capacity: str
    proof: Words
    source: Source

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return {
            "capacity": self.capacity,
            "proof": self.proof.as_json(),
            "source": self.source.as_json(),
        }


def held(shop: Workshop, steps: Container[str]) -> tuple[Held, ...]:
    """List what the sources of a study prove, each with the source that proves it.

    What a source does not hold proves nothing: no absence is ever told. A map that volunteers keep
    is no inventory of the town's, and a timetable that calls nowhere in the perimeter proves none.

    Parameters
    ----------
    shop
        The study.
    steps
        Names of its steps that were run.
    """
    return tuple(_held(shop, steps))


def flags(found: tuple[Held, ...]) -> Mapping[str, bool]:
    """Return the capacities that a town has, by id, as a context takes them (`Context.has`)."""
    return {one.capacity: True for one in found}


def _held(shop: Workshop, steps: Container[str]) -> Iterator[Held]:
    if "bnls" in steps and "bnls" in shop.entries:
        yield from _of_car_parks(shop)
    if "bnlc" in steps and "bnlc" in shop.entries:
        yield from _of_carpool_places(shop)
    for feed in shop.of_kind("gtfs"):
        if feed.id in steps and "place" in steps:
            yield from _of_timetable(shop, feed.id)


def _of_car_parks(shop: Workshop) -> Iterator[Held]:
    """Tell of the town's car parks in the national base, which towns fill from their inventory."""
    parks, source = shop.table("registered_car_parks"), dated(shop, "bnls")
    if len(parks):
        said = both("car parks of the town in the national base: {n}", n=len(parks))
        yield Held("parking-inventory", said, source)
    paid = int(parks["fee"].eq("yes").fillna(value=False).sum())
    if paid:
        said = both("paid car parks of the town in the national base: {n}", n=paid)
        yield Held("constrained-parking", said, source)


def _of_carpool_places(shop: Workshop) -> Iterator[Held]:
    places = shop.table("carpool_places")
    if len(places):
        said = both("carpool places of the town in the national base: {n}", n=len(places))
        yield Held("inventory-places", said, dated(shop, "bnlc"))


def _of_timetable(shop: Workshop, feed: str) -> Iterator[Held]:
    """Tell of a feed that calls within the perimeter; it is published if it was downloaded."""
    stops = inside(ground_of(shop), located(shop, f"{feed}_stops"))
    called = shop.table(f"{feed}_stop_times")["stop_id"]
    served = int(stops["stop_id"].str.removeprefix(f"{feed}:").isin(called).sum())
    if not served:
        return
    source = dated(shop, feed)
    said = both("stops of the perimeter in the timetable: {n}", n=served)
    yield Held("gtfs-export", said, source)
    if source.provenance == "collected":
        yield Held("gtfs-published", said, source)
