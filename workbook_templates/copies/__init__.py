"""Copies of a received workbook: annotated, filled, fixed, migrated, sealed."""
