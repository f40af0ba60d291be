"""Workbook geometry: templates, finding and reading the official tables, writing results into a copy.

It knows where things stand in a workbook, never what a rule says. Hostile files stop at
:mod:`workbook_templates.reading.preflight`.
"""
