#!/usr/bin/env python3
"""Score `langnghe triage` against labelled messages.

Usage: score.py [--binary .build/release/langnghe] [--rules rules] [--labelled fixtures/labelled]
                [--confusions] [--topic TOPIC] [--part tune|held]

The labelled messages are split once: messages whose number ends in 3, 6 or 9 are only ever scored (held), the
others are for tuning (tune). Prints precision, recall and F1 per topic, micro-F1, the hot-spot flag, and the share
of messages without topic that were tagged, for both parts and per file.
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


def part_of(message):
    return "held" if message["id"][-1] in HELD_DIGITS else "tune"


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
    options.add_argument("--at-least", type=float, help="exit 1 when the micro-F1 over all files lies below this")
    arguments = options.parse_args()
    files = sorted(glob.glob(os.path.join(arguments.labelled, "*.jsonl")))
    if not files:
        sys.exit(f"No *.jsonl in {arguments.labelled}; name the folder of labelled messages with --labelled.")
    by_file = {}
    for path in files:
        with open(path, encoding="utf-8") as lines:
            messages = [json.loads(text) for text in lines if text.strip()]
        bare = "\n".join(json.dumps({k: m[k] for k in ("id", "channel", "subject", "body")}) for m in messages)
        run = subprocess.run([arguments.binary, "triage", "--rules", arguments.rules], input=bare.encode(), stdout=subprocess.PIPE)
        if run.returncode != 0:
            sys.exit(f"{arguments.binary} triage failed on {path} with status {run.returncode}.")
        verdicts = [json.loads(text) for text in run.stdout.decode().splitlines()]
        if [v["id"] for v in verdicts] != [m["id"] for m in messages]:
            sys.exit(f"{path}: the verdicts are not in the order of the messages.")
        by_file[os.path.basename(path)] = list(zip(messages, verdicts))
    pairs = [pair for group in by_file.values() for pair in group]
    if arguments.confusions:
        chosen = [pair for pair in pairs if part_of(pair[0]) == arguments.part]
        for topic in [arguments.topic] if arguments.topic else TOPICS + ["hotspot"]:
            confusions(chosen, topic)
        return
    for part in ("tune", "held"):
        report(f"part {part}", [pair for pair in pairs if part_of(pair[0]) == part])
    for name, group in by_file.items():
        report(name, group)
    micro = report("all files", pairs)
    if arguments.at_least is not None and micro < arguments.at_least:
        sys.exit(f"micro-F1 {micro:.3f} lies below {arguments.at_least}")


if __name__ == "__main__":
    main()
