#!/usr/bin/env python3
"""Makes up provinces whose citizens write letters, with hot spots whose truth is known and with things that only look like them.

Usage: simulate-hotspots.py FOLDER [--seed N] [--provinces N] [--communes N] [--rate R] [--outbreaks N] [--decoys N]

Writes places.csv, events.csv.gz, truth.csv and decoys.csv as fixtures/hotspots/sim has them, so that `langnghe hotspots replay` reads them and
fixtures/hotspots/score.py scores the result. Made to differ from that simulated province: villages around towns instead of an even plain, letters
that come in weeks of more and less, a trend, seasons, other lengths and sizes of hot spots, a sixth shape (a step), senders who write alone and often, and more topics.
Nobody in it exists. Only Python's standard library is needed; the same seed gives the same files.
"""
import argparse
import csv
import datetime as dt
import gzip
import math
import os
import random

START = dt.datetime(2024, 1, 1)
DAYS = 731
NEW_YEARS = [(dt.datetime(2024, 2, 10) - START).days, (dt.datetime(2025, 1, 29) - START).days]
TOPICS = {"land": 0.34, "complaints": 0.3, "environment": 0.2, "traffic": 0.12, "religion": 0.04}
WEEKDAYS = [1.35, 1.15, 1.1, 1.0, 1.05, 0.75, 0.6]
HOURS = [1, 0.6, 0.4, 0.3, 0.4, 1, 3, 6, 9, 10, 9, 6, 4, 6, 8, 8, 7, 5, 4, 5, 6, 5, 4, 2]
CUES = "UOPCVH"
# How often a letter bears a sign, in ordinary times and in a hot spot.
ORDINARY = dict(U=0.05, O=0.025, P=0.015, C=0.01, V=0.008, H=0.012)
HOT = dict(U=0.12, O=0.12, P=0.1, C=0.12, V=0.07, H=0.08)


def poisson(rng, mean):
    if mean > 30:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def calendar(day):
    factor = WEEKDAYS[(START + dt.timedelta(days=day)).weekday()]
    for new_year in NEW_YEARS:
        distance = day - new_year
        if -3 <= distance <= 5:
            factor *= 0.3
        elif -14 <= distance < -3:
            factor *= 0.85
        elif 6 <= distance <= 15:
            factor *= 1.15
    return factor


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--provinces", type=int, default=1)
    parser.add_argument("--communes", type=int, default=110, help="of each province")
    parser.add_argument("--rate", type=float, default=0.45, help="letters a day of an average commune")
    parser.add_argument("--outbreaks", type=int, default=72, help="of each province")
    parser.add_argument("--decoys", type=int, default=50, help="copied petitions of each province")
    parser.add_argument("--strength", type=float, default=1.0, help="factor on the size of hot spots")
    parser.add_argument("--first-day", type=int, default=410, help="of the hot spots")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    events, truth, decoys, places = [], [], [], []
    counter = dict(sender=0, group=0)

    def sender():
        counter["sender"] += 1
        return f"s{counter['sender']:07d}"

    def group():
        counter["group"] += 1
        return f"g{counter['group']:05d}"

    def moment(day):
        return day + (rng.choices(range(24), HOURS)[0] + rng.random()) / 24

    def cues(rates):
        return "".join(cue for cue in CUES if rng.random() < rates[cue])

    def add(time, place, topic, who, hamlet="", copies="", rates=ORDINARY, slow=1.0):
        if not 0 <= time < DAYS:
            return
        due = time + rng.choice([10, 10, 20])
        resolved = time + slow * rng.lognormvariate(2.0, 0.7)
        events.append((time, place, hamlet, topic, copies, cues(rates), who, due, resolved if resolved < DAYS else None))

    for number in range(arguments.provinces):
        west = (number % 6) * 120.0
        south = (number // 6) * 120.0
        towns = [(west + rng.uniform(10, 100), south + rng.uniform(10, 100)) for _ in range(7)]
        own = []
        for index in range(arguments.communes):
            town = rng.choice(towns)
            x, y = town[0] + rng.gauss(0, 12), town[1] + rng.gauss(0, 12)
            own.append(len(places))
            places.append((f"c{len(places):05d}", f"p{number:02d}", x, y, rng.randint(5, 16), rng.lognormvariate(0, 0.8)))
        mean_size = sum(places[place][5] for place in own) / len(own)
        regulars = [sender() for _ in range(40 * len(own))]

        # Ordinary letters: weeks of more and of less, a trend of a tenth a year, summers that smell.
        for place in own:
            hamlets = places[place][4]
            for topic, share in TOPICS.items():
                liking = rng.gammavariate(3, 1 / 3)
                base = arguments.rate * share * places[place][5] / mean_size * liking
                for week in range(105):
                    mood = rng.gammavariate(5, 1 / 5)
                    for day in range(week * 7, min(DAYS, week * 7 + 7)):
                        season = 1 + (0.35 * math.sin(2 * math.pi * (day - 120) / 365) if topic == "environment" else 0)
                        mean = base * mood * season * calendar(day) * (1 + 0.1 * day / 365)
                        for _ in range(poisson(rng, mean)):
                            hamlet = f"h{rng.randrange(hamlets):02d}" if rng.random() < 0.6 else ""
                            add(moment(day), place, topic, rng.choice(regulars), hamlet)

        # Hot spots.
        shapes = ["burst", "flash", "ramp", "pair", "drag", "step"]
        for index in range(arguments.outbreaks):
            shape = shapes[index % len(shapes)]
            topic = rng.choices(list(TOPICS), TOPICS.values())[0]
            centre = rng.choice(own)
            day = rng.uniform(arguments.first_day, DAYS - 100)
            zone, hamlet = [centre], f"h{rng.randrange(places[centre][4]):02d}"
            usual = arguments.rate * TOPICS[topic] * places[centre][5] / mean_size
            if shape == "burst":
                times = [day + rng.expovariate(1 / 1.1) for _ in range(rng.randint(9, 22))]
            elif shape == "flash":
                times = [day + rng.uniform(0, 0.4) for _ in range(rng.randint(4, 8))]
            elif shape == "ramp":
                length = rng.uniform(10, 20)
                times = [day + length * math.sqrt(rng.random()) for _ in range(rng.randint(14, 26))]
            elif shape == "pair":
                near = sorted(own, key=lambda p: (places[p][2] - places[centre][2]) ** 2 + (places[p][3] - places[centre][3]) ** 2)
                zone = near[: rng.randint(2, 4)]
                times = [day + rng.uniform(0, 6) for _ in range(5 * len(zone) + rng.randint(0, 6))]
            elif shape == "drag":
                length = rng.uniform(55, 95)
                times = [day + rng.uniform(0, length) for _ in range(rng.randint(20, 36))]
            else:
                length = rng.uniform(14, 28)
                times = [day + rng.uniform(0, length) for _ in range(rng.randint(14, 24) + round(usual * length))]
            times = times[: max(4, round(len(times) * arguments.strength))] if shape == "flash" else rng.sample(
                times, max(6, round(len(times) * arguments.strength)) if arguments.strength < 1 else len(times))
            # Nobody writes much at night.
            times = sorted(math.floor(t) + moment(0) % 1 if rng.random() < 0.7 and shape != "flash" else t for t in times)
            people = [sender() for _ in range(rng.randint(4, 8))] if shape == "drag" else None
            for time in times:
                place = rng.choice(zone)
                who = rng.choice(people) if people and rng.random() < 0.6 else sender()
                where = hamlet if place == centre and rng.random() < 0.6 else ""
                add(time, place, topic, who, where, rates=HOT, slow=3.0 if shape == "drag" else 1.5)
            truth.append((shape, topic, zone, times[0], times[-1], len(times)))

        # Copied petitions: one text, few senders, two days.
        for _ in range(arguments.decoys):
            place, topic, name = rng.choice(own), rng.choice(list(TOPICS)), group()
            first = rng.uniform(20, DAYS - 5)
            people = [sender() for _ in range(rng.randint(2, 6))]
            times = sorted(first + rng.uniform(0, 2) for _ in range(rng.randint(6, 40)))
            for time in times:
                add(time, place, topic, rng.choice(people), copies=name)
            decoys.append((topic, place, times[0], times[-1], len(times), name))
        # One person who writes on and on, each letter in other words: no hot spot.
        for _ in range(arguments.decoys // 5):
            place, topic, who = rng.choice(own), rng.choice(list(TOPICS)), sender()
            first = rng.uniform(20, DAYS - 5)
            for _ in range(rng.randint(4, 7)):
                add(first + rng.uniform(0, 2), place, topic, who)

    os.makedirs(arguments.folder, exist_ok=True)
    stamp = lambda day: (START + dt.timedelta(minutes=round(day * 1440))).strftime("%Y-%m-%dT%H:%M")

    def table(name, header, rows, opener=open):
        with opener(os.path.join(arguments.folder, name), "wt", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)

    code = lambda place: places[place][0]
    table("places.csv", ["commune", "province", "x_km", "y_km", "hamlets"], [(c, p, f"{x:.3f}", f"{y:.3f}", h) for c, p, x, y, h, _ in places])
    events.sort(key=lambda event: event[0])
    table(
        "events.csv.gz",
        ["id", "received", "province", "commune", "hamlet", "topic", "dup_group", "cues", "sender", "due", "resolved"],
        [
            (f"m{number:07d}", stamp(t), places[p][1], code(p), h, k, g, c, s, stamp(due)[:10], stamp(r) if r else "")
            for number, (t, p, h, k, g, c, s, due, r) in enumerate(events)
        ],
        gzip.open,
    )
    table("truth.csv", ["oid", "shape", "topic", "communes", "start", "end", "messages"],
          [(f"o{n:04d}", s, k, ";".join(map(code, z)), stamp(a), stamp(b), m) for n, (s, k, z, a, b, m) in enumerate(truth)])
    table("decoys.csv", ["did", "topic", "commune", "start", "end", "messages", "dup_group"],
          [(f"d{n:04d}", k, code(p), stamp(a), stamp(b), m, g) for n, (k, p, a, b, m, g) in enumerate(decoys)])
    print(f"{len(events)} messages, {len(places)} communes, {len(truth)} hot spots, {len(decoys)} copied petitions")


if __name__ == "__main__":
    main()
