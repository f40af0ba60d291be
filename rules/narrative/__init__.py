"""The text of a document: its paragraphs, sentences, and the figures they claim."""
