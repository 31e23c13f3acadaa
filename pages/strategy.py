"""Who has a strategy? The steps towards one by sector and by size, and the further questions."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.scores import waves
from figures.shares import matters, steps
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import SingleQuestion

context = reader()
codebook, say = context.codebook, context.say
questions = [q for q in codebook.topic("strategy") if chartable(q)]
stages = [q for q in questions if isinstance(q, SingleQuestion) and q.ordered and not q.items][:1]
dimensions = list(codebook.dimensions)
further = [q for q in questions if q not in stages]

with Page(
    context, say("Who has a strategy for digitalisation?"), answers.strategy(context)
) as page:
    page.findings([question.id for question in questions])
    for question in stages:
        for dimension in dimensions[:2]:
            page.show(steps, f"{question.id}-by-{dimension}", question.id, dimension)
        if len(codebook.waves) > 1:
            codes, label = matters(context, question.id)
            words = say("share of firms")
            over_time = {"unit": "percent", "words": words, "option": codes, "label": label}
            page.show(waves, f"{question.id}-waves", question.id, **over_time)
    if stages and further:
        page.section(say("More on strategy"))
    for question in further:
        page.show(any_question, question, dimensions[0])
    if not questions:
        page.nothing_asked()
