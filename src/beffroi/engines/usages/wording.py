"""Wording: what weights and intervals allow to say, in the same words everywhere."""

from beffroi.engines.usages.answering import hides_a_condition
from beffroi.engines.usages.margins import VARIABLES
from beffroi.engines.usages.respondents import Respondents
from beffroi.foundation.language import Words
from beffroi.foundation.numbers import grouped
from beffroi.territory.questionnaire import Question

UNWEIGHTED = Words(
    fr="Réponses non redressées : ce sont les réponses de ceux qui ont répondu, pas celles des "
    "habitants ; l'intervalle vaut pour des personnes semblables qui auraient été tirées au sort.",
    en="Unweighted: these are the answers of those who answered, not of the inhabitants; the "
    "interval holds for similar people, had they been drawn at random.",
)
WEIGHTED = Words(
    fr="Réponses redressées sur le recensement ({variables}) : la composition est corrigée, pas le "
    "fait que répondre est un choix.",
    en="Answers weighted to the census ({variables}): this mends who answered, not that answering "
    "is a choice.",
)
NOTHING = Words(fr="", en="")
POOLED = Words(
    fr="Chaque public de chaque enquête compte autant, quel que soit le nombre de ses réponses : "
    "c'est une moyenne de publics, pas l'avis d'une population.",
    en="Every kind of people of every survey counts alike, however many answered: it is a mean of "
    "kinds of people, not the opinion of a population.",
)
LEFT_OUT = Words(
    fr="N'y entrent pas, faute de {least} réponses : {people}.",
    en="Left out of it, for want of {least} answers: {people}.",
)
VEILED = Words(
    fr="Part masquée : moins de {least} personnes d'un côté ou de l'autre, ou de quoi les "
    "recalculer ; seul l'intervalle est donné.",
    en="Share hidden: fewer than {least} persons on one side or the other, or what would give them "
    "away; the interval alone is given.",
)
TOO_FEW = Words(
    fr="{people} : moins de {least} réponses, trop peu pour être montrées.",
    en="{people}: fewer than {least} answers, too few to be shown.",
)

REST_UNKNOWN = Words(fr=" ; {unknown} ne savent pas", en="; {unknown} do not know")
REST_SILENT = Words(
    fr=" ; {silent} n'ont pas été interrogées ou n'ont pas répondu",
    en="; {silent} were not asked or did not answer",
)
REST_BOTH = Words(
    fr=" ; {unknown} ne savent pas, {silent} n'ont pas été interrogées ou n'ont pas répondu",
    en="; {unknown} do not know, {silent} were not asked or did not answer",
)


def weighting_words(group: Respondents) -> Words:
    """Say whether answers are weighted, and what that does not mend."""
    if group.raking is None or group.survey.margins is None:
        return UNWEIGHTED
    names = [VARIABLES[str(name)] for name in dict.fromkeys(group.survey.margins["variable"])]
    return WEIGHTED.filled(
        variables=Words(
            fr=", ".join(name.fr for name in names), en=", ".join(name.en for name in names)
        )
    )


def rest_words(unknown: int, silent: int) -> Words:
    """Tell of those who are not among the answers: it is no answer, and hides nobody's.

    Examples
    --------
    >>> rest_words(0, 0).en, rest_words(3, 0).en
    ('', '; 3 do not know')
    """
    if not unknown and not silent:
        return NOTHING
    if not silent:
        return REST_UNKNOWN.filled(unknown=unknown)
    return (REST_BOTH if unknown else REST_SILENT).filled(unknown=unknown, silent=silent)


IN_PART = Words(
    fr=" ; ceux qui ont donné une réponse masquée à la question dont celle-ci dépend sont laissés "
    "de côté, sans quoi leur nombre se retrouverait",
    en="; those who gave a hidden answer to the question on which this one hangs are left aside, "
    "for their number would follow",
)


def left_aside_words(group: Respondents, question: Question) -> tuple[Words, ...]:
    """Say that some who answered a question are not counted, if it hangs on a hidden answer."""
    if not hides_a_condition(group.table, group.questionnaire, question):
        return ()
    return (LEFT_ASIDE,)


LEFT_ASIDE = Words(
    fr="Ceux qui ont donné une réponse masquée à la question dont celle-ci dépend sont laissés de "
    "côté.",
    en="Those who gave a hidden answer to the question on which this one hangs are left aside.",
)


def finite_words(group: Respondents) -> Words:
    """Say that the interval takes the size of the population into account, where it does."""
    if not group.population:
        return NOTHING
    return Words(
        fr=", corrigée de la population de {n_fr} personnes",
        en=", corrected for a population of {n_en} people",
    ).filled(n_fr=grouped(group.population, 0, "fr"), n_en=grouped(group.population, 0, "en"))
