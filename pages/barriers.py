"""What holds digitalisation back? Barriers ranked, by sector and size, and their weight."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.matrices import items_by
from figures.rankings import items
from pages.parts.page import head, nothing_asked, show
from pages.parts.reader import reader
from survey.codebook import MultipleQuestion

context = reader()
codebook, say = context.codebook, context.say
head(context, say("What holds digitalisation back?"), answers.barriers(context))
questions = [q for q in codebook.topic("barriers") if chartable(q)]
dimensions = list(codebook.dimensions)

for question in questions:
    if isinstance(question, MultipleQuestion):
        show(context, items, question.id, question)
        for dimension in dimensions[:2]:
            show(context, items_by, f"{question.id}-by-{dimension}", question, dimension)
    else:
        show(context, any_question, question, dimensions[0])
if not questions:
    nothing_asked(context)
