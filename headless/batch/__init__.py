"""Many files judged at once: workers, worker pools, journal."""
