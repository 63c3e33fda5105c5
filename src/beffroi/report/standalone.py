"""Pages that stand alone: one file each, which runs its own scripts and asks nothing of anybody."""

from collections.abc import Callable, Sequence
from typing import Any

from beffroi.foundation.language import both
from beffroi.report import laying_out
from beffroi.report.page import asset, hashed, style, unescaped
from beffroi.report.words import counted, dated, measured, side_by_side


def laid_out(
    template: str, parts: dict[str, Any], *, scripts: Sequence[str] = (), look: Sequence[str] = (),
    words: dict[str, Callable[..., Any]] | None = None,
) -> str:  # fmt: skip
    """Lay a page out in French and in English.

    Parameters
    ----------
    template
        Name of its template.
    parts
        What the template shows.
    scripts, look
        Scripts and style sheets that it needs beside those of every page.
    words
        Functions that its template calls beside those of every page.

    Returns
    -------
    HTML whose policy (`Content-Security-Policy`) forbids every address and runs the page's own
    scripts alone.
    """
    environment = laying_out.environment()
    environment.globals.update(
        t=lambda sentence: side_by_side(both(sentence)), both=both, say=side_by_side, dated=dated,
        counted=counted, measured=measured, **(words or {}),
    )  # fmt: skip
    own, looks = [asset("page.js"), *scripts], [*look, style()]
    return environment.get_template(template).render(
        **parts,
        scripts=[unescaped(script) for script in own],
        styles=[unescaped(one) for one in looks],
        script_hashes=unescaped(" ".join(map(hashed, own))),
        style_hashes=unescaped(" ".join(map(hashed, looks))),
    )
