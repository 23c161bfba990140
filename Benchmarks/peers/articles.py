"""Reads the articles of all pages in a folder with readability-lxml or trafilatura.

Usage: articles.py readability|trafilatura FOLDER ROUNDS       time only: prints the number of characters found
       articles.py readability|trafilatura FOLDER --quality    words kept and furniture left, against the .json beside each .html
"""
import collections
import json
import logging
import pathlib
import re
import sys
import unicodedata

logging.disable(logging.CRITICAL)
name, folder, last = sys.argv[1:4]

if name == "readability":
    from lxml import html
    from readability import Document

    def read(page):
        summary = Document(page.decode("utf-8", "replace")).summary()
        return " ".join(html.fromstring(summary).itertext()) if summary.strip() else ""
else:
    import trafilatura

    def read(page):
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True)
        return (found if isinstance(found, dict) else vars(found))["text"] if found else ""


def safely(page):
    try:
        return read(page) or ""
    except Exception:
        return ""


def words(text):
    return collections.Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


files = sorted(pathlib.Path(folder).glob("*.html"))
if last == "--quality":
    shared = expected = found = 0
    for file in files:
        articles = json.loads(file.with_suffix(".json").read_text())["articles"]
        right = words("\n".join(article["text"] for article in articles))
        got = words(safely(file.read_bytes()))
        shared += sum((right & got).values())
        expected += sum(right.values())
        found += sum(got.values())
    print(f"{name}: {shared / expected:.3f} of the articles' words kept, {shared / found:.3f} of what was taken belongs to them")
else:
    pages = [file.read_bytes() for file in files]
    print(sum(len(safely(page)) for _ in range(int(last)) for page in pages))
