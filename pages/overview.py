"""Where do firms stand? Key figures, maturity by sector and size, the strongest barriers."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.key_figures import key_figures
from figures.matrices import two_dimensions
from figures.rankings import items
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import MultipleQuestion

context = reader()
codebook, say = context.codebook, context.say
dimensions = list(codebook.dimensions)
barriers = [q for q in codebook.topic("barriers") if isinstance(q, MultipleQuestion)]
points = {"unit": "points", "words": say("mean points of 0–100")}

with Page(context, say("Where do firms stand?"), answers.maturity(context)) as page:
    page.key_figures(key_figures(context))
    page.findings([each.id for each in (*codebook.scores[:1], *barriers[:1])])
    if codebook.scores and len(dimensions) > 1:
        score = codebook.scores[0].id
        page.show(two_dimensions, f"{score}-matrix", score, *dimensions[:2], **points)
    if barriers:
        page.show(items, barriers[0].id, barriers[0])
    if not codebook.scores and not barriers:  # a survey on other matters: its first questions
        for question in [q for q in codebook.questions if chartable(q)][:3]:
            page.show(any_question, question, dimensions[0])
