"""The process that reads hostile files."""

from tests.support.hostile.reader import serve

serve()
