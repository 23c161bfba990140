#!/usr/bin/env python3
"""Reads mails with `langnghe read mail` and with Python's `email`, and says where the two come to something else.

Every file below the given folders whose beginning looks like a mail's header is read. No file may crash the reader, take longer
than ten seconds or more than 400 MB; what it refuses is counted. Subject, identifier, addresses, date, part tree, file
names, dispositions and the SHA-256 of every decoded part are compared. Ends with 1 after a crash or a bound that was broken, or when
fewer than --at-least of the comparisons agree.

Python's standard library only.
Usage: scripts/compare-readers.py [--binary FILE] [--show MATTER] [--at-least SHARE] FOLDER...
"""

import argparse
import collections
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from hardmail.python_view import differences, ours, view  # noqa: E402

FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
KNOWN_FIELD = re.compile(
    rb"(?im)^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|x-[a-z-]+)[ \t]*:")
CODE = {".c", ".cc", ".cpp", ".h", ".hpp", ".py", ".pl", ".pm", ".rb", ".sh", ".t", ".lua", ".js", ".css", ".html", ".xml", ".json",
        ".yaml", ".yml", ".md", ".rst", ".conf", ".in", ".am", ".cmake", ".po", ".desktop", ".dsc", ".sgml", ".robot", ".key", ".svg"}
SECONDS = 10
MEGABYTES = 400


def is_mail(path):
    if path.suffix.lower() in CODE or path.is_symlink() or not path.is_file() or not 0 < path.stat().st_size < 20_000_000:
        return False
    with open(path, "rb") as file:
        start = file.read(4000)
    lines = [line for line in start.lstrip(b"\xef\xbb\xbf\r\n").splitlines() if line][:2]
    if not lines or not (lines[0].startswith(b"From ") or FIELD.match(lines[0])):
        return False
    return KNOWN_FIELD.search(start) is not None


def read(binary, files):
    """What the reader says of each file: a dictionary, or an error's text; and what it cost."""
    def limited():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    start = time.monotonic()
    process = subprocess.Popen(
        [binary, "read", "mail", *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limited,
        env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
    try:
        output, errors = process.communicate(timeout=SECONDS * len(files))
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None, "took too long", SECONDS
    elapsed = time.monotonic() - start
    if process.returncode not in (0, 1):
        return None, f"ended with {process.returncode}", elapsed
    found = {}
    for line in output.decode("utf-8").split("\n"):
        if line:
            value = json.loads(line)
            found[value["file"]] = value
    for line in errors.decode("utf-8", "replace").split("\n"):
        name, mark, reason = line.partition(": ")
        if mark:
            found.setdefault(name, reason)
    return found, None, elapsed


def forget_comments(mine, theirs):
    """Takes the names off our addresses that Python has without a name; how many there were."""
    count = 0
    if isinstance(theirs, list) and [a["address"] for a in mine] == [address for _, address in theirs]:
        for ours_, (name, _) in zip(mine, theirs):
            if name is None and ours_["name"] is not None:
                ours_["name"] = None
                count += 1
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", default=".build/release/langnghe")
    parser.add_argument("--show", action="append", default=[], help="show the disagreements of this matter (or all)")
    parser.add_argument("--at-least", type=float, default=0, help="share of the comparisons that must agree")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    files = sorted({path for folder in given.folders
                    for path in ([folder] if folder.is_file() else folder.rglob("*")) if is_mail(path)})
    results, broken = {}, []
    for first in range(0, len(files), 50):
        batch = files[first:first + 50]
        found, failure, _ = read(given.binary, batch)
        if failure:
            for file in batch:
                found, failure, elapsed = read(given.binary, [file])
                if failure or elapsed > SECONDS:
                    broken.append(f"{file}: {failure or 'took too long'}")
                else:
                    results.update(found)
        else:
            results.update(found)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if peak > MEGABYTES:
        broken.append(f"{peak:.0f} MB were resident")
    refused = [file for file in files if isinstance(results.get(str(file)), str)]
    agree, differ, examples = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    whole = named = 0
    for file in files:
        mine = results.get(str(file))
        if not isinstance(mine, dict):
            continue
        theirs = view(file.read_bytes())
        for key in ("from", "to", "cc"):
            named += forget_comments(mine[key], theirs[key])
        apart = differences(ours(mine), theirs)
        whole += not apart
        for key in theirs:
            if key in apart:
                differ[key] += 1
                examples[key].append((file, *apart[key]))
            else:
                agree[key] += 1
    for key in examples:
        if key in given.show or "all" in given.show:
            for file, mine, theirs in examples[key]:
                print(f"{key}: {file}\n   ours   {str(mine)[:400]}\n   Python {str(theirs)[:400]}")
    print(f"{len(files)} mails, {len(files) - len(refused)} read, {len(refused)} refused, "
          f"{peak:.0f} MB at most for 50 of them; agree wholly on {whole}")
    print(f"  {named} names stand in comments, which Python drops: not counted as disagreements")
    for file in refused:
        print(f"  refused: {file}: {results[str(file)][:100]}")
    for key in sorted(set(agree) | set(differ)):
        total = agree[key] + differ[key]
        print(f"  {key:<13} {agree[key]:>5} of {total} agree ({agree[key] / total:.1%})")
    for line in broken:
        print(f"  BROKEN {line}")
    share = sum(agree.values()) / max(1, sum(agree.values()) + sum(differ.values()))
    sys.exit(1 if broken or share < given.at_least else 0)


if __name__ == "__main__":
    main()
