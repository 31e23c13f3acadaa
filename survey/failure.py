"""The one kind of error that is meant for a person."""

from __future__ import annotations

from locales import Lang, Message


class Failure(Exception):
    """Something a person has to mend; its message says what happened, where, and what to do.

    Pages, command line and API show `text(lang)` and no stack trace. Everything else that is
    raised is a mistake of the program.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.text("en"))
        self.message = message

    def text(self, lang: Lang) -> str:
        return self.message.text(lang)
