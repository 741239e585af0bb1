#!/usr/bin/env python3
"""University-shaped data for measuring: seeded, with exact expected counts and aggregates.

    workload.py OUT --files N --rows R [--seed S] [--bad 0.02] [--quoted 0.005] [--locations 50]

A row is a time, one second after the row before, and a tail from a pool of 50 000: about a million
rows a second. Bad tails come in five kinds of equal share. The expectation is worked out from how often
each tail was drawn, with exactly rounded sums, and shares no code with any program that is measured.
It is written to OUT.json behind the data, so that a half-made folder has none.
"""
import argparse
import collections
import dataclasses
import datetime
import itertools
import json
import math
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Peers"))
from reference import METRICS, NUMERIC  # noqa: E402

VALUES = [entry[0] for entry in NUMERIC]
COLUMNS = ["timestamp", "location_id", *VALUES]
POOL = 50_000
FIRST = datetime.datetime(2024, 5, 1, 8)
DAY = 86_400
# A value of the right type beyond the range, and texts that are no number, for a bad cell.
BEYOND = dict(zip(VALUES, ["99.5", "140.2", "731", "188.0", "250000.5", "4096", "250", "31.5", "9.9", "7"]))
NO_NUMBER = ["n/a", "ERR", "12.3.4", "--", "abc", "1e"]
NO_TIME = ["not-a-time", "2024-13-45 99:99:99", "01.05.2024", "2024-05-01T"]


@dataclasses.dataclass
class Tail:
    """What stands behind the time in a record, with what the record is worth."""
    text: str
    location: str = ""
    values: tuple = ()
    fault: str = ""                                  # "" for a good one, else the code sluice gives it
    long: bool = False                               # one field too many


def good_cells(r, locations):
    """The cells of a good record behind its time: a daily rhythm, noise, decimals as sensors write them."""
    phase = math.sin(r.random() * 2 * math.pi)
    return [str(101 + r.randrange(locations)), repr(22 + 6 * phase + r.gauss(0, 0.4)),
            repr(55 - 12 * phase + r.gauss(0, 1.5)), str(r.randrange(20, 180)),
            repr(55 + 9 * phase + r.gauss(0, 2)), repr(320 + 180 * phase + r.random() * 40),
            str(r.randrange(5, 95)), str(r.randrange(10, 80)), "%.2f" % (6.5 + r.gauss(0, 0.6)),
            "%.1f" % (5 * r.random()), str(int(r.random() < 0.3))]


def quoted(r, cells):
    """A good record with a quoted cell: a comma or quotes in the location, or a quoted number."""
    text, kind = list(cells), r.randrange(3)
    location = [f"Hall, {cells[0]}", f'Lab "{cells[0]}"', cells[0]][kind]
    place = 0 if kind < 2 else r.randrange(1, 11)
    text[place] = '"' + (location.replace('"', '""') if kind < 2 else cells[place]) + '"'
    return Tail(",".join(text), location, tuple(map(float, cells[1:])))


def faulty(r, cells, fault):
    """A bad record of one of the five kinds; the time of a DATE one is put in when it is written."""
    cells, long = list(cells), False
    if fault == "NULL":
        cells[r.choice([0] + [i + 1 for i, entry in enumerate(NUMERIC) if entry[1]])] = ""
    elif fault == "NUMBER":
        cells[r.randrange(1, 11)] = r.choice(NO_NUMBER)
    elif fault == "RANGE":
        place = r.randrange(1, 11)
        cells[place] = BEYOND[VALUES[place - 1]]
    elif fault == "FIELDS":
        long = r.random() < 0.5
        if long:
            cells.append("42")
        else:
            del cells[r.randrange(1, 11):]
    return Tail(",".join(cells), fault=fault, long=long)


def pool(r, bad, special, locations):
    """The pool of tails, those with a bad time last."""
    made = []
    for index in range(POOL):
        cells = good_cells(r, locations)
        if index < POOL * bad:
            made.append(faulty(r, cells, ("NULL", "NUMBER", "RANGE", "FIELDS", "DATE")[index % 5]))
        elif index < POOL * (bad + special):
            made.append(quoted(r, cells))
        else:
            made.append(Tail(",".join(cells), cells[0], tuple(map(float, cells[1:]))))
    return sorted(made, key=lambda tail: tail.fault == "DATE")


def stamps():
    """Times one second apart, for ever."""
    clock = [" %02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(DAY)]
    begin = FIRST.hour * 3600
    for day in itertools.count():
        date = (FIRST.date() + datetime.timedelta(day)).isoformat()
        yield from map(date.__add__, clock[begin:])
        begin = 0


def expected(tails, drawn):
    """Counts, and per location and metric [count, min, max, mean, sample deviation] of the good records."""
    counts = {"good": 0, "bad": 0, "long": 0, "faults": collections.Counter()}
    cells = collections.defaultdict(list)
    for index, times in drawn.items():
        tail = tails[index]
        counts["bad" if tail.fault else "good"] += times
        counts["long"] += times * tail.long
        if tail.fault:
            counts["faults"][tail.fault] += times
            continue
        for metric in METRICS:
            cells[tail.location, metric].append((tail.values[VALUES.index(metric)], times))
    counts["aggregates"] = {}
    for (location, metric), weighed in cells.items():
        total = sum(times for _, times in weighed)
        mean = math.fsum(value * times for value, times in weighed) / total
        squares = math.fsum((value - mean) ** 2 * times for value, times in weighed)
        deviation = math.sqrt(squares / (total - 1)) if total > 1 else 0.0
        numbers = [total, min(weighed)[0], max(weighed)[0], mean, deviation]
        counts["aggregates"].setdefault(location, {})[metric] = numbers
    return counts


def generate(out, files, rows, seed=1, bad=0.02, quoted=0.005, locations=50):
    """Writes the files s000000.csv … into the new directory `out`; returns what is expected of them."""
    r = random.Random(seed)
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    tails = pool(r, bad, quoted, locations)
    texts = ["," + tail.text for tail in tails]
    first_bad_time = next((i for i, tail in enumerate(tails) if tail.fault == "DATE"), POOL)
    numbers, time, drawn, size = range(POOL), stamps(), collections.Counter(), 0
    for number in range(files):
        picks = r.choices(numbers, k=rows)
        drawn.update(picks)
        lines = list(map(str.__add__, itertools.islice(time, rows), map(texts.__getitem__, picks)))
        for place in [place for place, pick in enumerate(picks) if pick >= first_bad_time]:
            lines[place] = r.choice(NO_TIME) + texts[picks[place]]
        text = ",".join(COLUMNS) + "\n" + "\n".join(lines) + "\n"
        size += len(text)
        with open(f"{out}/s{number:06d}.csv", "w") as stream:
            stream.write(text)
    result = {"files": files, "rows": files * rows, "bytes": size, "seed": seed, **expected(tails, drawn)}
    with open(out + ".json", "w") as stream:
        json.dump(result, stream)
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.02)
    parser.add_argument("--quoted", type=float, default=0.005)
    parser.add_argument("--locations", type=int, default=50)
    result = generate(**vars(parser.parse_args()))
    del result["aggregates"]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
