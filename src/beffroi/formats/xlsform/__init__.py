"""XLSForm: questionnaires as the workbooks that field tools read (KoboToolbox, ODK).

Format: https://xlsform.org, sheets ``survey``, ``choices`` and ``settings``. What only Beffroi
needs (the census variable or the need behind an answer) stands in columns whose names start with
``beffroi_``, which the tools leave alone.
"""

from beffroi.formats.xlsform.reading import Form, read
from beffroi.formats.xlsform.validity import check
from beffroi.formats.xlsform.writing import write

__all__ = ["Form", "check", "read", "write"]
