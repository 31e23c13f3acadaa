"""What holds digitalisation back? Barriers ranked, by sector and size, and their weight."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.matrices import items_by
from figures.rankings import items
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import MultipleQuestion

context = reader()
codebook, say = context.codebook, context.say
questions = [q for q in codebook.topic("barriers") if chartable(q)]
dimensions = list(codebook.dimensions)

with Page(context, say("What holds digitalisation back?"), answers.barriers(context)) as page:
    page.findings([question.id for question in questions])
    for question in questions:
        if isinstance(question, MultipleQuestion):
            page.show(items, question.id, question)
            for dimension in dimensions[:2]:
                page.show(items_by, f"{question.id}-by-{dimension}", question, dimension)
        else:
            page.show(any_question, question, dimensions[0])
    if not questions:
        page.nothing_asked()
