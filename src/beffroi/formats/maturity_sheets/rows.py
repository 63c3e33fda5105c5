"""Rows of a sheet: what is asked, in which order, under which ids."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from beffroi.foundation.language import Words
from beffroi.territory.maturity import Answer, Grid, Line, Proof

THEME, STAGE, QUESTION, WHERE = "Thème", "Stade", "Question", "Où regarder"
ANSWER, COMMENT, KNOWN, ID, PRINT = "Réponse", "Commentaire", "Déjà connu", "id", "empreinte"
SHEET = "feuille"
COLUMNS = (THEME, STAGE, QUESTION, WHERE, ANSWER, COMMENT, KNOWN, ID, PRINT)
FRENCH: dict[Answer, str] = {
    "yes": "oui",
    "no": "non",
    "unknown": "ne sait pas",
    "not_concerned": "non concerné",
}
ROLE, DATE = "respondent.role", "respondent.date"
SHEET_ID, VERSION, HASH, PROOFS = "sheet.id", "sheet.version", "sheet.hash", "sheet.proofs"
CAPACITIES = ("days", "investment", "operation")
CAPACITY, SKILL = "capacity.", "skill."
Kind = Literal["title", "question", "choice", "text", "hidden"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet.

    Attributes
    ----------
    kind
        ``title`` opens a section, ``question`` takes one of the four answers, ``choice`` one of
        `choices`, ``text`` is free, ``hidden`` is for the machine.
    id
        Id of what is asked; empty for a title.
    theme, stage, question, where, known
        What the respondent reads, in French.
    answer
        What is already written.
    fingerprint
        Of the question.
    choices
        Answers to choose among.
    """

    kind: Kind
    id: str = ""
    theme: str = ""
    stage: str = ""
    question: str = ""
    where: str = ""
    known: str = ""
    answer: str = ""
    fingerprint: str = ""
    choices: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, str]:
        """The row by column."""
        return {
            THEME: self.theme,
            STAGE: self.stage,
            QUESTION: self.question,
            WHERE: self.where,
            ANSWER: self.answer,
            COMMENT: "",
            KNOWN: self.known,
            ID: self.id,
            PRINT: self.fingerprint,
        }


def rows(
    grid: Grid, *, sheet: str, known: Mapping[str, Words], skipped: Collection[str]
) -> tuple[Row, ...]:
    """List the rows of a sheet.

    Parameters
    ----------
    grid
        The grid.
    sheet
        Id of the sheet.
    known
        What data say already, by id of proof.
    skipped
        Ids of the proofs that do not concern the town.
    """
    kept = [proof.id for proof in grid.proofs.values() if proof.id not in skipped]
    return (
        *_respondent(grid),
        *(row for line in grid.lines for row in _line(grid, line, known, set(skipped))),
        *_capacity(grid),
        Row("hidden", SHEET_ID, answer=sheet),
        Row("hidden", VERSION, answer=grid.version),
        Row("hidden", HASH, answer=grid.fingerprint),
        Row("hidden", PROOFS, answer=" ".join(kept)),
    )


def _respondent(grid: Grid) -> Iterator[Row]:
    yield Row("title", theme="Vous (sans votre nom)")
    roles = tuple(words.fr for words in grid.roles.values())
    yield Row("choice", ROLE, question="Quel est votre rôle ?", where="Liste", choices=roles)
    yield Row("text", DATE, question="Date de vos réponses", where="Par exemple 2026-11-25")


def _line(grid: Grid, line: Line, known: Mapping[str, Words], skipped: set[str]) -> Iterator[Row]:
    proofs = [proof for proof in line.proofs if proof.id not in skipped]
    if proofs:
        yield Row("title", theme=line.name.fr)
    for proof in proofs:
        yield _proof(grid, line, proof, known.get(proof.id))


def _proof(grid: Grid, line: Line, proof: Proof, known: Words | None) -> Row:
    condition = grid.conditions[proof.when].name.fr if proof.when else ""
    question = f"{proof.question.fr} [{condition}]" if condition else proof.question.fr
    return Row(
        "question",
        proof.id,
        theme=line.name.fr,
        stage=f"{proof.stage} {grid.stages[proof.stage].fr}",
        question=question,
        where=proof.where.fr,
        known=known.fr if known else "",
        fingerprint=proof.fingerprint,
        choices=tuple(FRENCH.values()),
    )


def _capacity(grid: Grid) -> Iterator[Row]:
    asked = {
        "days": "Jours d'agent disponibles par mois pour le numérique du centre",
        "investment": "Budget d'investissement par an (€ hors taxes)",
        "operation": "Budget de fonctionnement par an (€ hors taxes)",
    }
    yield Row(
        "title", theme="Moyens (un nombre, un intervalle comme « 2 à 4 », ou « ne sait pas »)"
    )
    for id_ in CAPACITIES:
        yield Row("text", CAPACITY + id_, question=asked[id_], where="Budget, plan de charge")
    yield Row("title", theme="Compétences présentes à la ville ou mutualisées")
    for id_, words in grid.skills.items():
        question = f"Quelqu'un sait-il : {words.fr} ?"
        yield Row(
            "question", SKILL + id_, question=question, where="Organigramme, convention",
            choices=tuple(FRENCH.values()),
        )  # fmt: skip
