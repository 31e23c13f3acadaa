"""What holds digitalisation back? Barriers ranked, by sector and size, and their weight."""

from figures import answers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()
title = context.say("What holds digitalisation back?")

with Page(context, title, answers.barriers) as page:
    page.fill("barriers")
