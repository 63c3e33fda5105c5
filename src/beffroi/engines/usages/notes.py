"""Notes: what people said in interviews and what was seen, as evidence that can be cited."""

from collections.abc import Hashable, Mapping

import pandas as pd

from beffroi.foundation.language import Words
from beffroi.foundation.masking import masked
from beffroi.territory.need import Evidence, Side, known_needs

KINDS = {
    "interview": Words(fr="Entretien", en="Interview"),
    "observation": Words(fr="Observation", en="Observation"),
    "workshop": Words(fr="Atelier", en="Workshop"),
}
_UNQUOTED = Words(
    fr="propos non citables, à lire dans la note", en="not to be quoted, to be read in the note"
)
_NO_ROLE = Words(fr="rôle non dit", en="role not told")
_NO_DATE = Words(fr="sans date", en="undated")


def coded(notes: pd.DataFrame) -> pd.DataFrame:
    """Unfold notes into one row for each need that a note speaks of.

    Parameters
    ----------
    notes
        Table `NOTES`.

    Returns
    -------
    Columns `key` (note and need), `note_id`, `need`, `side` (``for`` or ``against``), `date`,
    `place`, `role`, `kind`, `quote` (masked; missing where the note may not be quoted). Notes
    without a code have one row without `need`.
    """
    rows = [
        {
            "key": f"{note['note_id']}/{need}" if need else note["note_id"],
            "note_id": note["note_id"],
            "need": need or pd.NA,
            "side": side or pd.NA,
            "quote": masked(str(note["text"])) if _is_quotable(note["quotable"]) else pd.NA,
            **{name: note[name] for name in ("date", "place", "role", "kind")},
        }
        for note in notes.to_dict("records")
        for need, side in _codes(note["codes"])
    ]
    columns = ("key", "note_id", "need", "side", "date", "place", "role", "kind", "quote")
    return pd.DataFrame(rows, columns=list(columns)).astype("string")


def _is_quotable(value: object) -> bool:
    return not pd.isna(value) and bool(value)  # type: ignore[call-overload]


def _codes(codes: object) -> list[tuple[str, str]]:
    if not isinstance(codes, list | tuple) or not len(codes):
        return [("", "")]
    split = [str(code).partition(":") for code in dict.fromkeys(codes)]
    return [(need, side or "for") for need, _, side in split]


def evidence(rows: pd.DataFrame) -> tuple[tuple[str, Evidence], ...]:
    """Turn coded notes into evidence: cited, never counted.

    Parameters
    ----------
    rows
        As `coded` returns.

    Returns
    -------
    Pairs of need and evidence, as `territory.weighing.weighed` takes them, in the order of needs,
    then of keys.
    """
    coded_rows = rows[rows["need"].notna()].sort_values("key", kind="stable").to_dict("records")
    rank = {need: i for i, need in enumerate(known_needs())}
    ordered = sorted(coded_rows, key=lambda row: rank.get(row["need"], len(rank)))
    return tuple((row["need"], _evidence(row)) for row in ordered)


def _evidence(row: Mapping[Hashable, object]) -> Evidence:
    side: Side = "against" if row["side"] == "against" else "for"
    return Evidence("note", str(row["note_id"]), side, cited(row))


def cited(row: Mapping[Hashable, object]) -> Words:
    """Cite a note: kind, role, place and day, then what was said if it may be quoted.

    Examples
    --------
    >>> cited({"kind": "interview", "role": "commerçante", "place": "Grande Rue",
    ...     "date": "2026-03-02", "quote": "On tourne dix minutes."}).en
    'Interview, commerçante, Grande Rue, 2026-03-02: "On tourne dix minutes."'
    """
    quote = row["quote"]
    said = (
        _UNQUOTED
        if pd.isna(quote)  # type: ignore[call-overload]
        else Words(fr=f"« {quote} »", en=f'"{quote}"')
    )
    where = [row["role"], row["place"], row["date"]]
    instead = [_NO_ROLE, None, _NO_DATE]
    parts = [
        other if pd.isna(part) else str(part)  # type: ignore[call-overload]
        for part, other in zip(where, instead, strict=True)
    ]
    known = [part for part in parts if part is not None]
    told = {
        language: ", ".join(p.in_(language) if isinstance(p, Words) else p for p in known)
        for language in ("fr", "en")
    }
    return Words(
        fr=f"{KINDS[str(row['kind'])].fr}, {told['fr']} : {said.fr}",
        en=f"{KINDS[str(row['kind'])].en}, {told['en']}: {said.en}",
    )
