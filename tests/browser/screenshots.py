"""Pictures of the pages for the README: ``python -m tests.browser.screenshots FOLDER``, from the sample plan."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import sync_playwright

from api.http.backend import Backend
from api.session import read_file, records, sample_plan
from api.texts import Texts
from graph.catalogue import Catalogue
from graph.catalogue.catalogue import own_folder
from graph.library import Library
from graph.registry.batch import registry_batch
from graph.registry.version import registry_version
from graph.store import DataFolder, open_store
from tests.api.http.serving import in_a_thread

PLAN = quote("国办发〔2014〕18号", safe="")
QUESTION = quote("质检总局牵头哪些任务？")
PAGES = {
    "home": "/",
    "agency": "/agencies/aqsiq",
    "agencies": "/agencies",
    "document": f"/documents/{PLAN}",
    "measure": f"/measures/{PLAN}%23m9",
    "ask": f"/ask?q={QUESTION}",
    "search": "/search?q=zj",
    "question": "/queries/agency/leads?agency=aqsiq",
    "queries": "/queries",
    "explorer": f"/explorer?document={PLAN}",
    "columns": f"/pictures/document?document={PLAN}",
    "heat-map": f"/pictures/heat-map?document={PLAN}",
    "issues": "/issues",
    "loads": "/loads",
    "docs": "/docs",
    "stability": "/stability",
}
SIZES = {"": (1280, 900), "-390": (390, 844)}  # suffix of the file, CSS pixels


def take(address: str, folder: Path) -> None:
    """Every page at both sizes, in 256 colours."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for suffix, (width, height) in SIZES.items():
            page = browser.new_page(base_url=address, viewport={"width": width, "height": height})
            for name, path in PAGES.items():
                page.goto(path, wait_until="networkidle")
                picture = Image.open(io.BytesIO(page.screenshot())).convert("P", palette=Image.Palette.ADAPTIVE)
                picture.save(folder / f"{name}{suffix}.png", optimize=True)
        browser.close()


def main(folder: Path) -> None:
    """Serves the sample plan on a free port and takes the pictures."""
    with tempfile.TemporaryDirectory() as place:
        home = DataFolder(Path(place) / "home")
        with open_store(home) as store:
            library = Library(home, store, registry_batch, registry_version())
            library.prepare()
            library.load(records(read_file(sample_plan())))
            backend = Backend(lambda: nullcontext(store), Catalogue(own_folder()), texts=Texts(home))
            with in_a_thread(backend) as client:
                take(str(client.base_url), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
