"""The time schedule of a measure: deadlines on its tasks, on itself and on its notations; and those that lie past."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from loaders.mentions.deadlines import chosen, find_deadlines, read_deadline
from loaders.model import Deadline, DeadlineMention, Issue, Measure, Responsibility, Task
from loaders.text import CleanText, Span

_DUE = ("due", "milestone", "relative")


def scheduled(
    text: CleanText, measure: Measure, stretches: Iterable[Span], issued: date | None
) -> tuple[Measure, list[Issue]]:
    """The measure with its deadlines, and an issue for each that ended before the document was written.

    Args:
        text: the document.
        measure: with tasks and notations.
        stretches: its words without the notations.
        issued: date of the document.
    """
    found = [m for s in stretches for m in find_deadlines(text.text, s, issued)]
    tasks = tuple(_timed(task, found) for task in measure.tasks)
    outside = [m for m in found if not any(task.span.holds(m.span) for task in tasks)]
    duties = tuple(_duty(text, duty, issued) for duty in measure.responsibilities)
    measure = replace(measure, tasks=tasks, responsibilities=duties, deadline=chosen(outside))
    return measure, list(_past(text, measure, found))


def timed_tasks(text: CleanText, tasks: Iterable[Task], span: Span, issued: date | None) -> Iterator[Task]:
    """Tasks of one stretch that stand in no measure, with their deadlines."""
    found = list(find_deadlines(text.text, span, issued))
    return (_timed(task, found) for task in tasks)


def _timed(task: Task, found: list[DeadlineMention]) -> Task:
    inside = [m for m in found if task.span.holds(m.span)]
    return replace(task, deadline=chosen(inside)) if inside else task


def _duty(text: CleanText, duty: Responsibility, issued: date | None) -> Responsibility:
    return replace(duty, due=read_deadline(text.slice(duty.deadline), issued)) if duty.deadline else duty


def _past(text: CleanText, measure: Measure, found: list[DeadlineMention]) -> Iterator[Issue]:
    in_notations = [DeadlineMention(d.deadline, d.due) for d in measure.responsibilities if d.deadline and d.due]
    for mention in (*found, *in_notations):
        if mention.deadline.past and mention.deadline.kind in _DUE:
            yield _issue(text, mention.span, mention.deadline, measure.ordinal)


def _issue(text: CleanText, span: Span, deadline: Deadline, measure: int) -> Issue:
    return Issue(
        "deadline_past",
        "warning",
        f"完成时限“{text.slice(span)}”（{deadline.end}）早于成文日期",
        span,
        "请对照原文核实：没有写年份的时限按成文年份理解",
        measure,
    )
