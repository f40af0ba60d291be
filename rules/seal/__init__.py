"""The seal over the content of the official tables."""
