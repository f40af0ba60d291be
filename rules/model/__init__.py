"""What is judged and what is said of it: documents, findings, verdicts, and how they are shown."""
