#!/usr/bin/env python3
"""Many files, the same name again and again, slow and changing files: every content is stored once and nothing is torn.

    storms.py [NAME …] [--files 100000] [--same 10000] [--seconds 60] [--rounds 10000] [--rows 3000000] [--keep]

Each storm runs against a `--headless` instance in a fresh station and ends with counts from the database, the oracle
`doctor --deep`, and the figures it took. What needs privileges (the kernel's event queue) is left as it is where not permitted.
"""
import argparse
import contextlib
import ctypes
import hashlib
import os
import sqlite3
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
import environment  # noqa: E402
import hostile  # noqa: E402
import station as stations  # noqa: E402

CONFIG = '[inbox]\nrescanInterval = "500ms"\nsettleClosed = "20ms"\nsettleQuiet = "200ms"\n'
QUEUE = "/proc/sys/fs/inotify/max_queued_events"
#: inotify counts of a user namespace: a limit there touches nobody else.
NAMESPACE = ("unshare", "-Ur", "sh", "-c", 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', "sh")


def ask(station, sql):
    with contextlib.closing(sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True, timeout=5)) as db:
        return db.execute(sql).fetchone()[0]


def wait(condition, seconds, instance):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and instance.child.poll() is None:
        with contextlib.suppress(sqlite3.Error):
            if condition():
                return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def short_queue(length):
    """The kernel drops events beyond so many; only while the instance is started, which keeps what it got."""
    try:
        with open(QUEUE) as stream:
            before = stream.read()
        with open(QUEUE, "w") as stream:
            stream.write(str(length))
    except OSError as error:
        print(f"    the event queue stays as it is: {error}")
        yield
        return
    try:
        yield
    finally:
        with open(QUEUE, "w") as stream:
            stream.write(before)


def many(instance, options):
    """So many files at once, with an event queue of 16."""
    maker, inbox = hostile.Maker(1), f"{instance.station}/data"
    with short_queue(16):
        instance.start()
        wait(lambda: ask(instance.station, "SELECT count(*) FROM files") == 0, 20, instance)
        time.sleep(0.5)
    for number in range(options.files):
        with open(f"{inbox}/.f", "wb") as stream:
            stream.write(hostile.HEADER + b"\n" + maker.row() + b"\n")
        os.rename(f"{inbox}/.f", f"{inbox}/f{number}.csv")
    if not wait(lambda: ask(instance.station, "SELECT count(*) FROM files WHERE status = 'archived'") == options.files,
                60 + options.files / 200, instance):
        return [f"{ask(instance.station, 'SELECT count(*) FROM files')} of {options.files} files were taken"]
    return []


def same_name(instance, options):
    """One name, again and again, each time with another content, as fast as it goes away."""
    maker, inbox = hostile.Maker(2), f"{instance.station}/data"
    instance.start()
    dropped, libc = set(), ctypes.CDLL(None, use_errno=True)
    for _ in range(options.same):
        deadline = stations.Deadline(60)
        content = hostile.HEADER + b"\n" + maker.row() + b"\n"
        with open(f"{inbox}/.f", "wb") as stream:
            stream.write(content)
        # A sender that replaces nothing: RENAME_NOREPLACE = 1. A link would only be noticed by looking.
        while libc.renameat2(-100, f"{inbox}/.f".encode(), -100, f"{inbox}/same.csv".encode(), 1):
            if deadline.has_passed() or instance.child.poll() is not None:
                return [f"stuck after {len(dropped)} files"]
        dropped.add(hashlib.sha256(content).hexdigest())
    if not wait(lambda: ask(instance.station, "SELECT count(*) FROM files WHERE status = 'archived'") == len(dropped), 120, instance):
        return [f"{ask(instance.station, 'SELECT count(*) FROM files')} of {len(dropped)} contents were taken"]
    rows = ask(instance.station, "SELECT count(*) FROM raw_sensor_data")
    return [] if rows == len(dropped) else [f"{rows} rows, expected {len(dropped)}"]


def slow(instance, options):
    """A file that somebody writes for a minute, opening and closing it now and then; nothing of it may be stored before."""
    maker, path = hostile.Maker(3), f"{instance.station}/data/slow.csv"
    instance.start()
    end, lines, early = time.monotonic() + options.seconds, 0, 0
    stream = open(path, "ab", buffering=0)
    stream.write(hostile.HEADER + b"\n")
    while time.monotonic() < end:
        row = maker.row() + b"\n"
        stream.write(row[:20])
        time.sleep(0.02)
        stream.write(row[20:])
        lines += 1
        if lines % 50 == 0:                       # closed and opened again at once
            stream.close()
            stream = open(path, "ab", buffering=0)
            with contextlib.suppress(sqlite3.Error):
                early += ask(instance.station, "SELECT count(*) FROM files")
    stream.close()
    if not wait(lambda: ask(instance.station, "SELECT count(*) FROM files WHERE status = 'archived'") == 1, 20, instance):
        return ["it was not taken when it was complete"]
    rows = ask(instance.station, "SELECT count(*) FROM raw_sensor_data")
    return ([f"it was taken {early} times before its end"] if early else []) + ([] if rows == lines else [f"{rows} rows of {lines}"])


def rewritten(instance, options):
    """A big file written anew in place while it is read, again and again; the last content must be stored whole."""
    maker, path = hostile.Maker(4), f"{instance.station}/data/changing.csv"
    instance.start()
    for _ in range(10):
        rows = maker.rows(30_000)
        with open(path, "wb") as stream:
            stream.write(hostile.HEADER + b"\n" + b"\n".join(rows) + b"\n")
        time.sleep(0.3)
    done = "SELECT count(*) FROM files WHERE status = 'archived' AND records = 30000"
    if not wait(lambda: ask(instance.station, done) >= 1 and not os.path.exists(path), 60, instance):
        return ["the last content was not taken"]
    torn = ask(instance.station, "SELECT count(*) FROM files WHERE records <> 30000 OR quarantined > 0")
    last = ask(instance.station, f"SELECT count(*) FROM raw_sensor_data WHERE timestamp = '{rows[-1][:19].decode()}'")
    return ([f"{torn} torn contents were stored"] if torn else []) + ([] if last == 1 else [f"the last row stands {last} times"])


def no_events(instance, options):
    """The kernel gives no events at all: looking must do, and status says so."""
    instance.prefix = NAMESPACE
    instance.start()
    instance.drop(20)
    if not instance.wait_for_all(30):
        return [f"{instance.archived()} of 20 files were taken"]
    watching = instance.status().get("owner", {}).get("watching")
    return [] if watching == "polling" else [f"status says it watches by {watching}"]


def swapped(instance, options):
    """A name that is a good file, a symlink to a secret, a FIFO, in turn, so many times: the secret stays outside."""
    station, inbox = instance.station, f"{instance.station}/data"
    secret = f"{station}/secret.csv"
    maker = hostile.Maker(5)
    with open(secret, "wb") as stream:
        stream.write(hostile.HEADER + b"\n" + maker.row(location_id=b"CANARY") + b"\n")
    with open(f"{inbox}/.good", "wb") as stream:
        stream.write(hostile.HEADER + b"\n" + maker.row() + b"\n")
    os.symlink(secret, f"{inbox}/.link")
    os.mkfifo(f"{inbox}/.fifo")
    instance.start()
    wait(lambda: ask(station, "SELECT count(*) FROM files") == 0, 20, instance)
    libc = ctypes.CDLL(None, use_errno=True)
    folder = os.open(inbox, os.O_RDONLY)
    os.link(f"{inbox}/.good", f"{inbox}/swap.csv")
    for number in range(options.rounds):          # RENAME_EXCHANGE = 2
        other = (b".link", b".fifo")[number % 2]
        if libc.renameat2(folder, b"swap.csv", folder, other, 2) == 0:
            libc.renameat2(folder, b"swap.csv", folder, other, 2)
        elif not os.path.lexists(f"{inbox}/swap.csv"):
            with open(f"{inbox}/.next", "wb") as stream:
                stream.write(hostile.HEADER + b"\n" + maker.row() + b"\n")
            os.rename(f"{inbox}/.next", f"{inbox}/swap.csv")
    for name in (".link", ".fifo", ".good"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{inbox}/{name}")
    time.sleep(2)
    os.close(folder)
    leaks = ask(station, "SELECT count(*) FROM raw_sensor_data WHERE location_id = 'CANARY'")
    problems = [f"the secret is in the database {leaks} times"] if leaks else []
    for folder in ("data/processed", "quarantine", "logs"):
        for path in stations.tree(f"{station}/{folder}"):
            with open(path, "rb") as stream:
                if b"CANARY" in stream.read():
                    problems.append(f"the secret is in {path!r}")
    with open(secret, "rb") as stream:
        if b"CANARY" not in stream.read():
            problems.append("the secret itself was changed")
    print(f"    {ask(station, 'SELECT count(*) FROM files')} files were taken meanwhile")
    return problems


def giants(instance, options):
    """A file of so many rows, and beside it a sparse terabyte, which is refused unread."""
    inbox, rows = f"{instance.station}/data", b"\n".join(hostile.Maker(6).rows(1000)) + b"\n"
    instance.start()
    with open(f"{inbox}/.giant", "wb") as stream:
        stream.write(hostile.HEADER + b"\n")
        for _ in range(options.rows // 1000):
            stream.write(rows)
    os.rename(f"{inbox}/.giant", f"{inbox}/giant.csv")
    with open(f"{inbox}/.sparse", "wb") as stream:
        stream.truncate(1 << 40)
    os.rename(f"{inbox}/.sparse", f"{inbox}/sparse.csv")
    wait(lambda: ask(instance.station, "SELECT count(*) FROM files WHERE status IN ('archived', 'rejected')") == 2, 600, instance)
    found = ask(instance.station, "SELECT group_concat(name || ' ' || status || ' ' || stored) FROM (SELECT * FROM files ORDER BY name)")
    wanted = f"giant.csv archived {options.rows // 1000 * 1000},sparse.csv rejected 0"
    return [] if found == wanted else [f"{found}, expected {wanted}"]


STORMS = {"many": many, "same-name": same_name, "slow": slow, "rewritten": rewritten, "no-events": no_events, "swapped": swapped,
          "giants": giants}


def run(name, options):
    print(name, flush=True)
    station = stations.make(config=CONFIG)
    instance = environment.Instance(station, 80)
    begin = time.monotonic()
    problems = STORMS[name](instance, options)
    seconds, peak = time.monotonic() - begin, stations.high_water(instance.child.pid)
    problems += instance.stop() + stations.doctor(station)
    print(f"    {seconds:.1f} s, peak {peak / 1024:.1f} MiB")
    return stations.conclude(station, problems, options.keep)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--same", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rounds", type=int, default=10_000)
    parser.add_argument("--rows", type=int, default=3_000_000)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    results = [run(name, options) for name in options.names or STORMS]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    sys.exit(1 if False in results else 0)


if __name__ == "__main__":
    main()
