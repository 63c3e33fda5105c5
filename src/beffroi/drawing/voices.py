"""Voices: the invented answers of a drawn town's people to a survey on shopping in its centre."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from beffroi.drawing.measures import Bools, Measures
from beffroi.drawing.respondents import one, respondents
from beffroi.drawing.submissions import Several, Texts, submissions
from beffroi.drawing.tastes import OTHERS, Taste, tastes, true_shares
from beffroi.territory.questionnaires import known_questionnaires

SURVEY = "achats"
"""Ready questionnaire that is answered."""

SILENT, UNKNOWING, TOLD, TALKATIVE = 0.015, 0.03, 0.75, 0.3
"""Shares of those who would rather not tell their sex or their age, who do not know, who tell what
they spent, who add a word. [1]"""
SOMETHING_ELSE = 0.05
"""Share of those who ask for something that the questionnaire does not name. [1]"""

FREQUENCY = {"centr": (45, 38, 12, 4, 1), "ville": (12, 42, 32, 13, 1), "vois": (3, 27, 48, 20, 2),
             "loin": (1, 8, 66, 23, 2), "comm": (80, 15, 4, 1, 0),
             "agent": (50, 30, 15, 5, 0)}  # fmt: skip
FOOD = {"centr": (40, 48, 6, 3, 3), "ville": (12, 72, 8, 4, 4), "vois": (5, 30, 57, 4, 4),
        "loin": (2, 12, 78, 4, 4)}  # fmt: skip
OTHER_GOODS = {"centr": (30, 32, 12, 24, 2), "ville": (16, 40, 15, 27, 2),
               "vois": (10, 34, 30, 24, 2), "loin": (8, 12, 54, 24, 2)}  # fmt: skip
FOUND_CLOSED = {"centr": (52, 28, 18, 2), "ville": (60, 24, 11, 5), "vois": (58, 27, 10, 5),
                "loin": (66, 20, 6, 8)}  # fmt: skip
"""Answers in a hundred people of each kind, or of each quarter, in the order of the choices."""
SPENT = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150)
SPENT_OFTEN = (6, 12, 13, 16, 10, 12, 9, 9, 4, 4, 3, 2)
"""Euros spent, and how many in a hundred visits."""
NEWS = {"young": (0.6, 0.55, 0.2, 0.45, 0.1, 0.3), "old": (0.75, 0.25, 0.12, 0.12, 0.38, 0.3)}
"""Shares of the ways of knowing what shops sell, in the order of the choices. [1]"""

REMARKS = {
    "dist": ("Pouvoir commander le matin et retirer le soir à la boutique.",
             "Commander en ligne dans les boutiques de la ville éviterait d'aller ailleurs.",
             "Je commande en ligne faute de pouvoir venir avant la fermeture des boutiques."),
    "local": ("Des bons d'achat pour les fêtes feraient revenir les familles.",
              "Une carte de fidélité commune à toutes les boutiques.",
              "La carte de fidélité devrait servir aussi pour le stationnement."),
    "vide": ("Trop de vitrines vides dans la rue principale.",
             "Les vitrines vides donnent une image triste du centre.",
             "Ouvrir les locaux vides à des boutiques de passage ou à des associations."),
    "place": ("Savoir où il reste des places avant de partir.",
              "On tourne longtemps pour trouver des places le samedi.",
              "Les places sont prises dès neuf heures par ceux qui travaillent au centre."),
    "court": ("Quelques arrêts de dix minutes devant la boulangerie et la pharmacie.",
              "Des arrêts courts pour charger un colis devant les boutiques."),
    "evene": ("J'apprends les animations du centre après coup.",
              "Un programme des animations affiché au marché et envoyé par message."),
    "ensem": ("Que les commerçants ouvrent le même soir, ensemble.",
              "Les commerçants devraient préparer ensemble leurs animations."),
}  # fmt: skip
"""What those who ask for something might add, all of it invented."""


@dataclass(frozen=True, slots=True)
class Voices:
    """What the people of a drawn town answered.

    Attributes
    ----------
    answers
        One row a respondent, in the columns of an export of KoboToolbox.
    truth
        The survey, its respondents by kind, and the share of each kind of people who truly ask for
        each need.
    """

    answers: pd.DataFrame
    truth: dict[str, Any]


def voices(measures: Measures, residents: pd.DataFrame, truth: Mapping[str, Any]) -> Voices:
    """Let the people of a drawn town answer.

    Parameters
    ----------
    measures
        The town's.
    residents
        Inhabitants of 15 and over, as `drawing.residents.residents` returns.
    truth
        What is known for certain of the town: answers depend on it.
    """
    dice = measures.dice("voices")
    asked = tastes(truth)
    who = respondents(measures, residents, dice)
    form = known_questionnaires()[SURVEY]
    declared = form.question("besoins")
    shares = {
        kind: {declared.choice(name).need: share for name, share in own.items()}
        for kind, own in true_shares(asked, residents).items()
    }
    counts = {str(kind): int(n) for kind, n in who["qui"].value_counts().sort_index().items()}
    told = {"survey": SURVEY, "respondents": counts, "declared_shares": shares}
    return Voices(submissions(form, _said(who, asked, truth, dice), dice), told)


def _said(
    who: pd.DataFrame, asked: Mapping[str, Taste], truth: Mapping[str, Any],
    dice: np.random.Generator,
) -> dict[str, Texts | Several]:  # fmt: skip
    """Answer every question."""
    habits = _habits(who, dice)
    comes = habits["freq"] != "jam"
    away = (habits["lieual"] != "centr") | (habits["lieuau"] != "centr")
    trades = (who["qui"] == "comm").to_numpy()
    needs = _needs(who, asked, dice)
    declared = {name: needs.chosen[:, k] & ~needs.unknowing for k, name in enumerate(asked)}
    on_map = truth["commerce"]["with_hours"] / truth["commerce"]["trading"]
    return {
        **habits,
        "depens": np.where(comes, habits["depens"], ""),
        "quoi": _several((0.6, 0.25, 0.15, 0.22, 0.4, 0.3, 0.38, 0.05), comes, dice),
        "raison": _several((0.5, 0.45, 0.22, asked["place"].share, 0.25, 0.42, 0.05), away, dice),
        "info": _news(who, dice),
        "vitr": _several((on_map, 0.25, 0.5, 0.08, 0.12), trades, dice),
        "besoins": needs,
        "ouverte": _remarks(declared, dice),
        **_selves(who, dice),
    }


def _habits(who: pd.DataFrame, dice: np.random.Generator) -> dict[str, Texts]:
    """Say how often people come, where they buy and what they spend."""
    works = who["qui"].isin(["comm", "agent"])
    places = ("centr", "zone", "aill", "ligne", "nsp")
    spent = one(np.tile(np.array(SPENT_OFTEN, dtype=float), (len(who), 1)), dice)
    told = np.array([str(euros) for euros in SPENT], dtype=object)[spent]
    return {
        "freq": _one(who["qui"].where(works, who["quarter"]), FREQUENCY,
                     ("jour", "sem", "mois", "jam", "nsp"), dice),
        "lieual": _one(who["quarter"], FOOD, places, dice),
        "lieuau": _one(who["quarter"], OTHER_GOODS, places, dice),
        "ferme": _one(who["quarter"], FOUND_CLOSED, ("non", "une", "souv", "nsp"), dice),
        "depens": np.where(dice.random(len(who)) < TOLD, told, ""),
    }  # fmt: skip


def _selves(who: pd.DataFrame, dice: np.random.Generator) -> dict[str, Texts]:
    """Say who answers: a few would rather not tell their sex or their age."""
    silent = dice.random((2, len(who))) < SILENT
    return {
        "qui": who["qui"].to_numpy(object),
        "sexe": np.where(silent[0], "nr", who["sex"].to_numpy(object)),
        "age": np.where(silent[1], "nr", who["age"].to_numpy(object)),
        "activ": who["occupation"].to_numpy(object),
        "quart": who["quarter"].to_numpy(object),
    }


def _one(
    keys: pd.Series, shares: Mapping[str, tuple[int, ...]], names: tuple[str, ...],
    dice: np.random.Generator,
) -> Texts:  # fmt: skip
    weights = np.array([shares[key] for key in keys], dtype=float)
    found: Texts = np.array(names, dtype=object)[one(weights, dice)]
    return found


def _several(shares: tuple[float, ...], put_to: Bools, dice: np.random.Generator) -> Several:
    n = len(put_to)
    return Several(dice.random((n, len(shares))) < np.array(shares), put_to, np.zeros(n, bool))


def _news(who: pd.DataFrame, dice: np.random.Generator) -> Several:
    """Say how people know what shops sell: the young on line, the old on paper."""
    young = who["age"].isin(["1529", "3044"]).to_numpy()
    shares = np.where(young[:, np.newaxis], NEWS["young"], NEWS["old"])
    chosen = dice.random(shares.shape) < shares
    return Several(chosen, np.ones(len(who), bool), dice.random(len(who)) < UNKNOWING)


def _needs(who: pd.DataFrame, asked: Mapping[str, Taste], dice: np.random.Generator) -> Several:
    """Say what people ask for."""
    wanted = np.stack([taste.of_residents(who) for taste in asked.values()], axis=1)
    for kind in OTHERS:
        wanted[who["qui"] == kind] = [taste.of(kind) for taste in asked.values()]
    shares = np.column_stack([wanted, np.full(len(who), SOMETHING_ELSE)])
    chosen = dice.random(shares.shape) < shares
    return Several(chosen, np.ones(len(who), bool), dice.random(len(who)) < UNKNOWING)


def _remarks(needs: Mapping[str, Bools], dice: np.random.Generator) -> Texts:
    """Let some respondents add a word on something that they ask for."""
    n = len(next(iter(needs.values())))
    talks, which, how = (dice.random(n) for _ in range(3))
    remarks: Texts = np.full(n, "", dtype=object)
    for k in np.flatnonzero(talks < TALKATIVE):
        own = [name for name in REMARKS if needs[name][k]]
        if own:
            lines = REMARKS[own[int(which[k] * len(own))]]
            remarks[k] = lines[int(how[k] * len(lines))]
    return remarks
