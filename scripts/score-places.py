#!/usr/bin/env python3
"""Score the places that `langnghe triage` finds against labelled messages.

Usage: score-places.py [--binary .build/release/langnghe] [--rules rules] [--labelled fixtures/labelled]
                       [--errors] [--at-least SHARE] [--verdicts FILE]

Every message of a file whose lines have the key `place` counts. The messages are split as in score.py: those whose number
ends in 3, 6 or 9 are only ever scored (held), the others are for tuning. A field is right when label and verdict, both
normalised as docs/design/places.md says, are the same, or both say nothing.

Prints for each part, file and register and for province, commune, hamlet and old district: how many of the fields that the
label fills are right, and how many the verdict fills though the label does not; and how many of the messages that name a
place are right in province, commune and hamlet together. --errors prints the wrong fields of the tuning part.
"""
import argparse
import glob
import json
import os
import re
import signal
import subprocess
import sys
import unicodedata

HELD_DIGITS = "369"
FIELDS = ["province", "commune", "hamlet", "old_district"]
COUNTED = FIELDS[:3]
REGISTERS = {
    "letters": {"letter", "form", "plain", "note", "voice", "formal", "forward"},
    "social posts": {"comment", "chat", "post", "inbox", "sms", "app"},
    "news": {"news", "article", "report", "ad", "campaign"},
}
TYPE_WORDS = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "tdp": "tổ dân phố", "kp": "khu phố", "p": "phường"}
TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def part_of(path, message):
    return "held" if message["id"][-1] in HELD_DIGITS else "tune"


def register_of(message):
    first = (message.get("style") or "plain").split("+")[0]
    return next((name for name, tokens in REGISTERS.items() if first in tokens), "letters")


def without_marks(text):
    decomposed = unicodedata.normalize("NFD", text).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def has_marks(text):
    return without_marks(text.lower()) != unicodedata.normalize("NFD", text.lower())


def syllable(word):
    """One spelling whatever vowel carries the tone, hỏi as ngã, final i for y."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(sorted("\u0303" if c == "\u0309" else c for c in decomposed if c in TONES))
    letters = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
    return re.sub(r"(?<=[^aeiouyâêôăơưu])y$", "i", letters) + tone


def normal(name, bare):
    """A name as it is compared: docs/design/places.md, section 7."""
    if not name:
        return None
    text = unicodedata.normalize("NFC", name).lower().replace("’", "").replace("'", "")
    words = re.sub(r"[^\w]+", " ", text).split()
    if words and words[0] in TYPE_WORDS:
        words[:1] = TYPE_WORDS[words[0]].split()
    words = [w.lstrip("0") or "0" if w.isdigit() else w for w in words if w != "số"]
    joined = " ".join(syllable(w) for w in words)
    return without_marks(unicodedata.normalize("NFC", joined)) if bare else joined


def is_right(message, verdict, field):
    # Where the message gives no marks, no list can say those of a hamlet's name.
    written = f"{message['subject'] or ''} {message['body']}"
    wanted, given = message["place"].get(field), verdict["place"].get(field)
    bare = field == "hamlet" and wanted is not None and wanted.lower() not in unicodedata.normalize("NFC", written).lower()
    return normal(wanted, bare) == normal(given, bare)


def report(name, pairs):
    naming = [(m, v) for m, v in pairs if any(m["place"].get(f) for f in FIELDS)]
    silent = [(m, v) for m, v in pairs if not any(m["place"].get(f) for f in FIELDS)]
    print(f"{name}: {len(pairs)} messages, {len(naming)} name a place")
    shares = {}
    for field in FIELDS:
        labelled = [(m, v) for m, v in pairs if m["place"].get(field)]
        right = sum(1 for m, v in labelled if is_right(m, v, field))
        extra = sum(1 for m, v in pairs if not m["place"].get(field) and v["place"].get(field))
        same = sum(1 for m, v in naming if is_right(m, v, field))
        if naming:
            shares[field] = same / len(naming)
            print(f"  {field:<13} {right:4} of {len(labelled):4} named ones right, {extra:3} extra; "
                  f"right in {100 * shares[field]:5.1f} % of messages that name a place")
    whole = sum(1 for m, v in naming if all(is_right(m, v, f) for f in COUNTED))
    false = sum(1 for m, v in silent if any(v["place"].get(f) for f in COUNTED))
    if naming:
        print(f"  all three     {whole} of {len(naming)} ({100 * whole / len(naming):.1f} %)")
    if silent:
        print(f"  no place      {false} of {len(silent)} given one ({100 * false / len(silent):.1f} %)")
    return shares


def errors(pairs):
    for message, verdict in pairs:
        wrong = [f for f in FIELDS if not is_right(message, verdict, f)]
        if not wrong:
            continue
        told = "; ".join(f"{f}: {message['place'].get(f)} → {verdict['place'].get(f)}" for f in wrong)
        print(f"\n{message['id']} {message.get('style')}: {told}")
        print("   ", ((message["subject"] or "") + " | " + message["body"]).replace("\n", " ⏎ "))


def main():
    # A reader such as head may close the pipe before the last line.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default=".build/release/langnghe")
    options.add_argument("--rules", default="rules")
    options.add_argument("--labelled", default="fixtures/labelled")
    options.add_argument("--errors", action="store_true", help="print the wrong fields of the tuning part")
    options.add_argument("--verdicts", help="lines that triage printed before, instead of running it")
    options.add_argument(
        "--at-least", type=float, help="exit 1 when a field of the held part is right in a smaller share of the messages")
    arguments = options.parse_args()
    read = {}
    for path in sorted(glob.glob(os.path.join(arguments.labelled, "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            messages = [json.loads(text) for text in lines if text.strip()]
        messages = [message for message in messages if message.get("place") is not None]
        if messages:
            read[path] = messages
    if not read:
        sys.exit(f"No labelled message with a place in {arguments.labelled}; name the folder with --labelled.")
    messages = [message for group in read.values() for message in group]
    if arguments.verdicts:
        with open(arguments.verdicts, encoding="utf-8") as lines:
            verdicts = [json.loads(text) for text in lines]
    else:
        bare = "\n".join(json.dumps({k: m[k] for k in ("id", "channel", "subject", "body")}) for m in messages)
        run = subprocess.run(
            [arguments.binary, "triage", "--rules", arguments.rules], input=bare.encode(), stdout=subprocess.PIPE)
        if run.returncode != 0:
            sys.exit(f"{arguments.binary} triage failed with status {run.returncode}.")
        verdicts = [json.loads(text) for text in run.stdout.decode().splitlines()]
    if [v["id"] for v in verdicts] != [m["id"] for m in messages]:
        sys.exit("The verdicts are not in the order of the messages.")
    verdict_of = iter(verdicts)
    pairs = {path: [(m, next(verdict_of)) for m in group] for path, group in read.items()}
    parts = {
        part: [p for path, group in pairs.items() for p in group if part_of(path, p[0]) == part]
        for part in ("tune", "held")
    }
    if arguments.errors:
        errors(parts["tune"])
        return
    for path, group in pairs.items():
        report(os.path.basename(path), group)
    shares = {part: report(f"part {part}", group) for part, group in parts.items()}
    for name in REGISTERS:
        for part in parts:
            chosen = [pair for pair in parts[part] if register_of(pair[0]) == name]
            if chosen:
                report(f"{part}, {name}", chosen)
    for part in parts:
        chosen = [pair for pair in parts[part] if "nodiac" in (pair[0].get("style") or "")]
        if chosen:
            report(f"{part}, typed without accents", chosen)
    low = [f for f in COUNTED if shares["held"].get(f, 1) < (arguments.at_least or 0)]
    if low:
        sys.exit(f"Of the held part, {', '.join(low)} lie below {arguments.at_least}.")


if __name__ == "__main__":
    main()
