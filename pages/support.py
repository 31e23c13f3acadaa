"""Which support reaches firms? The way from known to used, reasons against it, offers that fit."""

from figures import answers
from pages.parts.offers import heading, offers
from pages.parts.page import Page
from pages.parts.reader import reader

context = reader()

with Page(context, context.say("Which support reaches firms?"), answers.support) as page:
    page.fill("support", heading(context))
    offers(page, context)
