"""In the manner of programs: WPS, online editors, old files, web systems."""

from __future__ import annotations

from tenth.page import Page


def of_wps(page: Page) -> None:
    page.pen["maker"] = "wps"


def of_libreoffice(page: Page) -> None:
    page.pen["maker"] = "lo"
    page.pen["runs"] = "shards"


def of_tencent(page: Page) -> None:
    page.pen["maker"] = "tencent"
    page.pen["runs"] = "shards"


def of_feishu(page: Page) -> None:
    page.pen["maker"] = "feishu"
    page.pen["controls"] = "block"


def of_google(page: Page) -> None:
    page.pen["maker"] = "google"


def of_pages(page: Page) -> None:
    page.pen["maker"] = "pages"
    page.pen["breaks"] = "1"


def merged_as_of_old(page: Page) -> None:
    """hMerge for merges over columns."""
    page.pen["maker"] = "hmerge"


def no_grid(page: Page) -> None:
    """No tblGrid in the file."""
    page.pen["maker"] = "nogrid"


def flat_xml(page: Page) -> None:
    """Word-XML in one file."""
    page.pen["flat"] = "1"


def web_page_as_doc(page: Page) -> None:
    page.pen["container"] = "html"
    page.pen["charset"] = page.rng.choice(("utf-8", "gb18030"))
    page.pen["mso"] = page.rng.choice("01")
    page.pen["bom"] = "1" if page.pen["charset"] == "utf-8" and page.rng.random() < 0.5 else ""


def web_archive_as_doc(page: Page) -> None:
    page.pen["container"] = "mht"


def web_chunk(page: Page) -> None:
    """A .docx of a web system that holds nothing but a chunk of HTML."""
    page.pen["chunk"] = "1"


PROGRAMS = [
    of_wps, of_libreoffice, of_tencent, of_feishu, of_google, of_pages, merged_as_of_old, no_grid, flat_xml, web_page_as_doc, web_archive_as_doc,
    web_chunk,
]  # fmt: skip
