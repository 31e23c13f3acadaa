"""What is in a file that may be an archive: a workbook, a presentation, a page."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, is_zipfile


def parts(content: bytes) -> dict[str, bytes]:
    """The files in an archive, and in archives in it; of anything else the content."""
    if not is_zipfile(BytesIO(content)):
        return {"": content}
    with ZipFile(BytesIO(content)) as archive:
        return {
            f"{name}/{inner}": part
            for name in archive.namelist()
            for inner, part in parts(archive.read(name)).items()
        }
