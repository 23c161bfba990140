#!/usr/bin/env python3
"""Score `langnghe triage` against labelled messages.

Usage: score.py [--binary .build/release/langnghe] [--rules rules] [--labelled fixtures/labelled]
                [--confusions] [--topic TOPIC] [--part tune|held] [--print-part tune|held]

The labelled messages are split once. Files named held-* and, of the files named dev*, messages whose number ends in
3, 6 or 9 are only ever scored (held); the others are for tuning and learning (tune). Prints precision, recall and F1
per topic, micro-F1, the hot-spot flag, and the share of messages without topic that were tagged: per file, for both
parts, and of the held part per register and typed without accents.
"""
import argparse
import glob
import json
import os
import subprocess
import signal
import sys

TOPICS = ["land", "complaints", "religion", "environment"]
HELD_DIGITS = "369"


REGISTERS = {
    "letters": {"letter", "form", "plain", "note", "voice", "formal", "forward"},
    "social posts": {"comment", "chat", "post", "inbox", "sms", "app"},
    "news": {"news", "article", "report", "ad", "campaign"},
}


def part_of(path, message):
    name = os.path.basename(path)
    if name.startswith("dev"):
        return "held" if message["id"][-1] in HELD_DIGITS else "tune"
    return "held" if name.startswith("held-") else "tune"


def register_of(message):
    first = (message.get("style") or "plain").split("+")[0]
    return next((name for name, tokens in REGISTERS.items() if first in tokens), "letters")


def ratios(hits, extra, missed):
    precision = hits / (hits + extra) if hits + extra else 1.0
    recall = hits / (hits + missed) if hits + missed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def counts(pairs, wanted, given):
    hits = extra = missed = 0
    for message, verdict in pairs:
        want, got = wanted(message), given(verdict)
        hits += want and got
        extra += got and not want
        missed += want and not got
    return hits, extra, missed


def line(name, numbers):
    precision, recall, f1 = ratios(*numbers)
    print(f"  {name:<12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({numbers[0]} right, {numbers[1]} extra, {numbers[2]} missed)")
    return f1


def report(name, pairs):
    print(f"{name}: {len(pairs)} messages")
    total = [0, 0, 0]
    for topic in TOPICS:
        numbers = counts(pairs, lambda m: topic in m["topics"], lambda v: topic in v["topics"])
        total = [a + b for a, b in zip(total, numbers)]
        line(topic, numbers)
    micro = line("micro", tuple(total))
    line("hotspot", counts(pairs, lambda m: m["hotspot"], lambda v: v["hotspot"]))
    empty = [v for m, v in pairs if not m["topics"]]
    tagged = sum(1 for v in empty if v["topics"])
    if empty:
        print(f"  no topic     {tagged} of {len(empty)} tagged ({100 * tagged / len(empty):.1f} %)")
    return micro


def confusions(pairs, topic):
    for message, verdict in pairs:
        if topic == "hotspot":
            want, got = message["hotspot"], verdict["hotspot"]
        else:
            want, got = topic in message["topics"], topic in verdict["topics"]
        if want == got:
            continue
        kind = "MISSED" if want else "EXTRA "
        score = verdict["severity"] if topic == "hotspot" else verdict["scores"].get(topic)
        print(f"\n{kind} {topic} {message['id']} score {score} labels {message['topics']} hot {message['hotspot']} note: {message.get('note')}")
        print("   ", ((message["subject"] or "") + " | " + message["body"]).replace("\n", " "))
        for evidence in verdict["cues"] if topic == "hotspot" else verdict["evidence"]:
            if topic == "hotspot" or evidence["topic"] == topic:
                print(f"      {evidence['bans']:+.2f} «{evidence['text']}» {evidence['rule']}")


def confused(pairs):
    """Which messages are wrong, by wanted and given topics: the rows that occur most."""
    rows = {}
    for message, verdict in pairs:
        wanted = [t for t in TOPICS if t in message["topics"]]
        given = [t for t in TOPICS if t in verdict["topics"]]
        if wanted != given:
            rows.setdefault((" + ".join(wanted) or "no topic", " + ".join(given) or "no topic"), []).append(message["id"])
    wrong = sum(len(ids) for ids in rows.values())
    print(f"  confusions   {wrong} of {len(pairs)} messages; wanted → given:")
    for (wanted, given), ids in sorted(rows.items(), key=lambda row: -len(row[1])):
        print(f"    {len(ids):4} {wanted} → {given}: {' '.join(ids[:12])}{' …' if len(ids) > 12 else ''}")


def main():
    # A reader such as head may close the pipe before the last line.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default=".build/release/langnghe")
    options.add_argument("--rules", default="rules")
    options.add_argument("--labelled", default="fixtures/labelled")
    options.add_argument("--confusions", action="store_true", help="print the messages that are wrong")
    options.add_argument("--topic", choices=TOPICS + ["hotspot"])
    options.add_argument("--part", choices=["tune", "held"], default="tune")
    options.add_argument("--print-part", choices=["tune", "held"], help="print the messages of a part, for learning")
    options.add_argument("--at-least", type=float, help="exit 1 when the micro-F1 of the held part lies below this")
    arguments = options.parse_args()
    files = sorted(glob.glob(os.path.join(arguments.labelled, "*.jsonl")))
    if not files:
        sys.exit(f"No *.jsonl in {arguments.labelled}; name the folder of labelled messages with --labelled.")
    read = {}
    for path in files:
        with open(path, encoding="utf-8") as lines:
            read[path] = [(text, json.loads(text)) for text in lines if text.strip()]
    if arguments.print_part:
        for path, messages in read.items():
            for text, message in messages:
                if part_of(path, message) == arguments.print_part:
                    sys.stdout.write(text.rstrip("\n") + "\n")
        return
    by_file = {}
    for path, lines in read.items():
        messages = [message for _, message in lines]
        bare = "\n".join(json.dumps({k: m[k] for k in ("id", "channel", "subject", "body")}) for m in messages)
        run = subprocess.run([arguments.binary, "triage", "--rules", arguments.rules], input=bare.encode(), stdout=subprocess.PIPE)
        if run.returncode != 0:
            sys.exit(f"{arguments.binary} triage failed on {path} with status {run.returncode}.")
        verdicts = [json.loads(text) for text in run.stdout.decode().splitlines()]
        if [v["id"] for v in verdicts] != [m["id"] for m in messages]:
            sys.exit(f"{path}: the verdicts are not in the order of the messages.")
        by_file[path] = list(zip(messages, verdicts))
    parts = {
        part: [pair for path, group in by_file.items() for pair in group if part_of(path, pair[0]) == part]
        for part in ("tune", "held")
    }
    if arguments.confusions:
        for topic in [arguments.topic] if arguments.topic else TOPICS + ["hotspot"]:
            confusions(parts[arguments.part], topic)
        return
    for path, group in by_file.items():
        report(os.path.basename(path), group)
    micro = {}
    for part, pairs in parts.items():
        if not pairs:
            continue
        micro[part] = report(f"part {part}", pairs)
        confused(pairs)
    for name in REGISTERS:
        chosen = [pair for pair in parts["held"] if register_of(pair[0]) == name]
        if chosen:
            report(f"held, {name}", chosen)
    bare = [pair for pair in parts["held"] if "nodiac" in (pair[0].get("style") or "")]
    if bare:
        report("held, typed without accents", bare)
    if len(micro) == 2:
        print(f"gap between the parts: {100 * (micro['tune'] - micro['held']):.1f} points of micro-F1")
    if arguments.at_least is not None and micro.get("held", 1) < arguments.at_least:
        sys.exit(f"micro-F1 of the held part, {micro['held']:.3f}, lies below {arguments.at_least}")


if __name__ == "__main__":
    main()
