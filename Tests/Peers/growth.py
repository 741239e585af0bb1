#!/usr/bin/env python3
"""Growth: ten million rows, then many small files, into one database.

    growth.py [--data DIR] [--files 10] [--rows 1000000] [--small 100000] [--out FILE]

Figures, one JSON line each: rows/s of every file of a million and the last against the first; bytes a
row; the last hour by SQL (best and median of 20, with its query plan); the start on the full database
(`--headless --once` with an empty inbox), `status --json`; files/s of the small ones. $SLUICE or the build.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import bench
import latency
import station as stations
import workload

LAST_HOUR = ("SELECT count(*), avg(temperature_celsius), max(stress_level) FROM raw_sensor_data"
             " WHERE timestamp_ms >= {0} AND timestamp_ms < {0} + 3600000")


def emit(options, **figure):
    line = json.dumps(figure)
    print(line, flush=True)
    if options.out:
        with open(options.out, "a") as stream:
            print(line, file=stream)


def once(station):
    code, errors, seconds, peak = stations.once(station, timeout=1800)
    if code not in (0, 1):
        sys.exit(f"exit {code}: {errors[-500:]}; station kept: {station}")
    return seconds, peak


def timed(work, turns):
    """Milliseconds of each turn, sorted."""
    spent = []
    for _ in range(turns):
        begin = time.monotonic()
        work()
        spent.append((time.monotonic() - begin) * 1000)
    return sorted(spent)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "sluice-bench"))
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--out")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    folder = f"{options.data}/growth-{options.files}x{options.rows}"
    if not os.path.exists(folder + ".json"):
        workload.generate(folder, options.files, options.rows, seed=21)
    station = stations.make(tempfile.mkdtemp(prefix="growth-", dir=options.data))
    idle = timed(lambda: once(stations.make(f"{station}/data/.empty")), 3)[1]
    rates = []
    for name in sorted(os.listdir(folder)):
        os.link(f"{folder}/{name}", f"{station}/data/{name}")
        seconds, peak = once(station)
        rates.append(options.rows / (seconds - idle / 1000))
        emit(options, workload="growth", file=name, rows_per_second=round(rates[-1]), peak_mib=round(peak / 1024, 1))
    emit(options, workload="growth", figure="last against first", value=round(rates[-1] / rates[0], 3))
    size = os.path.getsize(stations.database(station))
    with latency.read_only(station) as db:
        count, newest = db.execute("SELECT count(*), max(timestamp_ms) FROM raw_sensor_data").fetchone()
        emit(options, workload="growth", figure="rows", value=count)
        emit(options, workload="growth", figure="B/row", value=round(size / count, 1))
        query = LAST_HOUR.format(newest - 3_600_000)
        spent = timed(lambda: db.execute(query).fetchall(), 20)
        plan = "; ".join(row[3] for row in db.execute("EXPLAIN QUERY PLAN " + query))
        emit(options, workload="growth", figure="last hour ms", value=round(statistics.median(spent), 2), best=round(spent[0], 2), plan=plan)
        spent = timed(lambda: db.execute("SELECT count(*), sum(count) FROM aggregated_metrics").fetchall(), 3)
        emit(options, workload="growth", figure="all aggregates ms", value=round(spent[1], 1))
    start = timed(lambda: once(station), 5)
    emit(options, workload="growth", figure="start and stop ms", value=round(start[2], 1), with_an_empty_database=round(idle, 1))
    command = [stations.binary(), "--station", station, "status", "--json"]
    spent = timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, env=stations.environment()), 5)
    emit(options, workload="growth", figure="status ms", value=round(spent[2], 1))
    small = f"{options.data}/small-{options.small}x20"
    if options.small:
        if not os.path.exists(small + ".json"):
            workload.generate(small, options.small, 20, seed=22)
        bench.fill(station, small)
        seconds, peak = once(station)
        with latency.read_only(station) as db:
            files = db.execute("SELECT count(*) FROM files WHERE status = 'archived'").fetchone()[0]
        emit(options, workload="growth", figure="small files/s", value=round(options.small / seconds), peak_mib=round(peak / 1024, 1),
             complete=files == options.small + options.files)
    if not options.keep:
        stations.remove(station)


if __name__ == "__main__":
    main()
