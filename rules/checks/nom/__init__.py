"""Rules on nomenclature: codes, names, hierarchy, order."""
