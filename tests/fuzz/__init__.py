"""Mutated files of every format we read, taken through the whole product by workers under limits.

Run: ``make fuzz`` (10,000 files, or as many as named; ends earlier when its time is over). Every mutation follows from its
number, so that ``python -m tests.fuzz --only 1234`` makes one of them again and keeps it.
"""
