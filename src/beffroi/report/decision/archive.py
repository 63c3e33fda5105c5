"""Office files as the same bytes from one making to the next: nothing in them tells the hour."""

import io
import zipfile

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP archive can tell."""


def settled(office_file: bytes) -> bytes:
    """Write an office file again, its parts in the same order, without the hour of its making."""
    settled_to = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office_file)) as read,
        zipfile.ZipFile(settled_to, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            member = zipfile.ZipInfo(name, FIRST_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            written.writestr(member, read.read(name))
    return settled_to.getvalue()
