"""One page on a sector or a district: the six figures that matter, to read and to print."""

from datetime import date

from figures import answers
from figures.briefs import brief
from figures.kept import once
from figures.selection_words import filters_in_words
from figures.sentences import headed
from pages.parts.brief import show_brief, subject
from pages.parts.page import Page
from pages.parts.reader import reader
from pages.parts.respondents import respondents

context = reader()
of_whom = headed("", filters_in_words(context, context.selection.where))

with Page(context, f"{context.say('Brief')}: {of_whom}", answers.maturity) as page:
    subject(context)
    made = once(context, brief, respondents(context), date.today())
    if not made.figures:
        page.nothing_asked()
    elif page.anything([each.value for each in made.figures]):
        show_brief(context, made)
