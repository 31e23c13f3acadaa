"""Estimates of a survey: moments, variances, intervals, reliability marks, disclosure control."""

from estimation.estimates import estimate
from estimation.query import Query, parse_query

__all__ = ["Query", "estimate", "parse_query"]
