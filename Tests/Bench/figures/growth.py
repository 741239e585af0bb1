"""Ten million rows in one database: rate at the end against the beginning, the last hour by SQL, the start."""
import os
import re
import sqlite3
import time

import check
from report import Bar, Figure
from runs import run, stations

FILES, ROWS, MEASURED = 10, 1_000_000, 3
TURNS = 20


def ten_million_rows(bench):
    """The last three of ten files of a million rows, each beside the same file in a fresh database."""
    folder, expected = bench.data("growth", FILES, ROWS, 21)
    names = sorted(os.listdir(folder))
    station, empty = (stations.make(f"{bench.directory(kind)}/station") for kind in ("full", "empty"))
    settled(empty)
    ours, fresh = [], []
    for name in names:
        ours.append(ROWS / taken(station, folder, name))
        if name in names[-MEASURED:]:
            other = stations.make(f"{bench.directory('fresh')}/station")
            fresh.append(ROWS / taken(other, folder, name))
            stations.remove(other)
    check.whole_station(station, expected, thorough=False)
    late = ours[-MEASURED:]
    yield Figure("growth.fresh", f"the last {MEASURED} of {FILES} million rows, each file of a million against a fresh database",
                 "rows/s", late, "same file, fresh", fresh, Bar(0.85, 0.95, of_ratio=True))
    yield Figure("growth.first", "the 10th million against the 1st", "rows/s", ours[-1:], "1st million", ours[:1])
    yield from questions(station, expected)
    yield from starts("growth", "10 million rows", station, empty, Bar(100, 30))


def taken(station, folder, name):
    """Seconds in which `ingest` takes one file: no settling, whole process."""
    result = run([stations.binary(), "--station", station, "ingest", f"{folder}/{name}"])
    check.same(f"exit status at {name}, {result.errors[-300:]}", result.status, 1)
    return result.seconds


def settled(station):
    """Takes an empty inbox, so that there is a database."""
    check.same("exit status", run([stations.binary(), "--station", station, "--headless", "--once"]).status, 0)


def documented_query():
    """The query of the README for the last hour of readings at a location."""
    with open(f"{stations.ROOT}/README.md") as stream:
        found = re.search(r"^-- the last hour of readings.*\n((?:.+\n)+)", stream.read(), re.MULTILINE)
    query = found.group(1).replace("'Library'", "'101'")
    check.same("places of the README's location in its query", query.count("'101'"), 1)
    return query


def questions(station, expected):
    """The last hour as the README asks for it, beside the same rows in a table that holds nothing else."""
    query = documented_query()
    with check.read_only(station) as db:
        newest, = db.execute("SELECT max(timestamp_ms) FROM raw_sensor_data").fetchone()
        hour = db.execute("SELECT * FROM raw_sensor_data WHERE timestamp_ms >= ?", (newest - 3_600_000,))
        names, rows = [column[0] for column in hour.description], hour.fetchall()
        answer = db.execute(query).fetchall()
    small = sqlite3.connect(":memory:")
    small.execute(f"CREATE TABLE raw_sensor_data({', '.join(names)})")
    small.executemany(f"INSERT INTO raw_sensor_data VALUES ({', '.join('?' * len(names))})", rows)
    check.same("readings of the last hour", sorted(small.execute(query)), sorted(answer))
    ours, theirs = [], []
    for _ in range(TURNS):
        begin = time.monotonic()
        with check.read_only(station) as db:
            db.execute(query).fetchall()
        ours.append((time.monotonic() - begin) * 1000)
        begin = time.monotonic()
        small.execute(query).fetchall()
        theirs.append((time.monotonic() - begin) * 1000)
    yield Figure("growth.hour", "last hour at a location out of 10 million rows, new connection, README's query", "ms", ours,
                 "table of that hour alone, in memory", theirs, Bar(10, 2), more_is_better=False)
    with check.read_only(station) as db:
        begin = time.monotonic()
        total = db.execute("SELECT sum(count) FROM aggregated_metrics WHERE metric_name = 'mood_score'").fetchone()[0]
        ours = [(time.monotonic() - begin) * 1000]
        check.same("readings of a metric in the aggregates", total, expected["good"])
        begin = time.monotonic()
        check.same("rows", db.execute("SELECT count(mood_score) FROM raw_sensor_data").fetchone()[0], expected["good"])
        theirs = [(time.monotonic() - begin) * 1000]
    yield Figure("growth.aggregates", "aggregates of a metric, 10 million rows", "ms", ours, "the same from the rows", theirs,
                 more_is_better=False)


def starts(key, title, station, empty, bar=None):
    """Start and end of `--headless --once` with nothing to do, and `status`, beside an empty station; interleaved."""
    for name, words, command in (("start", "start and end", ["--headless", "--once"]), ("status", "status --json", ["status", "--json"])):
        spent = {station: [], empty: []}
        for _ in range(TURNS // 2):
            for place, times in spent.items():
                result = run([stations.binary(), "--station", place, *command])
                check.same(f"exit status of {words}", result.status, 0)
                times.append(result.seconds * 1000)
        yield Figure(f"{key}.{name}", f"{words} with {title}", "ms", spent[station], "empty station", spent[empty],
                     bar if name == "start" else None, more_is_better=False)
