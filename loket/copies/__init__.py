"""Copies for offices: made in children within limits, kept as blobs, sent under names of our own."""
