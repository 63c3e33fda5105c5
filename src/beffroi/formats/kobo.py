"""KoboToolbox and ODK: the answers to an XLSForm, as their servers export them.

Formats: KoboToolbox's exports (CSV parted by semicolons, or XLSX; XML names or labels as headings,
groups or not, choices of a question in one column, in one column each, or both), ODK Central's
``submissions.csv`` (groups joined by hyphens, places in four columns) and Briefcase's.
"""

from pathlib import Path

from beffroi.carriers import exports
from beffroi.carriers.headings import headings, plain
from beffroi.carriers.submissions import Refused, Setting, answers, column, pseudonymised
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Answers, Pseudonymised, Questionnaire

FORMAT = "export of answers (KoboToolbox, ODK)"
STATES = ("validation status", "reviewstate")
SETTING = Setting(
    keys=("uuid", "meta instanceid", "instanceid", "key", "id", "index"),
    dates=("submission time", "submissiondate", "end", "today", "start"),
    personal=frozenset({
        "deviceid", "device id", "phonenumber", "phone number", "username", "submitted by",
        "simserial", "sim serial", "subscriberid", "subscriber id", "email", "submitterid",
        "submittername", "geolocation", "start geopoint", "imei",
    }),
    technical=frozenset({
        "start", "end", "today", "validation status", "notes", "status", "tags", "version",
        "formhub uuid", "meta instancename", "instancename", "meta rootuuid", "rootuuid",
        "attachmentspresent", "attachmentsexpected", "reviewstate", "edits", "formversion",
        "deprecatedid", "meta deprecatedid", "meta audit", "audit", "xform id string",
        "attachments",
        "parent index", "parent table name", "submission uuid", "instanceid", "meta instanceid",
    }),
    telling=frozenset(STATES),
)  # fmt: skip
REJECTED = frozenset({
    "validation status not approved", "not approved", "non approuve", "rejected", "rejete",
})  # fmt: skip

_REJECTED = Words(
    fr="{n} envoi(s) rejeté(s) par la personne qui les a relus, écarté(s).",
    en="{n} submission(s) rejected by whoever reviewed them, set aside.",
)


def read(path: Path, questionnaire: Questionnaire) -> Answers:
    """Read the answers exported by KoboToolbox or ODK.

    Parameters
    ----------
    path
        The export: CSV (alone in a ZIP archive or not) or XLSX.
    questionnaire
        What was asked.

    Returns
    -------
    One row a respondent, known by the hash of its submission. What tells who answered (device,
    telephone, account) is never read. Answers that cannot be are unknown and counted; submissions
    rejected, blank or sent twice are set aside and counted.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged, protected or no table, or holds no answer.
    HostileFileError
        If it is a bomb.
    FaultyFileError
        If no column answers the questionnaire, or if the header or a cell cannot be trusted.
    """
    export = exports.read(path, headings(questionnaire), format_name=FORMAT)
    state = column(export, STATES)
    refused = []
    if state is not None:
        rows = state.map(plain, na_action="ignore").astype("string").isin(REJECTED)
        refused.append(Refused(rows, _REJECTED))
    return answers(export, questionnaire, SETTING, refused)


def without_persons(path: Path, questionnaire: Questionnaire) -> Pseudonymised:
    """Keep the columns of an export that `read` reads, and nothing that tells who answers.

    Raises what `read` does.
    """
    export = exports.read(path, headings(questionnaire), format_name=FORMAT)
    return pseudonymised(export, questionnaire, SETTING)
