"""Whether the figures and pictures of a running order exist, and what is possible where not."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs

from locales import N_, Lang, Message
from stage.asked import Asked, asked
from stage.orders.folder import picture
from stage.orders.model import FigureSlide, LogosSlide, PictureSlide, RunningOrder
from stage.orders.reading import Problem
from survey.complaints import Address
from survey.failure import Failure
from survey.served import served_snapshot
from survey.site import Site
from survey.snapshot import Snapshot, named_snapshot
from survey.warehouse import home

_OURS = ("page", "figure", "theme", "lang")


def snapshot_of(order: RunningOrder) -> Snapshot:
    """The data state that the order shows: the one it is frozen to, else what is published now.

    Raises Failure where it is gone.
    """
    folder = home()
    return named_snapshot(folder, order.snapshot) if order.snapshot else served_snapshot(folder)


def address_of(slide: FigureSlide, lang: Lang) -> dict[str, list[str]]:
    """The address of the slide's figure, as `/figure` takes it."""
    codes = parse_qs(slide.address.lstrip("?"), keep_blank_values=False)
    kept = {name: values for name, values in codes.items() if name not in _OURS}
    return {"page": [slide.page], "figure": [slide.figure], **kept, "lang": [lang]}


def problems(order: RunningOrder, site: Site) -> Iterator[Problem]:
    """What of the order cannot be shown as it stands."""
    try:
        published = snapshot_of(order)
    except Failure as failure:
        yield Problem(("snapshot",) if order.snapshot else (), failure.message)
        return
    for place, slide in enumerate(order.slides):
        if isinstance(slide, FigureSlide):
            yield from _of_figure(slide, place, order.language, site, published)
        elif isinstance(slide, PictureSlide):
            yield from _of_picture(slide.file, ("slides", place, "file"))
        elif isinstance(slide, LogosSlide):
            for at, logo in enumerate(slide.logos):
                if logo.file is not None:
                    yield from _of_picture(logo.file, ("slides", place, "logos", at, "file"))
    if order.logo is not None:
        yield from _of_picture(order.logo, ("logo",))


def _of_figure(
    slide: FigureSlide, place: int, lang: Lang, site: Site, published: Snapshot
) -> Iterator[Problem]:
    address: Address = address_of(slide, lang)
    try:
        found: Asked = asked(address, site, published)
    except Failure as failure:
        # the name of the parameter that does not exist is the key of the slide
        key = str(failure.message.values.get("name", "page"))
        yield Problem(("slides", place, key), failure.message)
        return
    for complaint in found.complaints:
        yield Problem(("slides", place, "address"), complaint)


def _of_picture(name: str, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if picture(name) is None:
        said = N_("there is no picture {name} in the folder of pictures")
        yield Problem(path, Message(said, name=name))
