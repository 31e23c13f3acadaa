"""How are employees involved? When, in which way, with which benefit shown and which acceptance."""

from figures import answers
from figures.comparisons import dimension_on, ends_apart
from figures.of_question import views
from figures.weights import ratings_by
from pages.parts.page import Page
from pages.parts.reader import reader
from survey.codebook import ScaleQuestion

context = reader()
codebook, say = context.codebook, context.say
questions = codebook.topic("participation")
outcomes = [q for q in questions if isinstance(q, ScaleQuestion) and not q.items]
way = dimension_on(context, "participation")
within = next((d for d in list(codebook.dimensions)[1:] if d != way), "")

with Page(context, say("How are employees involved?"), answers.participation(context)) as page:
    for question in (q for q in questions if q not in outcomes):
        for view in views(context, question):
            page.show(view.make, *view.arguments, **view.options)
    if outcomes and way:
        page.section(say("Ordered or shaped together"))
        page.lead(
            say(
                "Acceptance where a change was ordered and where it was shaped together. "
                "Such firms differ in other ways too: a difference is no proof of cause."
            )
        )
        for question in outcomes:
            page.show(ends_apart, f"{question.id}-ends", question, way, within)
            page.show(ratings_by, f"{question.id}-by-{way}", question, way)
    for question in outcomes:
        for view in views(context, question):
            page.show(view.make, *view.arguments, **view.options)
    page.findings([question.id for question in questions])
    if not questions:
        page.nothing_asked()
