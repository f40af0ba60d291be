"""The task that wakes a worker."""

from __future__ import annotations

from django_tasks import task

from loket.judging.judge import judge
from loket.judging.line import claim


@task()
def judge_waiting() -> int:
    """Judge what waits until nothing does; returns how many versions that was."""
    number = 0
    while claimed := claim():
        judge(claimed)
        number += len(claimed)
    return number
