"""Verdicts as text, JSON, HTML, SARIF, JUnit."""
