"""How far are firms? The score by sector, its dimensions, its levels, its course over the waves."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
title = context.say("How far are firms in digitalisation?")

with Page(context, title, answers.maturity) as page:
    page.fill("maturity")
