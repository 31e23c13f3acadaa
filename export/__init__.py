"""Estimate tables in other forms: CSV, and rows as they are printed."""
