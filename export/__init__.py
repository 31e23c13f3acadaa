"""Estimate tables in other forms: CSV, workbooks, slides, and rows as they are printed."""
