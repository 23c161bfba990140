#!/usr/bin/env python3
"""Make the gazetteer in rules/places from the data of the PyPI package vietnamadminunits.

Usage: build-gazetteer.py [--wheel FILE] [--output rules/places] [--check]

Without --wheel the pinned version is fetched with `pip download`. Either way the file must have the pinned hash. The
package is never imported: its data files are read out of the archive. `patch.tsv` in the output folder is applied on the
way. With --check nothing is written; the exit status is 1 when a file differs from what would be written.
"""
import argparse
import collections
import csv
import hashlib
import io
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

PACKAGE = "vietnamadminunits==1.0.4"
SHA256 = "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"
EXPECTED = {
    "provinces.tsv": 34, "communes.tsv": 3321, "provinces-before-2025.tsv": 63, "districts-before-2025.tsv": 696,
    "communes-before-2025.tsv": 10035, "merged-before-2025.tsv": 1517,
}
HEADS = {
    "provinces.tsv": ["code", "type", "name", "latitude", "longitude"],
    "communes.tsv": ["code", "type", "name", "province", "latitude", "longitude"],
    "provinces-before-2025.tsv": ["code", "type", "name", "today"],
    "districts-before-2025.tsv": ["code", "type", "name", "province", "today"],
    "communes-before-2025.tsv": ["code", "type", "name", "district", "today"],
    "merged-before-2025.tsv": ["type", "name", "commune"],
}
ISLANDS_WITHOUT_COMMUNES = 5


def fetch(folder):
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, PACKAGE], check=True)
    return os.path.join(folder, next(name for name in os.listdir(folder) if name.endswith(".whl")))


def rows_of(database, table):
    database.row_factory = sqlite3.Row
    return [dict(row) for row in database.execute(f"select * from {table}")]


def clean(name):
    """One spelling: composed letters, straight apostrophes, single spaces."""
    text = unicodedata.normalize("NFC", name).replace("\u2019", "'").replace("`", "'")
    return " ".join(text.split())


def split_type(full, short):
    """'Thành phố Hà Nội' and 'Hà Nội' give 'thành phố' and 'Hà Nội'."""
    full, short = clean(full), clean(short)
    for kind in ("Thành phố", "Thị trấn", "Thị xã", "Đặc khu", "Phường", "Huyện", "Quận", "Tỉnh", "Xã"):
        # The data writes "Thành Phố Bắc Kạn" once.
        if full.lower().startswith(kind.lower() + " "):
            return kind.lower(), full[len(kind) + 1:]
    sys.exit(f"«{full}» ({short}) begins with no type word.")


def degrees(value):
    return f"{value:.4f}"


def without_marks(text):
    decomposed = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# What a syllable without marks looks like, and the weight of one that no name of the data has.
SYLLABLE = re.compile(r"(?:[bcdghklmnpqrstvxj]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t|l|k|r)?")
UNKNOWN_SYLLABLE = 15.0


def cut_syllables(joined, weights):
    """'tienninhve' cut into the likeliest syllables of names; None when it cannot be cut."""
    best = [(0.0, [])] + [None] * len(joined)
    for end in range(1, len(joined) + 1):
        for start in range(max(0, end - 7), end):
            piece = joined[start:end]
            weight = weights.get(piece, UNKNOWN_SYLLABLE if SYLLABLE.fullmatch(piece) else None)
            if weight is None or best[start] is None:
                continue
            cost = best[start][0] + weight
            if best[end] is None or cost < best[end][0]:
                best[end] = (cost, best[start][1] + [joined[start:end]])
    return best[-1] and " ".join(best[-1][1])


def merged_names(old):
    """Communes that were merged into others before 2025: the data has their names without marks and spaces."""
    count = collections.Counter()
    for row in old:
        for name in {row["wardShort"], row["districtShort"]} - {None}:
            count.update(without_marks(clean(name)).replace("'", "").split())
    total = sum(count.values())
    weights = {word: math.log(total / number) + 1 for word, number in count.items() if word.isalpha()}
    rows, uncut = set(), []
    for row in old:
        for alias in json.loads(row["wardAlias"] or "[]"):
            for prefix, kind in (("phuong", "phường"), ("thitran", "thị trấn"), ("xa", "xã")):
                # The list has each name with its type word and without; "phuongdo" alone is no ward called Đo.
                if alias.startswith(prefix) and alias[len(prefix):] in json.loads(row["wardAlias"]):
                    name = cut_syllables(alias[len(prefix):], weights)
                    if name is None:
                        uncut.append(alias)
                    elif " " in name and name != without_marks(clean(row["wardShort"])):
                        rows.add((kind, name, row["wardCode"]))
    return rows, uncut


def read_mapping(converter):
    """Key of an old unit -> (key of today's province, key of today's commune) of each candidate, the main one first."""
    today = collections.defaultdict(list)
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                today[old].append((province, commune))
    split = 0
    for province, olds in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, candidates in olds.items():
            split += 1
            ordered = sorted(candidates, key=lambda c: (not c["isDefaultNewWard"], c["newWardKey"]))
            today[old] += [(province, c["newWardKey"]) for c in ordered]
    return today, split


def tables(wheel):
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        converter = json.loads(archive.read("vietnamadminunits/data/converter_2025.json"))
        database = sqlite3.connect(archive.extract("vietnamadminunits/data/dataset.db", folder))
        new, old = rows_of(database, "admin_units"), rows_of(database, "admin_units_legacy")
        database.close()
    mapping, split = read_mapping(converter)
    province_today = {old: new for new, olds in converter["DICT_PROVINCE"].items() for old in olds}
    province_code = {row["provinceKey"]: row["provinceCode"] for row in new}
    commune_code = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in new}

    def codes(key):
        return ",".join(commune_code[target] for target in mapping[key])

    result = {name: set() for name in HEADS}
    result["merged-before-2025.tsv"], uncut = merged_names(old)
    if uncut:
        print(f"left out, as they cannot be cut into syllables: {', '.join(sorted(set(uncut)))}", file=sys.stderr)
    for row in new:
        kind, name = split_type(row["province"], row["provinceShort"])
        result["provinces.tsv"].add(
            (row["provinceCode"], kind, name, degrees(row["provinceLat"]), degrees(row["provinceLon"])))
        kind, name = split_type(row["ward"], row["wardShort"])
        result["communes.tsv"].add(
            (row["wardCode"], kind, name, row["provinceCode"], degrees(row["wardLat"]), degrees(row["wardLon"])))
    islands = 0
    for row in old:
        kind, name = split_type(row["province"], row["provinceShort"])
        result["provinces-before-2025.tsv"].add(
            (row["provinceCode"], kind, name, province_code[province_today[row["provinceKey"]]]))
        kind, name = split_type(row["district"], row["districtShort"])
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        # Five island districts had no communes; each became one special zone.
        alone = codes(key) if not row["ward"] else ""
        islands += not row["ward"]
        result["districts-before-2025.tsv"].add((row["districtCode"], kind, name, row["provinceCode"], alone))
        if row["ward"]:
            kind, name = split_type(row["ward"], row["wardShort"])
            result["communes-before-2025.tsv"].add((row["wardCode"], kind, name, row["districtCode"], codes(key)))
    if islands != ISLANDS_WITHOUT_COMMUNES or split != 471:
        sys.exit(f"{islands} districts without communes and {split} split communes, not the known numbers.")
    return {name: sorted(rows) for name, rows in result.items()}


def apply_patch(result, path):
    """Replaces single fields as patch.tsv says; a line that finds nothing is an error."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    for table, code, field, before, after, *_ in rows:
        column = HEADS[table].index(field)
        found = [n for n, row in enumerate(result[table]) if row[0] == code and row[column] == before]
        if len(found) != 1:
            sys.exit(f"patch.tsv: {table} has no row {code} with {field} «{before}».")
        row = list(result[table][found[0]])
        row[column] = after
        result[table][found[0]] = tuple(row)


def written(name, rows):
    text = io.StringIO()
    text.write("# Made by scripts/build-gazetteer.py; change patch.tsv or aliases.tsv, not this file.\n")
    text.write("# " + "\t".join(HEADS[name]) + "\n")
    csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerows(rows)
    return text.getvalue()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--wheel")
    options.add_argument("--output", default="rules/places")
    options.add_argument("--check", action="store_true")
    arguments = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.wheel or fetch(folder)
        with open(wheel, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        if digest != SHA256:
            sys.exit(f"{wheel} has the hash {digest}, not {SHA256}: this is not the reviewed data.")
        result = tables(wheel)
    apply_patch(result, os.path.join(arguments.output, "patch.tsv"))
    differs = False
    for name, rows in result.items():
        if len(rows) != EXPECTED[name]:
            sys.exit(f"{name} would hold {len(rows)} rows, not {EXPECTED[name]}.")
        path = os.path.join(arguments.output, name)
        text = written(name, sorted(rows))
        if arguments.check:
            with open(path, encoding="utf-8") as file:
                if file.read() != text:
                    differs = True
                    print(f"{path} differs from what the data gives.")
        else:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            print(f"{path}: {len(rows)} rows")
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
