"""Tests of the counter on the web."""
