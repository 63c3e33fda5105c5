"""The register on the page: its offers, their obligations, and the hours that nobody covers."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from beffroi.engines.mobility.offers.matrix import (
    BAND_WORDS,
    UNKNOWN,
    commune_rows,
    hours_cells,
    hours_rows,
)
from beffroi.engines.mobility.offers.obligations import SAID, Judged, as_source
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import grouped
from beffroi.territory.exhibit import Exhibit, Field
from beffroi.territory.mobility import service_kinds

YES_NO = {True: Words("oui", "yes"), False: Words("non", "no")}
BOOKINGS = {
    "none": Words("sans réservation", "no booking"),
    "phone": Words("téléphone", "phone"),
    "app": Words("application", "app"),
    "phone app": Words("téléphone ou application", "phone or app"),
}
MEMORY = Words("à vérifier", "to be checked")
Row = tuple[str | Words | float | None, ...]
REGISTER_FIELDS = (
    Field("kind", Words("Genre", "Kind")),
    Field("name", Words("Offre", "Offer")),
    Field("operator", Words("Exploitant", "Operator")),
    Field("n_places", Words("Lieux", "Places"), "place"),
    Field("fare", Words("Tarif", "Fare")),
    Field("booking", Words("Réservation", "Booking")),
    Field("accessible", Words("Accessible", "Accessible")),
    Field("format", Words("Format des données", "Format of the data")),
    Field("published", Words("Publiées", "Published")),
    Field("valid", Words("Valides", "Valid")),
    Field("updated", Words("Mise à jour", "Updated")),
)
OBLIGATION_FIELDS = (
    Field("name", Words("Offre", "Offer")),
    Field("what", Words("Ce que la loi demande", "What the law asks")),
    Field("since", Words("Depuis", "Since")),
    Field("state", Words("État", "State")),
    Field("law", Words("Texte", "Text")),
    Field("checked", Words("Texte relu", "Text read")),
)


def exhibits(
    services: pd.DataFrame,
    hours: pd.DataFrame,
    rules: tuple[Judged, ...],
    sources: tuple[Source, ...],
) -> Iterator[Exhibit]:
    """Lay the register out.

    Parameters
    ----------
    services, hours
        Tables `MOBILITY_SERVICES` and `SERVICE_HOURS`, not empty.
    rules
        Every rule judged.
    sources
        What the register was made from.
    """
    yield Exhibit(
        "mobility.offers_register",
        Words("Toutes les offres de mobilité connues", "Every mobility offer known"),
        "table",
        REGISTER_FIELDS,
        tuple(_register_rows(services)),
        sources,
        Words(
            "Une case vide, ou « inconnu », n'est pas un non : aucune source ne le dit.",
            'A blank cell, or "unknown", is no "no": no source tells.',
        ),
    )
    if rules:
        yield _obligations(services, rules)
    yield Exhibit(
        "mobility.offers_hours",
        Words("Quand les offres circulent", "When the offers run"),
        "table",
        (
            Field("kind", Words("Genre", "Kind")),
            Field("day", Words("Jour", "Day")),
            *(Field(band, words) for band, words in BAND_WORDS.items()),
        ),
        tuple(hours_rows(hours_cells(services, hours))),
        sources,
        Words(
            "« oui » : une offre au moins circule un jour sur deux ou plus ; « certains jours » : "
            "moins souvent ; « aucune » : les horaires de toutes sont connus et aucune ne circule.",
            '"yes": one offer at least runs on one day in two or more; "some days": less often; '
            '"none": the hours of all are known and none runs.',
        ),
    )
    yield from _communes(services, sources)


def named(service: pd.Series) -> Words:
    """Name an offer: its name, else its operator, else its kind."""
    kind = service_kinds()[str(service["kind"])].name
    for column in ("name", "operator"):
        if not pd.isna(service[column]):
            return Words(f"{service[column]} ({kind.fr})", f"{service[column]} ({kind.en})")
    return kind


def _register_rows(services: pd.DataFrame) -> Iterator[Row]:
    for _, service in services.iterrows():
        yield (
            service_kinds()[str(service["kind"])].name,
            _text(service["name"]),
            _text(service["operator"]),
            None if pd.isna(service["n_places"]) else float(service["n_places"]),
            _fare(service),
            _said(service["booking"], BOOKINGS),
            _said(service["accessible"], YES_NO),
            _text(service["data_format"]),
            _said(service["published"], YES_NO),
            _said(service["valid"], YES_NO),
            _text(service["updated"]),
        )


def _text(value: Any) -> str | Words:
    return UNKNOWN if pd.isna(value) else str(value)


def _said(value: Any, words: Mapping[Any, Words]) -> Words:
    return UNKNOWN if pd.isna(value) else words.get(value, UNKNOWN)


def _fare(service: pd.Series) -> str | Words:
    low, high, how = service["fare_low"], service["fare_high"], service["fare"]
    if pd.isna(low) and pd.isna(high):
        return _text(how)
    known = [float(price) for price in (low, high) if not pd.isna(price)]
    ends = list(dict.fromkeys(known))
    tail = "" if pd.isna(how) else f" ({how})"
    return Words(
        " – ".join(grouped(price, 2, "fr") for price in ends) + " €" + tail,
        " – ".join(f"€{grouped(price, 2, 'en')}" for price in ends) + tail,
    )


def _obligations(services: pd.DataFrame, rules: tuple[Judged, ...]) -> Exhibit:
    names = {str(row["service_id"]): named(row) for _, row in services.iterrows()}
    rows = tuple(
        (
            names[one.service_id],
            one.rule.what,
            one.rule.valid_from,
            _state(one),
            one.rule.source,
            MEMORY if one.rule.is_from_memory else YES_NO[True],
        )
        for one in rules
    )
    laws = tuple(dict.fromkeys(as_source(one.rule) for one in rules))
    return Exhibit(
        "mobility.offers_obligations",
        Words("Ce que la loi demande de publier", "What the law asks to publish"),
        "table",
        OBLIGATION_FIELDS,
        rows,
        laws,
        Words(
            "« inconnu » : on ne sait pas si les données sont publiées, ou elles n'ont pas été "
            "contrôlées. Un texte « à vérifier » est cité de mémoire.",
            '"unknown": whether the data are published is not known, or they were not checked. A '
            'text "to be checked" is quoted from memory.',
        ),
    )


def _state(one: Judged) -> Words:
    if one.state == "depends" and one.rule.but is not None:
        return Words("{said} : {but}", "{said}: {but}").filled(
            said=SAID["depends"], but=one.rule.but
        )
    return SAID[one.state]


def _communes(services: pd.DataFrame, sources: tuple[Source, ...]) -> Iterator[Exhibit]:
    listed = [codes for codes in services["communes"] if isinstance(codes, list | tuple)]
    codes = sorted({str(code) for of_service in listed for code in of_service})
    if len(codes) > 1:
        yield Exhibit(
            "mobility.offers_communes",
            Words("Offres connues par commune", "Offers known by commune"),
            "table",
            (
                Field("commune", Words("Commune", "Commune")),
                Field("known", Words("Genres connus", "Kinds known")),
                Field("unknown", Words("Desserte inconnue", "Service unknown")),
            ),
            tuple(commune_rows(services, codes)),
            sources,
            Words(
                "D'après les communes que les offres citent ; une offre qui n'en cite pas peut les "
                "desservir.",
                "By the communes that offers name; an offer that names none may serve them.",
            ),
        )
