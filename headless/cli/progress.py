"""The progress of a batch on a person's terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int) -> Iterator[Callable[[int], object]]:
    """A bar with rate and remaining time on standard error, where a person watches and there is more than one file."""
    if total < 2 or not sys.stderr.isatty():
        yield int
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        """Files per second."""

        def render(self, task: Task) -> Text:
            """The rate so far, once there is one."""
            return Text(f"{task.speed:.1f} berkas/detik" if task.speed else "")

    columns = (
        TextColumn("Memeriksa"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TextColumn("sisa"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
