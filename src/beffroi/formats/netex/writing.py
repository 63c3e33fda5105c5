"""Writing a network in NeTEx, French profile 2.4: the same network gives the same bytes."""

from collections.abc import Iterator
from pathlib import Path

from beffroi.formats.netex.fares import fares
from beffroi.formats.netex.identities import Identities, identities
from beffroi.formats.netex.network import hailed_links, lines_and_routes, patterns
from beffroi.formats.netex.nodes import Node, lines, node
from beffroi.formats.netex.shared import calendar, organisations
from beffroi.formats.netex.stops import stop_places
from beffroi.formats.netex.timetable import journeys
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.files import written_whole
from beffroi.territory.informal_plan import Plan

PROFILE = "2.0:FR-NETEX-2.4"
"""Version of NeTEx, and of the French profile of it."""
NETEX = "http://www.netex.org.uk/netex"
GML = "http://www.opengis.net/gml/3.2"


def write(plan: Plan, path: Path, *, codespace: str) -> None:
    """Write a network as one file of the French profile, whole or not at all, element by element.

    Parameters
    ----------
    plan
        What is published, with one variant or more; its identifiers are those of the GTFS feeds.
    path
        The XML file.
    codespace
        Of the publisher, at the head of every identifier.

    Raises
    ------
    SettingsError
        If the codespace cannot be one, or nothing is published.
    StorageError
        If the disk is full or the folder cannot be written.

    References
    ----------
    NeTEx, CEN/TS 16614; Profil France 2.4, https://normes.transport.data.gouv.fr (order of 4 March
    2022 on formats of mobility data). A frequency is a template journey at the begin of its band,
    in a group with first and last departure and headway; hail and ride is a flexible line and
    route of hail-and-ride sections, and flexible link properties: those stand in a service frame,
    as the schema of NeTEx has no place for them in a general one.
    """
    ids = identities(codespace, plan.version)
    if not plan.variants:
        raise SettingsError("Nothing of this network can be published: NeTEx would be empty.")
    with (
        written_whole(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        file.writelines(f"{line}\n" for line in lines(_delivery(plan, ids)))


def _delivery(plan: Plan, ids: Identities) -> Node:
    content = [
        node("PublicationTimestamp", f"{plan.begin}T00:00:00Z"),
        node("ParticipantRef", ids.codespace),
        node("dataObjects", [_composite(plan, ids)]),
    ]
    return node("PublicationDelivery", content, xmlns=NETEX, xmlns__gml=GML, version=PROFILE)


def _composite(plan: Plan, ids: Identities) -> Node:
    return ids.object("CompositeFrame", "NETEX_FRANCE", [
        node("Name", plan.agency),
        node("TypeOfFrameRef", ref="FR:TypeOfFrame:NETEX_FRANCE:"),
        node("codespaces", [node("Codespace", [
            node("Xmlns", ids.codespace), node("XmlnsUrl", plan.publisher.url),
        ], id=ids.codespace)]),
        node("FrameDefaults", [
            node("DefaultLocale", [
                node("TimeZone", plan.time_zone),
                node("DefaultLanguage", plan.publisher.language),
            ]),
            node("DefaultLocationSystem", "EPSG:4326"),
        ]),
        node("frames", _frames(plan, ids)),
    ])  # fmt: skip


def _frames(plan: Plan, ids: Identities) -> Iterator[Node]:
    for kind, members in (
        ("NETEX_COMMUN", organisations), ("NETEX_ARRET", stop_places),
        ("NETEX_CALENDRIER", calendar), ("NETEX_LIGNE", lines_and_routes),
        ("NETEX_RESEAU", patterns), ("NETEX_HORAIRE", journeys),
    ):  # fmt: skip
        yield ids.object("GeneralFrame", kind, [
            node("TypeOfFrameRef", ref=f"FR:TypeOfFrame:{kind}:"),
            node("members", members(plan, ids)),
        ])  # fmt: skip
    prices = list(fares(plan, ids))
    if prices:
        yield ids.object("GeneralFrame", "NETEX_TARIF", [
            node("TypeOfFrameRef", ref="FR:TypeOfFrame:NETEX_TARIF:"), node("members", prices),
        ])  # fmt: skip
    links = list(hailed_links(plan, ids))
    if links:
        yield ids.object("ServiceFrame", "NETEX_RESEAU", [
            node("TypeOfFrameRef", ref="FR:TypeOfFrame:NETEX_RESEAU:"),
            node("flexibleLinkProperties", links),
        ])  # fmt: skip
