"""The door without Excel: command line, batches and reports."""
