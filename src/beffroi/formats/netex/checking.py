"""Checking a file against the rules of NeTEx and of the French profile that bear on what it holds.

The schema of NeTEx itself is hundreds of files under a licence of its own: it is not shipped. These
are its rules for the elements that are written, and those of the profile.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from beffroi.formats.netex.orders import ORDERS, VALUES
from beffroi.foundation.language import Words, both

ROOT, FRAME = "PublicationDelivery", "TypeOfFrameRef"
PROFILED = re.compile(r"FR:TypeOfFrame:NETEX_[A-Z]+:")
NAMED = re.compile(r"[A-Za-z][A-Za-z0-9_-]*:([A-Za-z]+):[A-Za-z0-9_.-]+:LOC")
ANONYMOUS = frozenset({"Codespace", "LineString"})
"""Elements whose identifiers are not those of the profile."""
MANY, ALWAYS = "*+", "!+"


@dataclass(slots=True)
class _Seen:
    """What was met so far, and what is wrong with it."""

    ids: set[str] = field(default_factory=set)
    refs: dict[str, str] = field(default_factory=dict)
    faults: list[Words] = field(default_factory=list)


def faults(path: Path) -> tuple[Words, ...]:
    """Say what a file lacks to be valid.

    Parameters
    ----------
    path
        A file of one publication, as `netex.write` makes it.

    Returns
    -------
    A sentence for each fault: an element unknown, absent, twice or out of its place; a value that
    cannot be; an identifier that is not of the profile, without version, or taken twice; a
    reference to nothing. None where there is none.

    References
    ----------
    NeTEx 2.0, CEN/TS 16614-1 to 3; Profil France 2.4, https://normes.transport.data.gouv.fr.
    """
    seen, above = _Seen(), list[str]()
    for event, element in ET.iterparse(path, events=("start", "end")):  # noqa: S314  (our own file)
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            above.append(tag)
            continue
        above.pop()
        parent = above[-1] if above else ""
        seen.faults += _of(element, tag, parent)
        _note(element, tag, seen)
        for child in element:
            child.clear()
    for ref, tag in seen.refs.items():
        if ref not in seen.ids:
            seen.faults.append(both("{tag}: nothing is called {ref}", tag=tag, ref=ref))
    return tuple(dict.fromkeys(seen.faults))


def _of(element: ET.Element, tag: str, parent: str) -> Iterator[Words]:
    """Check what an element holds."""
    pattern = VALUES.get(tag)
    if pattern is not None and not re.fullmatch(pattern, element.text or ""):
        yield both("{tag}: {text!r} cannot be its value", tag=tag, text=(element.text or "")[:60])
    order = ORDERS.get(f"{parent}/{tag}", ORDERS.get(tag))
    if order is None:
        if len(element):
            yield both("{tag} is not known to hold elements", tag=tag)
        return
    slots = _slots(order)
    rank, found = -1, set[int]()
    for child in element:
        name = child.tag.rpartition("}")[2]
        place = next((k for k, (names, _) in enumerate(slots) if name in names), None)
        if place is None:
            yield both("{tag} cannot hold {name}", tag=tag, name=name)
        elif place < rank or (place == rank and slots[place][1] not in MANY):
            yield both("{name} is not in its place in {tag}", tag=tag, name=name)
        else:
            rank = place
            found.add(place)
    for k, (names, how) in enumerate(slots):
        if how and how in ALWAYS and k not in found:
            yield both("{tag} lacks {name}", tag=tag, name=names[0])


@cache
def _slots(order: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Read an order: names that may stand at each place, and how often (``!``, ``*``, ``+``, 1)."""
    places = []
    for word in order.split():
        how = word[-1] if word[-1] in "!*+" else "1"
        places.append((tuple(word.rstrip("!*+").split("|")), how))
    return tuple(places)


def _note(element: ET.Element, tag: str, seen: _Seen) -> None:
    """Note an identifier or a reference, and whether the profile has it so."""
    own, ref = element.get("id"), element.get("ref")
    if own is not None and tag not in ANONYMOUS:
        named = NAMED.fullmatch(own)
        if named is None or named[1] != tag:
            seen.faults.append(both("{tag}: {id} is no identifier of the profile", tag=tag, id=own))
        if not element.get("version"):
            seen.faults.append(both("{tag} {id} has no version", tag=tag, id=own))
        if own in seen.ids:
            seen.faults.append(both("{id} is taken twice", id=own))
        seen.ids.add(own)
    if tag == FRAME:
        if ref is None or not PROFILED.fullmatch(ref):
            seen.faults.append(both("{ref} is no frame of the profile", ref=ref))
    elif ref is not None:
        seen.refs[ref] = tag
    elif tag.endswith("Ref") and tag != "ParticipantRef":
        seen.faults.append(both("{tag} refers to nothing", tag=tag))
