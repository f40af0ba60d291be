"""Figures of the narrative held against the tables."""
