"""Heads of tables: what they print, which official form each is, and where its columns stand."""
