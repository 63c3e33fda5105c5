"""Solutions: what could answer a need, and every fact known of it, with date, source and class."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlsplit

from beffroi.foundation.language import Words

Evidence = Literal["A", "B", "C", "D"]
CLASSES: Mapping[str, Words] = MappingProxyType(
    {
        "A": Words("statistique officielle ou droit", "official statistic or law"),
        "B": Words("presse ou exploitant", "press or operator"),
        "C": Words("dires du vendeur", "vendor's claim"),
        "D": Words("jugement ou mémoire, à vérifier", "judgement or memory, to be checked"),
    }
)
"""Evidence classes, the strongest first."""
MEMORY = Words("sans source (de mémoire, à vérifier)", "no source (from memory, to be checked)")
"""What stands for the source of a fact that nobody has looked up yet."""
SORTS: Mapping[str, Words] = MappingProxyType(
    {
        "average": Words("moyenne de plusieurs services", "average of several services"),
        "minimum": Words("un minimum, sans maximum connu", "a minimum, no maximum is known"),
        "addition": Words("s'ajoute aux autres prix", "comes on top of the other prices"),
        "user": Words("payé par l'usager", "paid by the user"),
    }
)
"""What a number may be besides a price or a bound that was seen."""
NOTHING = "do-nothing"
"""The id of the solution that all others are compared with."""


def is_home_page(url: str) -> bool:
    """Say whether an address leads to the home page of a site, and to no page of it.

    Examples
    --------
    >>> is_home_page("https://a.example/"), is_home_page("https://a.example/prices")
    (True, False)
    """
    parts = urlsplit(url)
    return bool(parts.netloc) and parts.path in ("", "/") and not (parts.query or parts.fragment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something known of a solution, or explicitly not known.

    Attributes
    ----------
    key
        What it speaks of: an id of `vocabulary.keys()`.
    low, high
        Bounds of a number; equal for a value, `low` None where only an upper bound is known, both
        None where no number is. [unit]
    sort
        An id of `SORTS`: an average, which bounds no price, a minimum, a price that is added to
        those told for other measures, or one that users pay; empty for a number that stands alone.
    unit
        Unit of the number.
    per
        What a price is for (a town, a bike…): an id of `vocabulary.measures()`; empty if none.
    words
        What the fact says, or a note on the number; None if nothing.
    items
        A list: formats, licences, towns, regions.
    holds
        A yes or a no; None if it is neither.
    code
        What is asked for, of a prerequisite: an id of `vocabulary.capacities()`.
    place, population
        Where it was seen, and how many people live there. [person] Empty and None for what holds
        anywhere (a tariff, a law), for a town's own quotation, and where it is unknown.
    source, url
        Who says so, and where.
    date
        When it held, ISO 8601 (``2022``, ``2022-04``, ``2022-04-30``); empty where the source
        bears no date.
    consulted
        When the source was read, where it bears no date.
    evidence
        Class of evidence, A (strongest) to D.
    """

    key: str
    low: float | None = None
    high: float | None = None
    sort: str = ""
    unit: str = ""
    per: str = ""
    words: Words | None = None
    items: tuple[str, ...] = ()
    holds: bool | None = None
    code: str = ""
    place: str = ""
    population: int | None = None
    source: Words
    url: str = ""
    date: str = ""
    consulted: str = ""
    evidence: Evidence

    def __post_init__(self) -> None:
        """Refuse a fact without source, date or class."""
        if not self.source.fr.strip() or not (self.date or self.consulted):
            raise ValueError(f"Fact {self.key} has no source or no date.")
        if self.evidence not in CLASSES:
            raise ValueError(f"Fact {self.key} has no class of evidence.")

    @property
    def is_known(self) -> bool:
        """Whether it says anything but that the thing is unknown."""
        return self.has_number or bool(self.items or self.code) or self.holds is not None

    @property
    def has_number(self) -> bool:
        """Whether it holds a value, an interval or an upper bound."""
        return self.high is not None

    @property
    def is_average(self) -> bool:
        """Whether its number is an average, which is neither a lower nor an upper bound."""
        return self.sort == "average"

    @property
    def is_elsewhere(self) -> bool:
        """Whether its number was seen in another place, or averages several: it bounds nothing."""
        return self.has_number and (bool(self.place) or self.is_average)

    @property
    def is_from_memory(self) -> bool:
        """Whether nobody has looked it up yet."""
        return self.source == MEMORY

    @property
    def has_page(self) -> bool:
        """Whether its source has an address of its own, and not that of a home page alone."""
        return bool(self.url) and not is_home_page(self.url)

    @property
    def day(self) -> str:
        """The date it held or, failing that, the date it was read; ISO 8601."""
        return self.date or self.consulted


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Something that could answer needs: an offer, a public step, a rule, a way without digital.

    Attributes
    ----------
    id
        Lower-case letters, digits and hyphens.
    name
        What people call it.
    vendor
        Who offers it.
    family, kind
        Ids of `vocabulary.families()` and `vocabulary.kinds()`.
    needs
        Ids of `territory.need.known_needs()`; ``*`` alone answers for all of them.
    what
        What it is, in a sentence.
    facts
        All that is known of it.
    """

    id: str
    name: Words
    vendor: str
    family: str
    kind: str
    needs: tuple[str, ...]
    what: Words
    facts: tuple[Fact, ...] = ()

    def about(self, key: str) -> tuple[Fact, ...]:
        """Return the facts of a key."""
        return tuple(fact for fact in self.facts if fact.key == key)

    def serves(self, need: str) -> bool:
        """Say whether it answers a need."""
        return need in self.needs or self.needs == ("*",)

    @property
    def n_weak(self) -> int:
        """How many of its facts are of class D: a judgement, or from memory."""
        return sum(fact.evidence == "D" for fact in self.facts)

    @property
    def n_without_page(self) -> int:
        """How many of its facts lead to no page, or to a home page alone."""
        return sum(not fact.has_page for fact in self.facts)

    @property
    def is_law(self) -> bool:
        """Whether a legal duty asks for it."""
        return any(fact.holds for fact in self.about("duty"))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every solution, by id, in the order of the files.

    Examples
    --------
    >>> Catalogue({}).solutions
    mappingproxy({})
    """

    solutions: Mapping[str, Solution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Freeze the solutions."""
        object.__setattr__(self, "solutions", MappingProxyType(dict(self.solutions)))

    def __iter__(self) -> Iterator[Solution]:
        return iter(self.solutions.values())

    def __len__(self) -> int:
        return len(self.solutions)

    def __getitem__(self, id_: str) -> Solution:
        return self.solutions[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self.solutions

    def serving(self, needs: Iterable[str]) -> tuple[Solution, ...]:
        """Return the solutions that answer one need at least of those asked."""
        asked = tuple(needs)
        return tuple(one for one in self if any(one.serves(need) for need in asked))

    def joined(self, own: "Catalogue", more: Mapping[str, tuple[Fact, ...]]) -> "Catalogue":
        """Add a town's own solutions and facts.

        Parameters
        ----------
        own
            Solutions told whole: one that bears an id of this catalogue takes its place.
        more
            Facts on solutions of this catalogue, added to theirs unless they stand there already.
        """
        solutions = {**self.solutions, **own.solutions}
        for id_, facts in more.items():
            known = solutions[id_].facts
            added = tuple(fact for fact in facts if fact not in known)
            solutions[id_] = replace(solutions[id_], facts=known + added)
        return Catalogue(solutions)
