"""The parameters of a request, each checked by itself, so that a refusal names the right one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from api.problems import Refused
from estimation.measures import joint_shares, resolve
from estimation.query import Query, parse_query
from locales import LANGUAGES, N_, Message
from survey.codebook import Codebook
from survey.explored import targets
from survey.failure import Failure
from survey.selection import parse_cuts, parse_filter
from survey.served import served_survey
from survey.snapshot import PublishedSurvey, Snapshot

FORMATS = ("json", "csv")
STATISTICS = ("proportion", "mean", "total", "median")
INTERVALS = ("beta", "logit")
YES_OR_NO = ("false", "true")
LANG = "lang"


@dataclass(frozen=True)
class Asked:
    """A query of a survey and how it is to be answered."""

    survey: PublishedSurvey
    query: Query
    format: str
    deff: bool


def estimates_asked(given: QueryParams, published: Snapshot) -> Asked:
    """What `/estimates` is asked for. Raises Refused naming the parameter."""
    known = ("survey", "question", "wave", "by", "where", "option", "statistic", "ci", "deff",
             "format")  # fmt: skip
    only(given, known, several=("where",))
    survey = survey_asked(given, published)
    codebook = survey.codebook
    target = given.get("question", "")
    with blaming("question", targets(codebook)):
        if not target:
            raise Failure(Message(N_("Say what is asked for.")))
        resolve(codebook, target)
    statistic = choice(given, "statistic", STATISTICS)
    with blaming("statistic", STATISTICS):
        measures = resolve(codebook, target, statistic or None)  # type: ignore[arg-type]
    interval, option = choice(given, "ci", INTERVALS), given.get("option")
    form = choice(given, "format", FORMATS)
    deff = choice(given, "deff", YES_OR_NO) == "true"
    if option is not None:
        with blaming("option", sorted({code for each in measures for code in each.codes})):
            for measure in measures:
                joint_shares(measure, option)
    by, where = given.get("by", ""), given.getlist("where")
    with blaming("by", cuts(codebook)):
        parse_cuts(codebook, by)
    with blaming("where", cuts(codebook)):
        for text in where:
            parse_filter(codebook, text)
    with blaming("wave", [*codebook.wave, "all"]):
        query = parse_query(
            codebook,
            target,
            wave=given.get("wave"),
            by=by,
            where=where,
            statistic=statistic or None,  # type: ignore[arg-type]
            interval=interval or "beta",  # type: ignore[arg-type]
            option=option,
        )
    return Asked(survey, query, form or FORMATS[0], deff)


def survey_asked(given: QueryParams, published: Snapshot) -> PublishedSurvey:
    """The survey of the request; it need not be named where there is just one."""
    with blaming("survey", published.surveys):
        return served_survey(published, given.get("survey") or published.only_survey())


def cuts(codebook: Codebook) -> list[str]:
    """What a reader can divide and filter by: `sector:group`, `size`."""
    return [
        f"{name}:{level}" if len(each.level_ids) > 1 else name
        for name, each in codebook.dimensions.items()
        for level in each.level_ids
    ]


def choice(given: QueryParams, name: str, allowed: Sequence[str]) -> str:
    """The value of a parameter that has few; "" where it is not given."""
    value = given.get(name, "")
    if name in given and value not in allowed:
        raise Refused(
            Message(N_("{name}={value} is not possible."), name=name, value=value[:80] or "–"),
            name,
            allowed,
        )
    return value


def only(given: QueryParams, known: Sequence[str], several: Sequence[str] = ()) -> None:
    """Raises Refused for a parameter that is not known, or given more than once."""
    for name in given:
        if name not in (*known, LANG):
            message = Message(N_("There is no parameter '{name}'."), name=name[:80])
            raise Refused(message, name[:80], (*known, LANG))
        if name not in several and len(given.getlist(name)) > 1:
            raise Refused(Message(N_("'{name}' is given more than once."), name=name), name)
    choice(given, LANG, LANGUAGES)


@contextmanager
def blaming(parameter: str, allowed: Sequence[str]) -> Iterator[None]:
    """A failure within is because of this parameter."""
    try:
        yield
    except Failure as failure:
        raise Refused(failure.message, parameter, allowed) from failure
