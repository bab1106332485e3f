"""How fast plans are read: ``python -m tests.bench.reading``. Prints figures; asserts nothing.

The sample plan as text, HTML, DOCX and PDF: the first by itself, the others as what they cost on top of it. Then a folder
of copies of it, read by several processes, and the memory that one of them takes.
"""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from api.session import sample_plan
from graph.registry import registry
from loaders.clean import clean
from loaders.decode import decode
from loaders.extract import extract
from loaders.formats.document import read_bytes
from loaders.formats.html import read_html
from loaders.formats.pdf import read_pdf
from loaders.formats.sandbox import sandbox
from loaders.text import RawDocument
from tests.loaders.formats.docx_writer import numbered_plan_docx, plan_docx
from tests.loaders.formats.pages import page, paragraphs
from tests.loaders.formats.pdf_writer import plan_pdf

RUNS, PLANS = 40, 600


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Least and median of the wall-clock time of ``runs`` runs, after three to warm up."""
    for _ in range(3):
        work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken), statistics.median(taken)


def figures() -> Iterator[tuple[str, tuple[float, float]]]:
    """Each figure with its name, in milliseconds."""
    data, known = sample_plan().read_bytes(), registry()
    text = decode(data, "plan.txt")
    lines = clean(text.text).text.split("\n")
    yield "text: the whole extraction", milliseconds(lambda: extract(text, known))
    yield "text: decoding and sniffing", milliseconds(lambda: read_bytes(data, "plan.txt"))
    html = page(paragraphs(lines)).encode()
    yield "HTML, on top", milliseconds(lambda: read_html(html, "plan.html"))
    for name, docx in (("typed", plan_docx(text.text)), ("automatic", numbered_plan_docx(text.text))):
        yield f"DOCX, {name} numbers, on top", milliseconds(lambda d=docx: _in_child("docx", d))  # type: ignore[misc]
    pdf = plan_pdf(lines)
    pages = len(read_pdf(pdf, "plan.pdf").pages)
    least, middle = milliseconds(lambda: _in_child("pdf", pdf), 20)
    yield f"PDF, a page of {pages}, on top", (least / pages, middle / pages)


def _in_child(kind: str, data: bytes) -> RawDocument:
    return sandbox().read(kind, data, f"plan.{kind}")


# ---- many plans -------------------------------------------------------------------------------------------------


def read_some(count: int) -> int:
    """Reads the sample plan ``count`` times; the most memory that this process ever had, in KiB."""
    data, known = sample_plan().read_bytes(), registry()
    for _ in range(count):
        extract(decode(data, "plan.txt"), known)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def plans_a_second(processes: int) -> tuple[float, float]:
    """Plans a second that so many processes read together once they are warm, and MiB of the largest of them."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(read_some, [5] * processes))
        start = time.perf_counter()
        memory = list(pool.map(read_some, [PLANS // processes] * processes))
        return PLANS / (time.perf_counter() - start), max(memory) / 1024


def main() -> None:
    """Prints one line a figure."""
    print(f"{'milliseconds':44} {'min':>8} {'median':>8}")
    for name, (least, middle) in figures():
        print(f"{name:44} {least:8.2f} {middle:8.2f}", flush=True)
    for processes in (1, min(2, os.cpu_count() or 1)):
        speed, memory = plans_a_second(processes)
        print(f"plans a second, {processes} process(es): {speed:.0f}; largest process {memory:.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
