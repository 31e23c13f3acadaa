"""How do employees learn? Joy in it, formats, role models, communication, language, mediators."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()

with Page(context, context.say("How do employees learn?"), answers.learning) as page:
    page.fill("learning")
