"""The task that wakes a worker."""

from __future__ import annotations

import os

from django.db import Error
from django_tasks import task

from loket.judging.judge import judge, patiently
from loket.judging.line import claim, release


@task()
def judge_waiting() -> int:
    """Judge what waits until nothing does; returns how many versions that was."""
    number = 0
    try:
        while claimed := claim():
            judge(claimed)
            number += len(claimed)
    except Error:
        # The database went away: what this worker had claimed waits for nobody.
        patiently(lambda: release(os.getpid()))
        raise
    return number
