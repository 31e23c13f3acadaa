"""The site file: name, languages, contact and the legal pages of an installation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from locales import N_, Lang
from survey.codebook.values import Entry, Text
from survey.edited import read_edited

FILE = Path(__file__).parent.parent / "data" / "site.yaml"


class Contact(Entry):
    """Who runs the installation."""

    organisation: Text
    address: Text
    email: str
    phone: str | None = None


class Site(Entry):
    """What an installation says of itself; texts are Markdown.

    `address` is the one under which everybody reaches it, for codes on slides; without it they
    carry the address under which the stage was opened. `save_orders`: whether whoever opens the
    pages may save running orders on the server; without it they download and upload them.
    """

    name: str
    subtitle: Text
    logo: str | None = None
    address: Annotated[str, Field(pattern=r"^https?://[^\s?#]+$")] | None = None
    save_orders: bool = True
    languages: Annotated[tuple[Lang, ...], Field(min_length=1)] = ("de", "en")
    default_survey: str | None = None
    contact: Contact
    imprint: Text
    privacy: Text
    accessibility: Text

    @field_validator("logo")
    @classmethod
    def _logo_exists(cls, logo: str | None) -> str | None:
        if logo is not None and not (FILE.parent / logo).is_file():
            raise ValueError(f"there is no file {logo} in {FILE.parent}")
        return logo

    @property
    def logo_file(self) -> Path | None:
        """The image that stands over the pages; `logo` names it beside the site file."""
        return None if self.logo is None else FILE.parent / self.logo


@lru_cache
def site(file: Path = FILE) -> Site:
    """The site file, read once. Raises Failure with file and key where it cannot be used."""
    return read_edited(file, Site, N_("The site file {file} cannot be used: {detail}"))
