"""Tables of an arbitration: cells, ranks, weights, losers, unknowns, second opinions."""

from collections.abc import Iterator, Mapping

from beffroi.foundation.figures import Source
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import unit_name
from beffroi.method.arbitration.checks import spoken
from beffroi.method.arbitration.decision import Criterion, Performance
from beffroi.method.arbitration.findings import Findings
from beffroi.method.arbitration.outranking import Said
from beffroi.method.arbitration.told import number_of
from beffroi.method.arbitration.wording import CATEGORY_NAMES, listed, name
from beffroi.territory.exhibit import Exhibit, Field

Rows = tuple[tuple[str | Words | float | None, ...], ...]
Sources = tuple[Source, ...]
NONE = Words("–", "–")
OPTION = Field("option", Words("Option", "Option"))
GROUP = Field("group", Words("Groupe", "Group"))
CRITERION = Field("criterion", Words("Critère", "Criterion"))
RELATION_NAMES: Mapping[Said, Words] = {
    "outranks": Words("surclasse", "outranks"),
    "outranked": Words("est surclassée par", "is outranked by"),
    "indifferent": Words("vaut", "is level with"),
    "incomparable": Words("ne se compare pas à", "cannot be compared with"),
}
VERDICTS = {
    "met": Words("respectée", "met"),
    "broken": Words("non respectée", "broken"),
    "unknown": Words("inconnue", "unknown"),
}


def sources_of(found: Findings, source: Source) -> Sources:
    """Return the decision itself, then every source of its cells, each once."""
    cells = (cell for option in found.decision.options for _, cell in option.cells)
    return tuple(dict.fromkeys((source, *(one for cell in cells for one in cell.sources))))


def inner_exhibits(found: Findings, sources: Sources) -> Iterator[Exhibit]:
    """Return the tables of an arbitration, in the order of reading; those that are empty left out.

    Parameters
    ----------
    found
        What the method found.
    sources
        Sources of the whole table.
    """
    makers = (
        _performances, _constraints, _ranks, _weights, _stakes, _information, _stability,
        _outranking, _sorting, _comparison, _votes,
    )  # fmt: skip
    for maker in makers:
        exhibit = maker(found, sources)
        if exhibit.rows:
            yield exhibit


def _table(  # noqa: PLR0917  (the parts of an exhibit, in its order)
    id_: str, title: Words, fields: tuple[Field, ...], rows: Rows, sources: Sources, note: Words
) -> Exhibit:
    return Exhibit(f"arbitration.{id_}", title, "table", fields, rows, sources, note)


def _performances(found: Findings, sources: Sources) -> Exhibit:
    criteria = found.decision.criteria
    return _table(
        "performances",
        Words("Tableau des performances", "Performance table"),
        (
            OPTION,
            *(Field(criterion.id, _heading(criterion)) for criterion in criteria),
        ),
        tuple(
            (option.name.words, *(_cell(option.on(criterion.id)) for criterion in criteria))
            for option in found.decision.options
        ),
        sources,
        Words(
            "Entre parenthèses, la classe de preuve : A statistique officielle ou loi, B presse, "
            "exploitant ou mesure, C dire d'un vendeur, D estimation d'expert. Une case inconnue "
            "n'est pas zéro. Entre crochets, l'intervalle retenu dans le calcul.",
            "In brackets, the class of evidence: A official statistic or law, B press, operator or "
            "measurement, C vendor's claim, D expert's guess. An unknown cell is not zero. In "
            "square brackets, the interval used in the computation.",
        ),
    )


def _heading(criterion: Criterion) -> Words:
    said = criterion.name.words
    if criterion.unit == "1":
        return said
    names = [unit_name(criterion.unit, language) for language in LANGUAGES]
    return Words(f"{said.fr} ({names[0]})", f"{said.en} ({names[1]})")


def _cell(cell: Performance) -> Words:
    if not cell.is_known:
        return both("unknown")
    parts = [Words(str(cell.evidence), str(cell.evidence)), *cell.remarks]
    beside = Words("\u00a0; ".join(p.fr for p in parts), "; ".join(p.en for p in parts))
    return Words("{number} ({beside})", "{number} ({beside})").filled(
        number=number_of(cell), beside=beside
    )


def _constraints(found: Findings, sources: Sources) -> Exhibit:
    names = {constraint.id: constraint.name.words for constraint in found.decision.constraints}
    return _table(
        "constraints",
        Words("Contraintes", "Constraints"),
        (
            OPTION,
            Field("constraint", Words("Contrainte", "Constraint")),
            Field("verdict", Words("Verdict", "Verdict")),
            Field("reason", Words("Raison", "Reason")),
        ),
        tuple(
            (name(found, one.option), names[one.constraint], VERDICTS[one.verdict], one.reason)
            for one in found.compliances
        ),
        sources,
        Words(
            "Une option qui n'en respecte pas une est écartée ; si on ne sait pas, elle reste.",
            "An option that breaks one is excluded; where it is not known, it stays.",
        ),
    )


def _ranks(found: Findings, sources: Sources) -> Exhibit:
    ranks = range(len(found.options))
    return _table(
        "ranks",
        Words("Rang de chaque option, tous groupes réunis", "Rank of each option, all groups"),
        (
            OPTION,
            *(Field(f"rank_{rank + 1}", both("Rank {n}", n=rank + 1), "1") for rank in ranks),
        ),
        tuple(
            (name(found, option), *(found.acceptability(found.together, option, r) for r in ranks))
            for option in found.options
        ),
        sources,
        Words("Part des tirages où l'option prend chaque rang.", "Share of the draws."),
    )


def _weights(found: Findings, sources: Sources) -> Exhibit:
    criteria = found.decision.criteria
    views = (*found.groups, found.together)
    return _table(
        "weights",
        Words("Poids moyens des critères", "Mean weights of the criteria"),
        (GROUP, *(Field(c.id, c.name.words, "1") for c in criteria)),
        tuple((view.name, *view.weights) for view in views),
        sources,
        Words(
            "Moyenne des pondérations qui s'accordent avec ce que chaque groupe a dit.",
            "Mean of the weightings that agree with what each group said.",
        ),
    )


def _stakes(found: Findings, sources: Sources) -> Exhibit:
    names = {group.id: group.name.words for group in found.decision.groups}
    return _table(
        "stakes",
        Words("Qui perd, avec chaque option", "Who loses with each option"),
        (
            OPTION,
            GROUP,
            Field("value", Words("Valeur (0–100)", "Value (0–100)"), "value_point"),
            Field("gain", Words("Écart à la référence", "Against the baseline"), "value_point"),
            Field("regret", Words("Écart à son meilleur choix", "Against its best"), "value_point"),
            Field("worse", Words("Pire que la référence", "Worse than the baseline"), "1"),
        ),
        tuple(
            (
                name(found, one.option), names[one.group], 100 * one.value, 100 * one.gain,
                -100 * one.regret, one.worse,
            )
            for one in found.stakes
        ),
        sources,
        Words(
            "Valeur de l'option avec les poids du groupe ; référence : « {baseline} ». "
            "Dernière colonne : part des tirages où l'option vaut moins, pour lui, qu'elle.",
            "Value of the option under the group's weights; the baseline is: {baseline}. Last "
            "column: share of the draws in which the option is worth less to it.",
        ).filled(baseline=found.decision.baseline.name.words),
    )  # fmt: skip


def _information(found: Findings, sources: Sources) -> Exhibit:
    decision = found.decision
    return _table(
        "information",
        Words("Ce qu'il vaudrait la peine de savoir", "What would be worth knowing"),
        (
            OPTION,
            CRITERION,
            Field(
                "change", Words("Chances de changer le choix", "Chance to change the choice"), "1"
            ),
            Field("gain", Words("Gain de valeur espéré", "Expected gain in value"), "value_point"),
        ),
        tuple(
            (
                name(found, one.option),
                decision.criterion(one.criterion).name.words,
                one.change,
                100 * one.gain,
            )
            for one in found.worths
        ),
        sources,
        Words(
            "Cases incertaines qui, connues une à une, pourraient changer le choix.",
            "Uncertain cells that, known one by one, could change the choice.",
        ),
    )


def _stability(found: Findings, sources: Sources) -> Exhibit:
    return _table(
        "stability",
        Words("Jusqu'où un poids peut bouger", "How far a weight may move"),
        (
            CRITERION,
            Field("weight", Words("Poids", "Weight"), "1"),
            Field("low", Words("De", "From"), "1"),
            Field("high", Words("À", "To"), "1"),
            Field("rival_low", Words("En dessous", "Below")),
            Field("rival_high", Words("Au-dessus", "Above")),
        ),
        tuple(
            (
                found.decision.criterion(one.criterion).name.words,
                one.weight,
                one.low,
                one.high,
                name(found, one.rival_low) if one.rival_low else NONE,
                name(found, one.rival_high) if one.rival_high else NONE,
            )
            for one in found.together.ranges
        ),
        sources,
        Words(
            "Intervalle du poids, les autres gardant leurs proportions, où « {option} » reste en "
            "tête ; option qui passe devant au-delà.",
            "Interval of the weight, the others keeping their proportions, in which {option} stays "
            "first; option that passes before it beyond.",
        ).filled(option=name(found, found.together.best)),
    )


def _outranking(found: Findings, sources: Sources) -> Exhibit:
    opinion = found.outranking
    pairs = [(i, j) for i in range(len(found.options)) for j in range(i + 1, len(found.options))]
    return _table(
        "outranking",
        Words("PROMETHEE I : comparaisons deux à deux", "PROMETHEE I: two by two"),
        (
            OPTION,
            Field("relation", Words("Relation", "Relation")),
            Field("other", Words("Autre option", "Other option")),
            Field("support", Words("Part des tirages", "Share of draws"), "1"),
        ),
        tuple(
            (
                name(found, found.options[i]),
                RELATION_NAMES[opinion.relations[i][j]],
                name(found, found.options[j]),
                opinion.support[i][j],
            )
            for i, j in pairs
        ),
        sources,
        Words(
            "Poids moyens de tous les groupes. Deux options dont chacune est forte où l'autre est "
            "faible ne se comparent pas. Une case inconnue compte pour le milieu de l'échelle ; la "
            "part dit dans combien de tirages la relation tient.",
            "Mean weights of all groups. Two options each strong where the other is weak cannot be "
            "compared. An unknown cell counts as the middle of the scale; the share says in how "
            "many draws the relation holds.",
        ),
    )


def _sorting(found: Findings, sources: Sources) -> Exhibit:
    decision = found.decision
    return _table(
        "sorting",
        Words("ELECTRE TRI-B : chaque option en elle-même", "ELECTRE TRI-B: each on its merits"),
        (
            OPTION,
            Field("category", Words("Catégorie", "Category")),
            Field("reject", CATEGORY_NAMES["reject"], "1"),
            Field("rework", CATEGORY_NAMES["rework"], "1"),
            Field("acceptable", CATEGORY_NAMES["acceptable"], "1"),
            Field("vetoes", Words("Veto sur", "Veto on")),
        ),
        tuple(
            (
                name(found, one.option),
                CATEGORY_NAMES[one.category],
                *one.shares,
                listed([decision.criterion(id_).name.words for id_ in one.vetoes])
                if one.vetoes
                else NONE,
            )
            for one in found.sorting
        ),
        sources,
        Words(
            "Règle pessimiste, majorité {cut} ; part des tirages dans chaque catégorie. Critères "
            "sans seuils « rework » et « acceptable » : laissés de côté.",
            "Pessimistic rule, majority {cut}; share of the draws in each category. Criteria "
            "without limits are left aside.",
        ).filled(cut=spoken(decision.cut)),
    )


def _comparison(found: Findings, sources: Sources) -> Exhibit:
    beside = found.comparison
    orders = (found.together.order, found.outranking.order, beside.topsis_order, beside.ahp_order)
    titles = (
        ("additive", Words("Modèle additif", "Additive model")),
        ("promethee", Words("PROMETHEE II", "PROMETHEE II")),
        ("topsis", Words("TOPSIS", "TOPSIS")),
        ("ahp", Words("AHP", "AHP")),
    )
    return _table(
        "comparison",
        Words("Rang selon chaque méthode", "Rank by each method"),
        (OPTION, *(Field(key, words, "rank") for key, words in titles)),
        tuple(
            (
                name(found, option),
                *(float(order.index(option) + 1) if order else None for order in orders),
            )
            for option in found.options
        ),
        sources,
        Words(
            "AHP et TOPSIS ne sont là que pour comparer : leurs échelles dépendent des options "
            "présentes, si bien qu'en retirer une peut inverser les autres.",
            "AHP and TOPSIS stand for comparison only: their scales depend on the options at hand, "
            "so that leaving one out can reverse others.",
        ),
    )


def _votes(found: Findings, sources: Sources) -> Exhibit:
    names = {group.id: group.name.words for group in found.decision.groups}
    return _table(
        "votes",
        Words("Votes et raisons données", "Votes and reasons given"),
        (
            OPTION,
            GROUP,
            Field("votes", Words("Votes", "Votes"), "rank"),
            Field("reason", Words("Raison", "Reason")),
        ),
        tuple(
            (name(found, vote.option), names[vote.group], float(vote.votes), vote.reason)
            for vote in found.decision.votes
        ),
        sources,
        Words(
            "Les votes sont consignés ; ils n'entrent dans aucun calcul.",
            "Votes are recorded; they enter no computation.",
        ),
    )
