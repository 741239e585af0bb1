#!/usr/bin/env python3
"""Drops the hostile files into a fresh station, lets sluice take them, compares every outcome.

    hostile_run.py [--seed N] [--mutants N] [--big] [--running] [--keep]

Plain: all files are there before one `--headless --once`. --running: a `--headless` instance runs, the
files are moved in, a last good file must be in the database within 10 s of the move, then SIGTERM must
end the instance within 5 s. Peak memory must stay below 150 MiB. The program is $SLUICE or the build.
"""
import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import time

import compare
import hostile
import station as stations

MEMORY_LIMIT = 150 << 10                         # KiB


def plain(station, drops):
    hostile.write(drops, f"{station}/data")
    code, errors, seconds, peak = stations.once(station, timeout=900)
    problems = [] if code == 1 else [f"exit code {code}, expected 1: {errors[-500:]}"]
    return problems, seconds, peak


def known_files(station):
    """How many ledger rows another connection sees; 0 while there is no database."""
    try:
        with sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM files WHERE status <> 'loading'").fetchone()[0]
    except sqlite3.Error:
        return 0


def visible(station, name):
    try:
        with sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM raw_sensor_data WHERE file_name = ?", (name,)).fetchone()[0]
    except sqlite3.Error:
        return 0


def running(station, drops):
    """Moves the drops into the inbox of a running instance."""
    staging = f"{station}/data/.staging"
    os.makedirs(staging)
    hostile.write(drops, staging)
    child = subprocess.Popen([stations.binary(), "--station", station, "--headless"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=stations.environment())
    problems, begin = [], time.monotonic()
    last = drops[-1]
    for drop in drops:
        source = os.path.join(os.fsencode(staging), drop.name)
        os.rename(source, os.path.join(os.fsencode(station), b"data", drop.name))
    moved = time.monotonic()
    while not visible(station, last.name.decode()) and time.monotonic() < moved + 60:
        time.sleep(0.02)
    delay = time.monotonic() - moved
    if delay > 10:
        problems.append(f"the last file was visible after {delay:.1f} s")
    seen, still = -1, 0
    while still < 10 and time.monotonic() < moved + 600:
        now = known_files(station)
        still, seen = (still + 1, seen) if now == seen else (0, now)
        time.sleep(0.3)
    seconds = time.monotonic() - begin
    if child.poll() is not None:
        problems.append(f"the instance ended by itself: {child.returncode}")
        return problems, seconds, 0
    peak = stations.high_water(child.pid)
    child.send_signal(signal.SIGTERM)
    asked = time.monotonic()
    child.wait(60)
    if child.returncode != 0 or time.monotonic() - asked > 5:
        problems.append(f"SIGTERM: exit {child.returncode} after {time.monotonic() - asked:.1f} s")
    child.stderr.close()
    os.rmdir(staging)
    print(f"last file visible after {delay:.2f} s")
    return problems, seconds, peak


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=150)
    for flag in ("--big", "--running", "--keep"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    drops = hostile.build(options.seed, options.mutants, options.big)
    maker = hostile.Maker(options.seed + 1000)
    drops.append(hostile.Drop(b"zz_last.csv", hostile.HEADER + b"\n" + maker.row() + b"\n"))
    station = stations.make()
    problems, seconds, peak = (running if options.running else plain)(station, drops)
    if peak > MEMORY_LIMIT:
        problems.append(f"peak memory {peak >> 10} MiB")
    comparison = compare.Comparison(station, hostile.manifest(drops)).run()
    problems += comparison.problems + stations.doctor(station)
    for problem in problems[:80]:
        print(problem)
    print(f"{len(drops)} drops, {seconds:.2f} s, peak {peak / 1024:.1f} MiB, {len(problems)} problems, {dict(comparison.counts)}")
    if options.keep or problems:
        print(f"station kept: {station}")
    else:
        stations.remove(station)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
