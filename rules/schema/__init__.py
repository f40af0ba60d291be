"""The official tables as data: layouts, rule packs, the arithmetic of their columns."""
