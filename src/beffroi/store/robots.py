"""robots.txt: what a site asks programs not to read, and how slowly they should come."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

LONGEST = 512 * 1024
"""What is read of a robots.txt, at most (RFC 9309, 2.5 asks for 500 kibibytes). [byte]"""


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of a program.

    Attributes
    ----------
    rules
        Paths, and whether they may be read.
    delay
        Wait asked between two questions; 0 where none is. [s]
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        r"""Say whether a path, its query included, may be read: the longest rule decides.

        Examples
        --------
        >>> robots = robots_of("User-agent: *\nDisallow: /\nAllow: /boutique", "Beffroi")
        >>> robots.allows("/"), robots.allows("/boutique/pains")
        (False, True)
        """
        told = _even(path or "/")
        fits = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, told)]
        return max(fits, default=(0, True))[1]


ALL, NONE = Robots(), Robots(rules=(("/", False),))
"""A site without rules; a site that refuses, or whose server fails."""


def robots_of(text: str, agent: str) -> Robots:
    r"""Read the rules of a robots.txt for a program.

    Parameters
    ----------
    text
        The file.
    agent
        Name of the program: groups that name it hold, else those for all (``*``).

    References
    ----------
    M. Koster, G. Illyes, H. Zeller, L. Sassman, "Robots Exclusion Protocol", RFC 9309, 2022.

    Examples
    --------
    >>> robots_of("User-agent: *\nCrawl-delay: 5\nDisallow: /*.pdf$", "Beffroi")
    Robots(rules=(('/*.pdf$', False),), delay=5.0)
    """
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    is_naming = False
    for line in text[:LONGEST].splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not is_naming:
                groups.append(([], []))
            groups[-1][0].append(value.casefold())
            is_naming = True
        elif groups and key in {"allow", "disallow", "crawl-delay"}:
            groups[-1][1].append((key, value))
            is_naming = False
    own = [lines for names, lines in groups if agent.casefold() in names]
    for_all = [lines for names, lines in groups if "*" in names]
    return _made([line for lines in own or for_all for line in lines])


def _made(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple((value, key == "allow") for key, value in lines
                  if key in {"allow", "disallow"} and value.startswith(("/", "*")))  # fmt: skip
    delays = [float(value) for key, value in lines
              if key == "crawl-delay" and re.fullmatch(r"\d{1,6}(\.\d{1,6})?", value)]  # fmt: skip
    return Robots(rules, max(delays, default=0.0))


def _even(path: str) -> str:
    """Write a path with its signs escaped one way."""
    return quote(unquote(path), safe="/?&=:@!$'()*+,;~.-_%")


def _fits(rule: str, path: str) -> bool:
    """Say whether a path begins as a rule says; ``*`` is anything, a last ``$`` the end."""
    ends = rule.endswith("$")
    first, *rest = _even(rule.removesuffix("$")).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for n, part in enumerate(rest):
        if ends and n == len(rest) - 1:
            return path.endswith(part) and len(path) - len(part) >= at
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)
