"""Who has a strategy? The steps towards one by sector and by size, and the further questions."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
title = context.say("Who has a strategy for digitalisation?")

with Page(context, title, answers.strategy) as page:
    page.fill("strategy")
