"""W4: how long from the rename into the inbox until another connection sees the rows."""
import contextlib
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import tempfile
import time

import hostile
import station as stations


@contextlib.contextmanager
def read_only(station):
    """A reader of the station's database, closed at the end."""
    db = sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True, isolation_level=None)
    try:
        yield db
    finally:
        db.close()


def sample_file(seed, rows=1000):
    """A file of the shape of the real one: a thousand good rows; its content differs by seed."""
    maker = hostile.Maker(seed)
    maker.second = seed * 1000 % 2_000_000
    return hostile.HEADER + b"\n" + b"\n".join(maker.rows(rows)) + b"\n"


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("waited in vain")
        time.sleep(0.01)


def measure(folder, samples, load=None):
    """Latencies in milliseconds: p50, p99, max; with `load` a big file goes through meanwhile."""
    station = stations.make(tempfile.mkdtemp(prefix="latency-", dir=folder))
    child = subprocess.Popen([stations.binary(), "--station", station, "--headless"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stations.environment())
    found, pause = [], random.Random(1)
    try:
        wait_for(lambda: os.path.exists(stations.database(station)))
        time.sleep(1)
        with read_only(station) as db:
            if load:
                os.link(load, f"{station}/data/.load")
                os.rename(f"{station}/data/.load", f"{station}/data/load.csv")
                time.sleep(0.05)
            loaded = False
            while len(found) < samples and not loaded:
                found.append(one(station, db, len(found)))
                time.sleep(pause.uniform(0.01, 0.04))
                loaded = load is not None and db.execute("SELECT count(*) FROM files WHERE name = 'load.csv'"
                                                         " AND status <> 'loading'").fetchone()[0] > 0
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)
    stations.remove(station)
    found.sort()
    return {"files": len(found), "p50 ms": round(statistics.median(found), 2),
            "p99 ms": round(found[min(len(found) - 1, int(len(found) * 0.99))], 2), "max ms": round(found[-1], 2)}


def one(station, db, number):
    """Renames one file into the inbox and polls until its ledger row and rows are visible."""
    name = f"sample{number:05d}.csv"
    with open(f"{station}/data/.{name}", "wb") as stream:
        stream.write(sample_file(number + 1))
    version = db.execute("PRAGMA data_version").fetchone()[0]
    begin = time.monotonic()
    os.rename(f"{station}/data/.{name}", f"{station}/data/{name}")
    while time.monotonic() < begin + 30:
        now = db.execute("PRAGMA data_version").fetchone()[0]
        if now != version:
            version = now
            if db.execute("SELECT stored FROM files WHERE name = ?", (name,)).fetchone() == (1000,):
                return (time.monotonic() - begin) * 1000
        time.sleep(0.0002)
    raise SystemExit(f"{name} was not visible within 30 s")
