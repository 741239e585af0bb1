"""W4: from the rename of a file of 1 000 rows into the inbox until another connection sees its rows."""
import contextlib
import csv
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import time

import check
from report import Bar, Figure
from runs import WrongResult, stations

SAMPLES = 200
SESSION = 50                                         # samples of one instance when it is idle
LOOK = 0.0002                                        # seconds between two looks of the other connection
PATIENCE = 60                                        # seconds after which nothing will come any more


def idle(bench):
    """An instance that has nothing else to do; beside it, Python's own sqlite3 stores every tenth file."""
    folder, expected = bench.data("w4", SAMPLES, 1000, 14)
    sessions, theirs = [], []
    for first in range(0, expected["files"], SESSION):
        names = sorted(os.listdir(folder))[first:first + SESSION]
        with instance(bench) as station, check.read_only(station) as db:
            sessions.append([])
            for number, name in enumerate(names):
                sessions[-1].append(delay(station, db, folder, name))
                if number % 10 == 0:
                    theirs.append(plain_store(bench, f"{folder}/{name}"))
                pause()
            records(db, len(names) * 1000)
    yield from percentiles("w4", "W4 rename to visible, idle", sessions, "Python's sqlite3", theirs,
                           Bar(15, 8), Bar(40, 20))


def loading(bench):
    """While the file of W1 goes through the same instance; a fresh one for every load until there are enough."""
    folder, expected = bench.data("w4", SAMPLES, 1000, 14)
    big, counts = bench.data("w1", 1, 2_000_000, 11)
    names, sessions, theirs = sorted(os.listdir(folder)), [], []
    while names:
        with instance(bench) as station, check.read_only(station) as db:
            drop(station, big, os.listdir(big)[0], "load.csv")
            time.sleep(0.05)
            session = []
            while names and not known(db, "load.csv"):
                session.append(delay(station, db, folder, names.pop()))
                pause()
            if not session:
                raise WrongResult("the big file was loaded before a small one could be dropped")
            sessions.append(session)
            waiting(lambda: known(db, "load.csv"), "load.csv")
            records(db, counts["rows"] + len(session) * 1000)
            theirs.append(plain_store(bench, f"{folder}/s000000.csv"))
    yield from percentiles("w4-loading", "W4 while W1 loads", sessions, "Python's sqlite3, idle", theirs, None, Bar(1000, 250))


def percentiles(key, title, sessions, reference, theirs, middle, high):
    """p50 and p99 over all samples; lowest and highest are those of the sessions."""
    every = [value for session in sessions for value in session]
    for name, bar, of in (("p50", middle, statistics.median), ("p99", high, lambda values: part(values, 0.99))):
        figures = [of(session) for session in sessions]
        yield Figure(f"{key}.{name}", f"{title}, {name}", "ms", [of(every)], f"{reference}, {name}", [of(theirs)], bar,
                     more_is_better=False, spread=(min(figures), max(figures)))


def part(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


@contextlib.contextmanager
def instance(bench):
    """A station with a running instance, taken away at the end; it must end well on SIGTERM."""
    station = stations.make(tempfile.mkdtemp(prefix="station-", dir=bench.base))
    child = subprocess.Popen([stations.binary(), "--station", station, "--headless"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stations.environment())
    try:
        waiting(lambda: os.path.exists(f"{station}/logs/status.json"), "the instance")
        time.sleep(0.5)
        yield station
    finally:
        child.send_signal(signal.SIGTERM)
        status = child.wait(30)
    check.same("exit status of the instance", status, 0)
    stations.remove(station)


def waiting(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise WrongResult(f"{what}: not within {PATIENCE} s")
        time.sleep(0.01)


def pause(chance=random.Random(1)):
    """Senders keep no beat: 10 to 40 ms."""
    time.sleep(chance.uniform(0.01, 0.04))


def drop(station, folder, name, new):
    """Moves a link to a file into the inbox, as a sender on the same file system does."""
    os.link(f"{folder}/{name}", f"{station}/data/.{new}")
    os.rename(f"{station}/data/.{new}", f"{station}/data/{new}")


def known(db, name):
    return db.execute("SELECT count(*) FROM files WHERE name = ?", (name,)).fetchone()[0] == 1


def records(db, wanted):
    check.same("records of all files", db.execute("SELECT sum(records) FROM files").fetchone()[0], wanted)


def delay(station, db, folder, name):
    """Milliseconds until the ledger row and all rows of one file are visible."""
    version = db.execute("PRAGMA data_version").fetchone()[0]
    begin = time.monotonic()
    drop(station, folder, name, name)
    while time.monotonic() < begin + PATIENCE:
        now = db.execute("PRAGMA data_version").fetchone()[0]
        if now != version:
            version = now
            row = db.execute("SELECT id, records, stored FROM files WHERE name = ?", (name,)).fetchone()
            if row:
                spent = (time.monotonic() - begin) * 1000
                check.same("records", row[1], 1000)
                check.same("rows", db.execute("SELECT count(*) FROM raw_sensor_data WHERE file_id = ?", row[:1]).fetchone()[0], row[2])
                return spent
        time.sleep(LOOK)
    raise WrongResult(f"{name}: not visible within {PATIENCE} s")


def plain_store(bench, path):
    """Milliseconds in which Python reads the same file by its csv module and commits it, synchronous=FULL."""
    target = f"{bench.directory('plain')}/plain.db"
    db = sqlite3.connect(target, isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE plain(timestamp TEXT, location_id TEXT, a, b, c, d, e, f, g, h, i, j)")
    db.execute("CREATE INDEX plain_time ON plain(timestamp)")
    begin = time.monotonic()
    with open(path, newline="") as stream:
        rows = [row for row in csv.reader(stream) if len(row) == 12]
    db.execute("BEGIN")
    db.executemany("INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.execute("COMMIT")
    spent = (time.monotonic() - begin) * 1000
    db.close()
    return spent
