"""How do employees learn? Joy in it, formats, role models, communication, language, mediators."""

from figures import answers
from figures.of_question import views
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
questions = context.codebook.topic("learning")

with Page(context, context.say("How do employees learn?"), answers.learning(context)) as page:
    for question in questions:
        for view in views(context, question):
            page.show(view.make, *view.arguments, **view.options)
    page.findings([question.id for question in questions])
    if not questions:
        page.nothing_asked()
