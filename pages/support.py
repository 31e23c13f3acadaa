"""Which support reaches firms? The way from known to used, reasons against it, offers that fit."""

from figures import answers
from figures.funnels import steps_of, way
from figures.matrices import items_by
from figures.of_question import views
from pages.parts.offers import offers
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import MultipleQuestion, SingleQuestion

context = reader()
codebook, say = context.codebook, context.say
questions = codebook.topic("support")
ways = [q for q in questions if isinstance(q, SingleQuestion) and q.ordered and q.items]
reasons = [q for q in questions if isinstance(q, MultipleQuestion)]
dimensions = list(codebook.dimensions)[:2]

with Page(context, say("Which support reaches firms?"), answers.support(context)) as page:
    for question in ways:
        page.show(way, f"{question.id}-way", question)
        steps = list(steps_of(context, question).items())
        for option, label in dict([steps[0], steps[-1]]).items():
            for dimension in dimensions:
                name = f"{question.id}-from-{option[0]}-by-{dimension}"
                page.show(items_by, name, question, dimension, option, label)
    for question in [*reasons, *(q for q in questions if q not in [*ways, *reasons])]:
        for view in views(context, question):
            page.show(view.make, *view.arguments, **view.options)
    page.findings([question.id for question in questions])
    if not questions:
        page.nothing_asked()
    offers(page, context)
