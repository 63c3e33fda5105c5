"""Names in other languages: alternative texts of the objects that hold them."""

from collections.abc import Mapping

from beffroi.formats.netex.identities import Identities
from beffroi.formats.netex.nodes import Node, node
from beffroi.territory.informal_plan import Plan

STOP, LINE, DESTINATION = (
    ("stops", "stop_name"), ("routes", "route_long_name"), ("trips", "trip_headsign"),
)  # fmt: skip
"""Where translations say that names stand, in the words of GTFS."""
Field = tuple[str, str]
Translations = Mapping[tuple[Field, str], list[tuple[str, str]]]


def translations(plan: Plan) -> Translations:
    """Gather the translations of a plan by what they translate: languages with their words."""
    found: dict[tuple[Field, str], list[tuple[str, str]]] = {}
    if plan.words is not None:
        columns = ("table_name", "field_name", "field_value", "language", "translation")
        for table, field, name, language, text in plan.words[list(columns)].to_numpy():
            if text:
                found.setdefault(((table, field), name), []).append((language, text))
    return found


def alternatives(
    said: Translations, of: Field, name: str, owner: str, ids: Identities, *,
    attribute: str = "Name",
) -> list[Node]:  # fmt: skip
    """Write the translations of a name: the first element of the object that holds it.

    Parameters
    ----------
    said
        All translations.
    of, name
        What holds the name, and the name.
    owner
        Class and local name of the object, which parts its texts from those of others.
    ids
        Identifiers.
    attribute
        The element that holds the name.

    Returns
    -------
    Nothing where there are none.

    References
    ----------
    NeTEx, part 1 (CEN/TS 16614-1), ALTERNATIVE TEXT: text of an attribute in another language.
    """
    texts = [
        ids.object("AlternativeText", f"{owner}-{language}", [node("Text", text, lang=language)],
                   attributeName=attribute, useForLanguage=language)
        for language, text in said.get((of, name), ())
    ]  # fmt: skip
    return [node("alternativeTexts", texts)] if texts else []
