#!/usr/bin/env python3
"""Writes fixtures/mail/hard: mails that are hard to read, each with what a reader should make of it.

The expectations stand in scripts/hardmail and were derived from the RFCs by hand, never taken from a reader's output. With
--check, Python's `email` package reads every mail too, and each matter in which it comes to something else must be named there
with a reason; the script ends with 1 when one is not, or when a reason is no longer needed.

Every run gives the same bytes. Python's standard library only.
Usage: scripts/make-hard-mail.py [--check] [repository root]
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from hardmail import bodies, headers, letters, multiparts, reports, words  # noqa: E402, F401
from hardmail.case import CASES  # noqa: E402
from hardmail.python_view import differences, ours, view  # noqa: E402

README = """# Hard mails

{count} mails in which one thing is hard, each with what a reader should make of it: `NAME.eml` and `NAME.json`. All synthetic: written
by hand for this project, no person, address or event in them is real, every domain is a documentation name. Licence: MIT,
as the whole repository.

`scripts/make-hard-mail.py` writes the folder from `scripts/hardmail`, byte for byte the same each time; nothing may rewrite line
ends here. The expectations were derived from the RFCs by hand. `scripts/make-hard-mail.py --check` reads every mail with Python's `email`
(policy `default`) as well: where it comes to something else, the last column says in what and why, and the check
fails when that is no longer so.

`NAME.json` has the keys of `langnghe read mail` without `v` and `file`, `regions` as pairs of kind and text, `defects` as words that
one defect each must contain (there must be no others), and `rfc` and `what`. A test reads the folder and compares everything.

| Mail | RFC | What is hard | Python's `email` |
| --- | --- | --- | --- |
"""


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parent.parent
    folder = root / "fixtures" / "mail" / "hard"
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.eml"), *folder.glob("*.json")]:
        old.unlink()
    rows = []
    for case in sorted(CASES, key=lambda case: case["name"]):
        (folder / f"{case['name']}.eml").write_bytes(case["data"])
        value = {"rfc": case["rfc"], "what": case["what"], **case["expected"]}
        (folder / f"{case['name']}.json").write_text(
            json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        peer = "; ".join(f"{key}: {reason}" for key, reason in sorted(case["python"].items())) or "the same"
        rows.append(f"| `{case['name']}` | {case['rfc']} | {case['what']} | {peer} |\n".replace("\n |", " |"))
    (folder / "README.md").write_text(README.format(count=len(rows)) + "".join(rows), encoding="utf-8")
    if "--check" in sys.argv[1:]:
        sys.exit(check())


def check():
    """Compares what is expected with what Python's `email` sees; the status to end with."""
    status = 0
    same = 0
    for case in CASES:
        found = differences(ours(case["expected"]), view(case["data"]))
        if "parts" in case["python"] and "parts" in found:
            # Where there are other parts, what they are like differs too.
            for key in ("filenames", "dispositions", "contents", "charsets"):
                if key not in case["python"]:
                    found.pop(key, None)
        known = case["python"]
        unknown = [] if "all" in known else sorted(set(found) - set(known))
        needless = [] if ("all" in known and found) else sorted(set(known) - set(found))
        if not found and not known:
            same += 1
        for key in unknown:
            print(f"{case['name']}: {key}: expected {found[key][0]!r}, Python has {found[key][1]!r}")
        for key in needless:
            print(f"{case['name']}: {key}: Python agrees; take the reason out")
        status = 1 if unknown or needless else status
    print(f"{len(CASES)} mails; Python's email agrees wholly on {same}, differs for a named reason on the rest"
          if status == 0 else f"{len(CASES)} mails; see above", file=sys.stderr)
    return status


if __name__ == "__main__":
    main()
