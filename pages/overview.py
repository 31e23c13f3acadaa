"""Where do firms stand? Key figures, maturity by sector and size, the strongest barriers."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()

with Page(context, context.say("Where do firms stand?"), answers.maturity) as page:
    page.fill("overview")
