"""100 000 files in one database: rate, aggregates, status and start."""
import os
import time

import check
from report import Figure
from runs import run, stations

from .growth import settled, starts

FILES, ROWS = 100_000, 20
PART = 10                                            # the first and the last tenth are compared


def hundred_thousand(bench):
    folder, expected = bench.data("files", FILES, ROWS, 22)
    names = sorted(os.listdir(folder))
    station, empty = (stations.make(f"{bench.directory(kind)}/station") for kind in ("full", "empty"))
    settled(empty)
    step, seconds, peak = max(1, len(names) // PART), [], 0
    for first in range(0, len(names), step):
        part = names[first:first + step]
        for name in part:
            os.link(f"{folder}/{name}", f"{station}/data/{name}")
        result = run([stations.binary(), "--station", station, "--headless", "--once"])
        check.same(f"exit status, {result.errors[-300:]}", result.status, 1)
        seconds.append(len(part) / result.seconds)
        peak = max(peak, result.peak / 1024)
    check.whole_station(station, expected, thorough=False)
    yield Figure("files.rate", "the last 10 000 of 100 000 files of 20 rows", "files/s", seconds[-1:], "the first 10 000", seconds[:1])
    yield Figure("files.memory", "peak memory with 100 000 files", "MiB", [peak], more_is_better=False)
    with check.read_only(station) as db:
        begin = time.monotonic()
        total = db.execute("SELECT sum(count) FROM aggregated_metrics WHERE metric_name = 'mood_score'").fetchone()[0]
        ours = (time.monotonic() - begin) * 1000
        check.same("readings of a metric in the aggregates", total, expected["good"])
        begin = time.monotonic()
        check.same("rows", db.execute("SELECT count(mood_score) FROM raw_sensor_data").fetchone()[0], expected["good"])
        theirs = (time.monotonic() - begin) * 1000
    yield Figure("files.aggregates", "aggregates of a metric, 100 000 files", "ms", [ours], "the same from the rows", [theirs],
                 more_is_better=False)
    yield from starts("files", "100 000 files", station, empty)
