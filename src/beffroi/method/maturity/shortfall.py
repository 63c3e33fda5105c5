"""Shortfall: why there are fewer first measures than a town may start with, or none."""

from collections.abc import Iterator

from beffroi.foundation.language import Words, both, plural
from beffroi.method.maturity.measures import FIRST, Plan
from beffroi.method.maturity.profile import Profile


def shortfall(profile: Profile, plan: Plan) -> Words | None:
    """Say why there are fewer than six first measures: what is unknown, too much, or reached.

    Parameters
    ----------
    profile
        Of the town.
    plan
        Its first measures.

    Returns
    -------
    None if there are six. Every line that the town is concerned by is accounted for.
    """
    n_chosen = len(plan.chosen)
    if n_chosen >= FIRST:
        return None
    parts = list(_parts(profile, plan))
    why = Words(", ".join(w.fr for w in parts), ", ".join(w.en for w in parts))
    if not n_chosen:
        return both("No measure to start with: {why}.", why=why)
    return plural(
        n_chosen,
        both("{n} measure and not {first}: {why}."),
        both("{n} measures and not {first}: {why}."),
        first=FIRST,
        why=why,
    )


def _parts(profile: Profile, plan: Plan) -> Iterator[Words]:
    concerned = [own for own in profile.lines if own.reached is not None]
    if not concerned:
        yield both("no line of the grid concerns the town")
        return
    if all(own.stage is None for own in concerned):
        yield both("nothing is known yet, there is first to find out")
    elif plan.to_find_out:
        yield plural(
            len(plan.to_find_out),
            both("on {n} line there is first to find out"),
            both("on {n} lines there is first to find out"),
        )
    if plan.waiting:
        yield plural(
            len(plan.waiting),
            both("{n} next step does not fit in the capacity that is left"),
            both("{n} next steps do not fit in the capacity that is left"),
        )
    n_reached = len(concerned) - sum(map(len, (plan.to_find_out, plan.chosen, plan.waiting)))
    if n_reached == len(concerned):
        yield both("nothing is missing, every line is at its highest stage")
    elif n_reached:
        yield plural(
            n_reached,
            both("{n} line is at its highest stage already"),
            both("{n} lines are at their highest stage already"),
        )
