#!/usr/bin/env python3
"""Turns the `Expect:` comments of feedparser's test feeds into expectations on `langnghe read feed`.

usage: convert-feed-suite.py TESTS-FOLDER [NAMES-FILE] > EXPECTED.jsonl

One JSON line for each feed whose expectation is about a field that both readers have. What feedparser gives as HTML is
compared as text, white space collapsed; times are compared as instants.
"""
import ast
import calendar
import html.parser
import json
import pathlib
import re
import sys

ENTRY = {
    "title": "title", "link": "link", "id": "id", "guid": "id", "author": "author",
    "published_parsed": "published", "created_parsed": "published", "issued_parsed": "published",
    "updated_parsed": "updated", "modified_parsed": "updated", "date_parsed": "updated",
    "summary": "text", "description": "text",
}


class Text(html.parser.HTMLParser):
    """The characters of HTML, blocks kept apart."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)

    def handle_starttag(self, tag, attributes):
        if tag in ("p", "div", "br", "li", "td", "tr", "blockquote", "h1", "h2", "h3"):
            self.parts.append(" ")


def plain(value):
    reader = Text()
    reader.feed(value)
    reader.close()
    return " ".join("".join(reader.parts).split())


def path(node):
    """Names and numbers of a chain such as entries[0]['title']."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Subscript):
        inner = path(node.value)
        index = node.slice
        if inner is not None and isinstance(index, ast.Constant):
            return inner + [index.value]
    if isinstance(node, ast.Attribute):
        inner = path(node.value)
        return inner + [node.attr] if inner is not None else None
    return None


def comparisons(node):
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        for value in node.values:
            yield from comparisons(value)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq):
        left, right = node.left, node.comparators[0]
        if isinstance(right, (ast.Constant, ast.Tuple)):
            try:
                yield path(left), ast.literal_eval(right)
            except ValueError:
                return


def expectation(chain, value):
    """(entry number or None, field, value), or None for what only feedparser has."""
    if not chain or value is None:
        return None
    if chain[0] == "entries" and len(chain) >= 3 and isinstance(chain[1], int):
        number, rest = chain[1], chain[2:]
        if rest[:1] == ["content"] and rest[-1] == "value" and rest[1] == 0:
            return number, "text", plain(value)
        if len(rest) == 2 and rest[1] == "value" and rest[0] in ("summary_detail", "title_detail"):
            rest = ["title" if rest[0] == "title_detail" else "summary"]
        if len(rest) != 1 or rest[0] not in ENTRY:
            return None
        field = ENTRY[rest[0]]
        if field in ("published", "updated"):
            if not isinstance(value, tuple) or len(value) < 6:
                return None
            return number, field, calendar.timegm(value[:6] + (0, 0, 0)) * 1000
        if not isinstance(value, str):
            return None
        return number, field, plain(value) if field in ("title", "text") else value
    if chain[0] == "feed" and chain[1:] == ["title"] and isinstance(value, str):
        return None, "title", plain(value)
    return None


def main():
    folder = pathlib.Path(sys.argv[1])
    names = set(pathlib.Path(sys.argv[2]).read_text().split()) if len(sys.argv) > 2 else None
    for file in sorted(folder.rglob("*.xml")):
        name = str(file.relative_to(folder)).replace("/", "_").replace("\\", "_")
        if names is not None and name not in names:
            continue
        text = file.read_bytes().decode("latin-1")
        found = re.search(r"Expect:\s*(.*?)\s*(?:-->|\n\w+:)", text, re.S)
        if not found:
            continue
        source = found.group(1).encode("latin-1").decode("utf-8", "replace")
        try:
            tree = ast.parse(source.replace("not bozo and ", ""), mode="eval").body
        except SyntaxError:
            continue
        expected = [e for e in (expectation(c, v) for c, v in comparisons(tree) if c) if e]
        header = re.search(r"Header:\s*Content-type:.*?charset=([\w-]+)", text, re.I)
        if expected:
            print(json.dumps({
                "file": name, "path": str(file.relative_to(folder)), "charset": header and header.group(1),
                "expect": [{"entry": n, "field": f, "value": v} for n, f, v in expected],
            }, ensure_ascii=False))


main()
