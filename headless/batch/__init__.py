"""Many files judged at once: workers, executors, journal."""
