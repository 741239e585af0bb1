#!/usr/bin/env python3
"""The database removed, replaced, cut, zeroed or corrupted, before a start and while an instance runs.

    damage.py [NAME …] [--seconds 3] [--keep]

Changed by hand: the doctor must see it, and what it says to do must mend it. Before a start: the start must fail with 69 and
leave every byte as it was, `sluice rebuild` must bring everything back.
While running: it must be noticed, and nothing may be acknowledged that is lost later. What was only moved away is put
back, and work must resume by itself, as it must where only the index of the log, or the name of the log, is gone; what was damaged for
good is rebuilt after a stop. A damaged log never reaches the database, and the next start says which files of the archive it lacks. Every scenario ends with compare.py and `doctor --deep`.
"""
import argparse
import contextlib
import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
import environment  # noqa: E402
import compare  # noqa: E402
import hostile  # noqa: E402
import station as stations  # noqa: E402

SUFFIXES = ("", "-wal", "-shm")


def truncate(path, part):
    os.truncate(path, int(os.path.getsize(path) * part))


def overwrite(path, start, length, byte):
    with open(path, "r+b") as stream:
        stream.seek(start)
        stream.write(bytes([byte]) * length)


def scatter(path):
    """Bytes changed all over the file, the header aside."""
    maker = random.Random(3)
    with open(path, "r+b") as stream:
        size = os.path.getsize(path)
        for _ in range(200):
            stream.seek(maker.randrange(200, size))
            stream.write(maker.randbytes(8))


#: What is done to a database that is to be found damaged, by name; each gets the path of the database.
DAMAGES = {
    "gone": lambda path: os.unlink(path),
    "empty": lambda path: os.truncate(path, 0),
    "half": lambda path: truncate(path, 0.5),
    "one-byte": lambda path: os.truncate(path, 1),
    "nul": lambda path: overwrite(path, 0, os.path.getsize(path), 0),
    "header": lambda path: overwrite(path, 0, 100, 0xFF),
    "schema": lambda path: overwrite(path, 100, 3000, 0xAA),
    "scattered": scatter,
}


#: What a program that is not ours may do to a whole database, by name; what the doctor then says to do must mend it.
CHANGES = {
    "row-deleted": "DELETE FROM rows_university WHERE id = (SELECT max(id) FROM rows_university)",
    "row-of-no-file": "UPDATE rows_university SET file_id = 99 WHERE id = (SELECT max(id) FROM rows_university)",
    "findings-deleted": "DELETE FROM entry_findings WHERE entry_id < 5",
    "partial-changed": "UPDATE partials_university SET n0 = n0 + 1",
    "counters-deleted": "DELETE FROM counters",
    "columns-deleted": "DELETE FROM dataset_columns",
    "table-dropped": "DROP TABLE rule_files",
    "file-forgotten": "DELETE FROM ledger WHERE id = (SELECT max(id) FROM ledger)",
}


def changed(name, instance, options):
    """A stopped station whose database was changed by hand."""
    station = instance.station
    instance.drop(5)
    stations.once(station)
    with contextlib.closing(sqlite3.connect(stations.database(station))) as connection, connection:
        connection.execute(CHANGES[name])
    told = subprocess.run([stations.binary(), "--station", station, "doctor"], capture_output=True, text=True).stdout
    commands = [words for words in ("doctor --repair", "rebuild") if f"sluice {words}" in told]
    if not commands:
        return ["the doctor finds nothing that can be done"]
    for words in commands:
        stations.run(station, *words.split(), timeout=120)
    instance.drop(2)
    code, errors, _, _ = stations.once(station, timeout=120)
    return finished(instance, [] if code == 1 else [f"afterwards: exit {code}: {errors[-300:]}"])


def digests(station):
    """What lies in data/store, but for what SQLite makes anew by itself."""
    folder = os.path.dirname(stations.database(station))
    return {name: hashlib.sha256(open(f"{folder}/{name}", "rb").read()).hexdigest() for name in os.listdir(folder)
            if not name.endswith("-shm")}


def finished(instance, extra=()):
    return [*extra, *compare.Comparison(instance.station, hostile.manifest(instance.dropped)).run().problems,
            *stations.doctor(instance.station)]


def before_start(name, instance, options):
    """A stopped station whose database is damaged."""
    station, path = instance.station, stations.database(instance.station)
    instance.drop(5)
    code, errors, _, _ = stations.once(station)
    problems = [] if code == 1 else [f"the first run: {code} {errors[-200:]}"]
    for suffix in SUFFIXES[1:]:
        if os.path.exists(path + suffix):
            os.unlink(path + suffix)
    DAMAGES[name](path)
    instance.drop(2)
    seen = digests(station)
    code, errors, _, _ = stations.once(station, timeout=60)
    # Damage in the middle of the file is found by the check that follows the start, not by the start.
    if code != 69 and name not in ("scattered",):
        problems.append(f"a start on it ended with {code}, expected 69")
    if name not in ("scattered",) and digests(station) != seen:
        problems.append("the start changed the damaged database")
    if code == 69 and "rebuild" not in errors:
        problems.append(f"nothing says how to go on: {errors[-300:]}")
    for arguments in (("rebuild",), ("--headless", "--once"), ("--headless", "--once")):
        code, errors, _, _ = stations.run(station, *arguments, timeout=120)
        if code not in (0, 1):
            problems.append(f"{' '.join(arguments)}: exit {code}: {errors[-300:]}")
    return finished(instance, problems)


def moved(suffix):
    """A file of the database is moved away for a while."""
    def apply(path):
        os.rename(path + suffix, path + suffix + ".away")

    def undo(path):
        os.replace(path + suffix + ".away", path + suffix)
    return apply, undo


def replaced(path):
    shutil.copy(path, path + ".copy")
    os.rename(path, path + ".away")
    os.rename(path + ".copy", path)


def noise(path):
    """Bytes of a file overwritten at random, all of it."""
    with open(path, "r+b") as stream:
        stream.write(random.Random(5).randbytes(os.path.getsize(path)))


def nothing(path):
    """Nobody puts anything back: it must heal by itself."""


#: While running: what is done, and how it is undone (None: only a rebuild helps).
RUNNING = {
    "moved": moved(""), "wal-moved": moved("-wal"), "shm-moved": moved("-shm"),
    "replaced": (replaced, lambda path: os.replace(path + ".away", path)),
    "cut": (lambda path: truncate(path, 0.5), None), "emptied": (lambda path: os.truncate(path, 0), None),
    "zeroed": (lambda path: overwrite(path, 0, os.path.getsize(path), 0), None),
    "wal-removed": (lambda path: os.unlink(path + "-wal"), nothing),
    "shm-removed": (lambda path: os.unlink(path + "-shm"), nothing),
    "shm-cut": (lambda path: os.truncate(path + "-shm", 0), nothing),
    "shm-zeroed": (lambda path: overwrite(path + "-shm", 0, os.path.getsize(path + "-shm"), 0), nothing),
    "shm-noise": (lambda path: noise(path + "-shm"), nothing),
    "wal-cut": (lambda path: os.truncate(path + "-wal", 0), None),
    "wal-half": (lambda path: truncate(path + "-wal", 0.5), None),
    "wal-page": (lambda path: overwrite(path + "-wal", os.path.getsize(path + "-wal") // 2, 8, 0xAA), None),
    "wal-noise": (lambda path: noise(path + "-wal"), None),
    "wal-zeroed": (lambda path: overwrite(path + "-wal", 0, os.path.getsize(path + "-wal"), 0), None),
    "removed": (lambda path: [os.unlink(path + suffix) for suffix in SUFFIXES], None),
}


def troubles(instance):
    return [trouble.get("message", "") for trouble in (instance.status().get("owner") or {}).get("troubles") or []]


def unnoticed(instance):
    """What is wrong when the status says nothing soon."""
    deadline = stations.Deadline(5)
    while not deadline.has_passed() and instance.child.poll() is None:
        if troubles(instance):
            print(f"    noticed after {deadline.spent:.1f} s: {troubles(instance)[0][:110]}")
            return []
        time.sleep(0.1)
    return [f"not noticed; exit {instance.child.poll()}"]


def gone(instance):
    """What is wrong when the next start does not say which files of the archive the database lacks."""
    instance.start()
    deadline = stations.Deadline(30)
    while not deadline.has_passed() and instance.child.poll() is None:
        if any("of the archive" in trouble for trouble in troubles(instance)):
            return instance.stop()
        time.sleep(0.2)
    return ["the next start does not say what is missing", *instance.stop()]


#: A reader that comes first, such as the status asked for here, makes such an index anew: then nothing is left to notice.
HEALED = ("shm-cut", "shm-zeroed", "shm-noise")


def while_running(name, instance, options):
    """An instance whose database is damaged under it."""
    apply, undo = RUNNING[name]
    station, path = instance.station, stations.database(instance.station)
    instance.start()
    instance.drop(5)
    if not instance.wait_for_all(30):
        return ["the first files did not go through"]
    apply(path)
    problems = [] if name in HEALED else unnoticed(instance)
    whole = os.path.exists(path) and open(path, "rb").read()
    instance.drop(4)
    time.sleep(options.seconds)
    if undo and instance.child.poll() is None:
        status = instance.status()
        print(f"    while broken: state {status.get('state')}, {str(status.get('owner', {}).get('last_error'))[:90]}")
        undo(path)
        if not instance.wait_for_all(75):
            problems.append(f"put back, {instance.archived()} of {len(instance.dropped)} files went through")
    problems += instance.stop() if undo else []
    if not undo:
        problems += instance.stop()
        if name.startswith("wal-"):
            if open(path, "rb").read() != whole:
                problems.append("the damaged log has changed the database")
            problems += gone(instance)
        code, errors, _, _ = stations.run(station, "rebuild", "--force", timeout=120)
        if code not in (0, 1):
            problems.append(f"rebuild: exit {code}: {errors[-300:]}")
    for _ in range(2):
        code, errors, _, _ = stations.once(station, timeout=120)
        if code not in (0, 1):
            problems.append(f"afterwards: exit {code}: {errors[-300:]}")
    return finished(instance, problems)


def scenario(kind, name, options):
    print(f"{name} ({kind.__name__.replace('_', ' ')})", flush=True)
    station = stations.make(config='[inbox]\nsettleQuiet = "50ms"\n')
    instance = environment.Instance(station, 70)
    problems = kind(name, instance, options)
    if instance.child and instance.child.poll() is None:
        instance.child.kill()
    return stations.conclude(station, problems, options.keep)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    results = []
    for kind, catalog in ((before_start, DAMAGES), (changed, CHANGES), (while_running, RUNNING)):
        results += [scenario(kind, name, options) for name in catalog if not options.names or name in options.names]
    print(f"{results.count(True)} passed, {results.count(False)} failed")
    sys.exit(1 if False in results else 0)


if __name__ == "__main__":
    main()
