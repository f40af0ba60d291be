"""Verdicts as text, JSON, HTML, SARIF, JUnit, and as copies of the workbooks."""
