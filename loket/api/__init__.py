"""The interface for other applications: tokens, submissions, verdicts as JSON."""
