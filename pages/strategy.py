"""Who has a strategy? The steps towards one by sector and by size, and the further questions."""

from figures import answers
from figures.any_question import any_question, chartable
from figures.scores import waves
from figures.shares import matters, steps
from pages.parts.page import head, nothing_asked, section, show
from pages.parts.reader import reader
from survey.codebook import SingleQuestion

context = reader()
codebook, say = context.codebook, context.say
head(context, say("Who has a strategy for digitalisation?"), answers.strategy(context))
questions = [q for q in codebook.topic("strategy") if chartable(q)]
stages = [q for q in questions if isinstance(q, SingleQuestion) and q.ordered and not q.items][:1]
dimensions = list(codebook.dimensions)

for question in stages:
    for dimension in dimensions[:2]:
        show(context, steps, f"{question.id}-by-{dimension}", question.id, dimension)
    if len(codebook.waves) > 1:
        codes, label = matters(context, question.id)
        words = say("share of firms")
        over_time = {"unit": "percent", "words": words, "option": codes, "label": label}
        show(context, waves, f"{question.id}-waves", question.id, **over_time)
further = [q for q in questions if q not in stages]
if stages and further:
    section(say("More on strategy"))
for question in further:
    show(context, any_question, question, dimensions[0])
if not questions:
    nothing_asked(context)
