#!/usr/bin/env python3
"""University-shaped data for measuring: seeded, exact counts, about a million rows a second.

    workload.py OUT --files N --rows R [--seed S] [--bad 0.02] [--quoted 0.005] [--locations 50]

Rows are made of a pool of tails behind a time that goes on by a second; five kinds of bad records.
OUT.json receives the counts. Values are drawn around a daily rhythm, with full-length decimals.
"""
import argparse
import datetime
import json
import math
import os
import random

from hostile import COLUMNS

POOL = 20_000


def tails(r, locations):
    """Good rows without their time, as lists of cells."""
    made = []
    for _ in range(POOL):
        phase = math.sin(r.random() * 2 * math.pi)
        made.append([str(101 + r.randrange(locations)), repr(22 + 6 * phase + r.gauss(0, 0.4)), repr(55 - 12 * phase + r.gauss(0, 1.5)),
                     str(r.randrange(20, 180)), repr(55 + 9 * phase + r.gauss(0, 2)), repr(320 + 180 * phase + r.random() * 40),
                     str(r.randrange(5, 95)), str(r.randrange(10, 80)), "%.2f" % (6.5 + r.gauss(0, 0.6)), "%.1f" % (5 * r.random()),
                     str(int(r.random() < 0.3))])
    return made


def bad_tail(r, tail, kind):
    """A bad record's tail (or time and tail): one of five kinds."""
    cells, stamp = list(tail), None
    if kind == "empty":
        cells[r.choice([0, 1, 4, 5, 6, 7, 8, 9, 10])] = ""
    elif kind == "text":
        cells[r.randrange(1, 11)] = r.choice(["n/a", "ERR", "1.2.3", "--", "1e", "12 C"])
    elif kind == "range":
        cells[r.randrange(1, 11)] = r.choice(["-99", "250000.5"])
    elif kind == "time":
        stamp = r.choice(["not-a-time", "2024-13-45 99:99:99", "01.05.2024", "2024-05-01T"])
    elif r.random() < 0.5:
        del cells[r.randrange(1, 11):]
    else:
        cells.append("42")
    return stamp, ",".join(cells)


def generate(out, files, rows, seed=1, bad=0.02, quoted=0.005, locations=50):
    """Writes the files and returns the counts."""
    r = random.Random(seed)
    os.makedirs(out, exist_ok=True)
    pool = tails(r, locations)
    good = [",".join(cells) for cells in pool]
    quotes = [",".join([f'"Hall, {cells[0]}"' if i % 2 else f'"Lab ""{cells[0]}"""'] + cells[1:]) for i, cells in enumerate(pool[:2000])]
    faulty = [bad_tail(r, tail, kind) for tail in pool[:2000] for kind in ("empty", "text", "range", "time", "fields")]
    days = [(datetime.date(2024, 5, 1) + datetime.timedelta(d)).isoformat() for d in range(files * rows // 86400 + 2)]
    clock = ["%02d:%02d:%02d" % (s // 3600, s // 60 % 60, s % 60) for s in range(86400)]
    header, counts, size, second = ",".join(COLUMNS), {"good": 0, "bad": 0, "quoted": 0}, 0, 8 * 3600
    rnd, limit = r.random, bad + quoted
    for number in range(files):
        lines = [header]
        for _ in range(rows):
            stamp = days[second // 86400] + " " + clock[second % 86400]
            second += 1
            draw = rnd()
            if draw >= limit:
                lines.append(stamp + "," + good[int(rnd() * POOL)])
                counts["good"] += 1
            elif draw < bad:
                other, tail = faulty[int(rnd() * len(faulty))]
                lines.append((other or stamp) + "," + tail)
                counts["bad"] += 1
            else:
                lines.append(stamp + "," + quotes[int(rnd() * 2000)])
                counts["good"] += 1
                counts["quoted"] += 1
        text = "\n".join(lines) + "\n"
        size += len(text)
        with open(f"{out}/s{number:06d}.csv", "w") as stream:
            stream.write(text)
    counts.update(files=files, rows=files * rows, bytes=size, seed=seed)
    with open(out.rstrip("/") + ".json", "w") as stream:
        json.dump(counts, stream)
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bad", type=float, default=0.02)
    parser.add_argument("--quoted", type=float, default=0.005)
    parser.add_argument("--locations", type=int, default=50)
    print(json.dumps(generate(**vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
