"""What did the pandemic set in motion? Its effects overall and by area, the outlook, the waves."""

from figures import answers
from figures.of_question import views
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
questions = context.codebook.topic("change")
title = context.say("What did the pandemic set in motion?")

with Page(context, title, answers.change(context)) as page:
    for question in questions:
        for view in views(context, question):
            page.show(view.make, *view.arguments, **view.options)
    page.findings([question.id for question in questions])
    if not questions:
        page.nothing_asked()
