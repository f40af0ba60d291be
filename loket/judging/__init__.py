"""Judging what was uploaded: workers take versions in line, and judge them in children within limits."""
