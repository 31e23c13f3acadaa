"""Pictures that somebody uploads for slides: looked at before they are kept.

A file is what its content says, whatever it is called. A drawing (SVG) is a program as well as a
picture, so only one is kept that holds nothing to run and asks nobody for anything.
"""

from __future__ import annotations

import os
import re
import unicodedata
from io import BytesIO
from tempfile import NamedTemporaryFile
from warnings import catch_warnings, simplefilter
from xml.etree import ElementTree

from PIL import Image

from locales import N_, Message
from stage.orders.folder import picture, pictures_folder
from survey.failure import Failure

LARGEST = 5_000_000  # bytes
_PIXELS = 40_000_000  # of a photograph: more would fill the memory of the hall's computer
_MOST = 300  # pictures in the folder
_KINDS = {"PNG": ".png", "JPEG": ".jpg"}
_RUN = ("script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set",
        "animate", "animatemotion", "animatetransform", "audio", "video", "a")  # fmt: skip
_OWN = re.compile(r"#|data:image/(png|jpeg);", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"@import|javascript:|expression\s*\(|url\(\s*['\"]?\s*(?!#)", re.IGNORECASE
)
_LARGE = N_("{file} has {size} MB; at most {most} MB are kept. Please save it smaller.")
_NO_PICTURE = N_("{file} is no picture that can be shown: PNG, JPEG or SVG is expected.")
_RUNS = N_(
    "{file} is a drawing that holds more than a drawing ({what}): it could run a program or ask "
    "another server. Save it as PNG, or as plain SVG."
)
_FULL = N_("There are {most} pictures already. Please have some removed on the server.")
_NOT_KEPT = N_("The picture cannot be saved in {folder}: {detail}")


def keep_picture(name: str, content: bytes) -> str:
    """Keep a picture, and what it is called from now on. Raises Failure where it is none.

    The same picture is kept once; another one of the same name gets a number.
    """
    end = checked_picture(name, content)
    stem = _stem(name)
    found = stem + end
    count = 1
    while (there := picture(found)) is not None and there.read_bytes() != content:
        count += 1
        found = f"{stem}-{count}{end}"
    if there is None:
        _written(found, content)
    return found


def checked_picture(name: str, content: bytes) -> str:
    """How the name of a picture ends by its content. Raises Failure where it may not be shown."""
    shown = name[-60:]
    if len(content) > LARGEST:
        size, most = f"{len(content) / 1e6:.0f}", LARGEST // 1_000_000
        raise Failure(Message(_LARGE, file=shown, size=size, most=most))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        if what := _runs(content):
            raise Failure(Message(_RUNS, file=shown, what=what))
        return ".svg"
    try:
        with catch_warnings():
            simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=list(_KINDS)) as image:
                kind, (width, height) = str(image.format), image.size
                image.verify()
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        raise Failure(Message(_NO_PICTURE, file=shown)) from None
    if kind not in _KINDS or width * height > _PIXELS:
        raise Failure(Message(_NO_PICTURE, file=shown))
    return _KINDS[kind]


def _runs(content: bytes) -> str:
    """What in an SVG is no drawing, empty if all of it is. Raises Failure where it is no SVG."""
    for what in (b"\0", b"<!ENTITY", b"<?XML-STYLESHEET"):
        if what in content.upper():
            return what.decode().strip("<!?\0").lower() or "UTF-16"
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Failure(Message(_NO_PICTURE, file="SVG")) from None
    if _plain(root.tag) != "svg":
        raise Failure(Message(_NO_PICTURE, file=_plain(root.tag)[:20]))
    for element in root.iter():
        tag = _plain(element.tag)
        if tag in _RUN:
            return tag
        if tag == "style" and _ELSEWHERE.search("".join(element.itertext())):
            return tag
        for attribute, value in element.attrib.items():
            name = _plain(attribute)
            link = name in ("href", "src") and not _OWN.match(value.strip())
            if name.startswith("on") or link or _ELSEWHERE.search(value):
                return name
    return ""


def _plain(name: object) -> str:
    """A name without its namespace, in small letters."""
    return str(name).rpartition("}")[2].lower()


def _stem(name: str) -> str:
    """The name without its end, safe as a file's name and in an address."""
    plain = unicodedata.normalize("NFKD", name.rpartition(".")[0] or name)
    plain = plain.replace("ß", "ss").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50] or "bild"


def _written(name: str, content: bytes) -> None:
    """Whole or not at all."""
    place = pictures_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        if sum(1 for _ in place.iterdir()) >= _MOST:
            raise Failure(Message(_FULL, most=_MOST))
        with NamedTemporaryFile("wb", dir=place, prefix=".", delete=False) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, place / name)
    except OSError as error:
        detail = error.strerror or error
        raise Failure(Message(_NOT_KEPT, folder=place, detail=detail)) from None
