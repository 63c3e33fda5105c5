"""An invented survey of an invented town: answers drawn from a seed, none of them a person's."""

import numpy as np
import pandas as pd

from beffroi.engines.usages.inputs import Survey
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Answers, Choice, Question, Questionnaire, framed
from beffroi.territory.tables import CENSUS_MARGINS, NOTES

SOURCE = Source("enquete", "Enquête", "Ville", "2026-03", "", "", "reponses.csv", "ab" * 32)
CENSUS = Source("rp", "Recensement", "INSEE", "2021", "Licence Ouverte 2.0")
OPEN = (
    "Plus de bus le soir", "Des bus le dimanche", "Le bus ne passe pas assez souvent",
    "Il faudrait des bus jusqu'à 21 h", "Bus trop rares le soir",
    "Trop de locaux vides rue du Port", "Les boutiques vides font peine", "Des magasins vides",
    "Trop de vitrines vides", "Remplir les locaux vides",
    "Des pistes cyclables", "Une vraie piste cyclable", "Pistes cyclables protégées",
    "La piste cyclable s'arrête net",
)  # fmt: skip


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, Words(name.capitalize(), name.capitalize())) for name in names)


SEX = Question(
    "sexe", "one", Words("Vous êtes", "You are"), choices=choices("f", "h"), margin="sex"
)
AGE = Question("age", "number", Words("Âge", "Age"), least=0, most=120, margin="age")
MODE = Question(
    "mode", "one", Words("Comment venez-vous ?", "How do you come?"),
    choices=(*choices("pied", "auto", "bus"), Choice("nsp", Words("?", "?"), unknown=True)),
)  # fmt: skip
NEEDS = Question(
    "besoins", "several", Words("Que faudrait-il ?", "What is needed?"),
    choices=(
        Choice("place", Words("Des places", "Bays"), need="find-parking"),
        Choice("velo", Words("Du vélo", "Cycling"), need="cycle-safely"),
        Choice("wifi", Words("Du wifi", "Wifi"), need="get-online"),
        Choice("rien", Words("Rien", "Nothing"), alone=True),
    ),
)  # fmt: skip
OPENING = Question("ouverte", "text", Words("Autre chose ?", "Anything else?"))
WHO = Question("qui", "one", Words("Qui ?", "Who?"), choices=choices("hab", "comm"))


def asking(*questions: Question, who: str = "", id_: str = "essai") -> Questionnaire:
    title = Words("Enquête d'essai", "Trial survey")
    return Questionnaire(id_, "1", title, Words("habitants", "inhabitants"), questions, who=who)


FORM = asking(SEX, AGE, MODE, NEEDS, OPENING)
WITH_WHO = asking(WHO, SEX, AGE, MODE, NEEDS, OPENING, who="qui")


def drawn(n: int = 200, *, seed: int = 1, form: Questionnaire = FORM) -> Answers:
    """Draw answers: women answer twice as often as men, seven in ten look for bays."""
    rng = np.random.default_rng(seed)
    asked = rng.random((n, 3)) < (0.7, 0.35, 0.05)
    values = {
        "respondent": [f"r{i}" for i in range(n)],
        "submitted": "2026-03-10",
        "qui": np.where(np.arange(n) % 10 == 0, "comm", "hab"),
        "sexe": np.where(rng.random(n) < 2 / 3, "f", "h"),
        "age": rng.integers(15, 95, n).astype(float),
        "mode": rng.choice(["pied", "auto", "bus", "nsp"], n, p=[0.3, 0.5, 0.15, 0.05]),
        "besoins/place": asked[:, 0],
        "besoins/velo": asked[:, 1],
        "besoins/wifi": asked[:, 2],
        "besoins/rien": ~asked.any(axis=1),
        "ouverte": [OPEN[i % len(OPEN)] if i % 7 == 0 else None for i in range(n)],
    }
    return Answers(framed(form, pd.DataFrame(values)), form, (), n)


def at_random(form: Questionnaire, n: int, *, seed: int) -> Answers:
    """Answer any questionnaire at random, one answer in ten left out."""
    rng = np.random.default_rng(seed)
    values: dict[str, object] = {"respondent": [f"r{i}" for i in range(n)]}
    for question in form.asked:
        silent = rng.random(n) < 0.1
        names = [choice.name for choice in question.choices]
        if question.kind == "one":
            values[question.name] = np.where(silent, None, rng.choice(names, n))
        if question.kind == "several":
            for name in names:
                mark = pd.array(rng.random(n) < 0.3, dtype="boolean")
                mark[silent] = pd.NA
                values[f"{question.name}/{name}"] = mark
        if question.kind == "number":
            values[question.name] = rng.integers(0, 60, n).astype(float)
        if question.kind == "text":
            values[question.name] = np.where(silent, None, rng.choice(OPEN, n))
    return Answers(framed(form, pd.DataFrame(values)), form, (), n)


def margins(**variables: dict[str, float]) -> pd.DataFrame:
    rows = [
        {"cell": f"{name}/{category}", "variable": name, "category": category, "people": people}
        for name, counts in variables.items()
        for category, people in counts.items()
    ]
    return CENSUS_MARGINS.typed(pd.DataFrame(rows))


CENSUS_OF_TOWN = margins(
    sex={"f": 5200.0, "h": 4800.0},
    age={"15-29": 2000.0, "30-59": 4500.0, "60 et plus": 3500.0},
)


def survey(answers: Answers | None = None, **changes: object) -> Survey:
    given = {"answers": answers or drawn(), "sources": (SOURCE,)} | changes
    return Survey(**given)


def notes() -> pd.DataFrame:
    return NOTES.framed(
        {
            "note_id": ["n1", "n2", "n3"],
            "date": ["2026-03-02", None, "2026-03-04"],
            "place": ["Grande Rue", None, "mairie"],
            "role": ["commerçante", None, "agent"],
            "kind": ["interview", "observation", "workshop"],
            "text": [
                "M. Durand tourne dix minutes.",
                "Places libres à midi.",
                "On manque de bras.",
            ],
            "codes": [
                ["find-parking:for"],
                ["find-parking:against", "free-short-stay-bays:against"],
                [],
            ],
            "quotable": [True, False, True],
        }
    )
