"""Nomenclature and vocabularies from files into the store."""
