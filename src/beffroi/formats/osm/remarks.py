"""What a reader mended, left out or could not tell, said to the people who read the study."""

from collections import Counter
from collections.abc import Mapping

from beffroi.foundation.language import Words

SENTENCES = {
    "no date": Words(
        fr="Le fichier OpenStreetMap ne dit pas la date de ses données.",
        en="The OpenStreetMap file does not tell the date of its data.",
    ),
    "no street": Words(
        fr="Le fichier OpenStreetMap ne contient aucune rue : rien ne pourra être dit des "
        "déplacements.",
        en="The OpenStreetMap file holds no street: nothing can be said of movement.",
    ),
    "deletions": Words(
        fr="Des objets marqués « à supprimer » dans un éditeur sont encore dans le fichier et ont "
        "été comptés ; envoyez ou purgez les modifications avant d'exporter.",
        en="Objects marked for deletion in an editor are still in the file and were counted; "
        "upload or purge the changes before exporting.",
    ),
    "repeated": Words(
        fr="{n} objets OpenStreetMap figuraient plusieurs fois ; la dernière version a été gardée.",
        en="{n} OpenStreetMap objects came more than once; the last version was kept.",
    ),
    "unplaced": Words(
        fr="{n} nœuds OpenStreetMap sans coordonnées ont été tenus pour absents.",
        en="{n} OpenStreetMap nodes without coordinates were taken as absent.",
    ),
    "alone": Words(
        fr="Le fichier OpenStreetMap semble tronqué : {n} nœuds n'appartiennent à aucun chemin. "
        "Des rues et des bâtiments manquent sans doute, et les chiffres sont trop bas : "
        "téléchargez-le de nouveau.",
        en="The OpenStreetMap file seems cut: {n} nodes belong to no way. Streets and buildings "
        "are probably missing, and the figures too low: download it again.",
    ),
    "absent": Words(
        fr="Le fichier OpenStreetMap semble incomplet : {n} nœuds cités par ses chemins n'y sont "
        "pas. Les longueurs et les surfaces sont trop petites : demandez un extrait qui complète "
        "ses chemins.",
        en="The OpenStreetMap file seems incomplete: it lacks {n} nodes that its ways name. "
        "Lengths and areas are too small: ask for an extract that completes its ways.",
    ),
    "streets cut": Words(
        fr="{n} rues sont coupées au bord du fichier ; leur plus long morceau présent a été gardé.",
        en="{n} streets are cut at the edge of the file; their longest part present was kept.",
    ),
    "streets undrawn": Words(
        fr="{n} rues n'ont pas deux nœuds qui se suivent dans le fichier : comptées, elles ne sont "
        "pas dessinées.",
        en="{n} streets have no two nodes in a row in the file: they are counted but not drawn.",
    ),
    "water undrawn": Words(
        fr="{n} cours d'eau n'ont pas deux nœuds qui se suivent dans le fichier : comptés, ils ne "
        "sont pas dessinés.",
        en="{n} watercourses have no two nodes in a row in the file: they are counted but not "
        "drawn.",
    ),
    "incomplete": Words(
        fr="{n} objets sont incomplets dans le fichier (contour ouvert ou coupé) : comptés, ils "
        "sont situés par ce qui en est présent.",
        en="{n} objects are incomplete in the file (outline open or cut): they are counted, and "
        "located by what is present.",
    ),
    "nowhere": Words(
        fr="{n} objets n'ont aucun membre dans le fichier : comptés, ils ne sont pas situés.",
        en="{n} objects have no member in the file: they are counted but have no location.",
    ),
    "mended": Words(
        fr="{n} contours se recoupaient et ont été redessinés.",
        en="{n} outlines crossed themselves and were redrawn.",
    ),
    "unparsable": Words(
        fr="{n} valeurs de {tag} ne sont pas des nombres simples et sont tenues pour inconnues : "
        "{examples}.",
        en="{n} values of {tag} are not plain numbers and are taken as unknown: {examples}.",
    ),
}
MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 20


def remarks(counts: Mapping[str, int], unparsable: Mapping[str, Counter[str]]) -> tuple[Words, ...]:
    """Say what is worth saying.

    Parameters
    ----------
    counts
        Number of cases, by key of `SENTENCES`; those of 0 are left unsaid.
    unparsable
        Values that are not numbers, with their numbers, by tag.

    Examples
    --------
    >>> [said.en for said in remarks({"mended": 2, "repeated": 0}, {})]
    ['2 outlines crossed themselves and were redrawn.']
    """
    said = [
        words.filled(n=str(counts[key]))
        for key, words in SENTENCES.items()
        if counts.get(key, 0) > 0
    ]
    return (*said, *(_unparsable(tag, values) for tag, values in sorted(unparsable.items())))


def _unparsable(tag: str, values: Counter[str]) -> Words:
    examples = ", ".join(value[:LONGEST_EXAMPLE] for value, _ in values.most_common(MOST_EXAMPLES))
    return SENTENCES["unparsable"].filled(
        n=str(values.total()), tag=f"`{tag}`", examples=examples or "–"
    )
