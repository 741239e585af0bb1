#!/usr/bin/env python3
"""The same files and operations under other time zones and languages: the database is the same to the last bit.

    places.py [--seed 7] [--keep]

Hostile files, times around every change of summer time, decimal commas and (where it is there) the real file are taken, then an
operator repairs, edits, accepts, discards and changes a rule. Compared are all tables and views but for ids and the moments
of the run, the archive, the files of quarantine/ and the export. A German language whose decimal sign is a comma is made
by localedef (package `locales`) in a directory of its own; without it or tzdata the script says so and ends with 77.
"""
import argparse
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
import hostile  # noqa: E402
import station as stations  # noqa: E402

ZONES = ("UTC", "Europe/Berlin", "America/Sao_Paulo")
LANGUAGES = ("C", "de_DE.UTF-8")
REAL = os.path.join(stations.ROOT, "../shared/data/university_mental_health/university_mental_health_iot_dataset.csv")
#: Hours that summer time skips or has twice, in the zones above and elsewhere; ends of days and years; zones of their own.
TIMES = ("2024-03-31 02:30:00", "2024-10-27 02:30:00", "2018-11-04 00:30:00", "2019-02-16 23:30:00", "2024-03-10 02:30:00",
         "2024-12-31 23:59:59.999", "1969-12-31 23:59:59", "1900-01-01 00:00:00", "2024-02-17T23:30:00-02:00",
         "2024-05-01T08:00:00.25Z", "2038-01-19 03:14:08", "9999-12-31 23:59:59")
#: Columns that tell when or in which order something happened.
OF_THE_RUN = {"id", "file_id", "entry_id", "batch", "undone_by", "duplicate_of", "attempts", "discovered_at", "committed_at",
              "processed_at", "quarantined_at", "resolved_at", "at"}
#: The same in the journal's before and after, and in an exported line.
MOMENT = re.compile(r'"(resolved|batch)":\d+')
EXPORTED = re.compile(rb"^\d+,|(?<=,held,)[0-9T:.-]+Z")
OPERATIONS = (("quarantine", "repair", "--in", "times.csv", "--field", "temperature_celsius", "--expression", "replace(v, ',', '.')"),
              ("quarantine", "accept", "--code", "RANGE", "--in", "university.csv" if os.path.exists(REAL) else "times.csv",
               "--reason", "Maß: 0,5 °C"),
              ("quarantine", "discard", "--code", "QUOTE"),
              ("datasets", "set", "university", "mood_score.maximum=7.25"))


def languages(folder):
    """The environment in which de_DE.UTF-8 is in force, as a program of the system confirms; ends the script where it cannot be."""
    if not shutil.which("localedef"):
        return None
    subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", f"{folder}/de_DE.UTF-8"], capture_output=True)
    place = {"LOCPATH": folder}
    shown = subprocess.run(["locale", "decimal_point"], env={**os.environ, **place, "LC_ALL": "de_DE.UTF-8"}, capture_output=True)
    return place if shown.stdout.strip() == b"," else None


def zones_are_there():
    return all(subprocess.run(["date", "-d", "@1718000000", "+%z"], env={**os.environ, "TZ": zone}, capture_output=True)
               .stdout.strip() == offset for zone, offset in zip(ZONES, (b"+0000", b"+0200", b"-0300")))


def drops(seed):
    m = hostile.Maker(seed)
    rows = [m.row(timestamp=time) for time in TIMES]
    commas = [m.row(temperature_celsius='"21,5"'), m.row(temperature_celsius="21,5"), m.row(mood_score='"3,25"')]
    m.table("times.csv", rows + commas + [m.row(mood_score=mood) for mood in ("7.0", "7.2", "9")])
    if os.path.exists(REAL):
        with open(REAL, "rb") as stream:
            m.add("university.csv", stream.read())
    return m.drops + hostile.build(seed, 60)


def rows(path):
    """Every table and view as sorted rows, without what belongs to the run."""
    found = {}
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        db.text_factory = bytes
        names = [row[0].decode() for row in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view' OR (type = 'table' AND name IN ('journal', 'quarantine'))")]
        for name in names:
            cursor = db.execute(f'SELECT * FROM "{name}"')
            columns = [column[0] for column in cursor.description]
            drops = OF_THE_RUN | ({"timestamp"} if "aggregate" in name or "metrics" in name else set())
            kept = [index for index, column in enumerate(columns) if column not in drops]
            found[name] = sorted(MOMENT.sub("", repr([row[index] for index in kept])) for row in cursor)
        found["findings"] = sorted(repr(row) for row in db.execute(
            "SELECT q.file_name, q.line, f.column_name, f.column_index, f.code, f.rule, f.value, f.message"
            " FROM quarantine_findings f JOIN quarantine q ON q.id = f.entry_id"))
    return found


def picture(station, environment):
    """All that was made of the files."""
    export = subprocess.run([stations.binary(), "--station", station, "quarantine", "export"], capture_output=True, env=environment)
    found = {**rows(stations.database(station)), "export": sorted(EXPORTED.sub(b"", line) for line in export.stdout.split(b"\n"))}
    for place in ("data/processed", "quarantine"):
        tree = stations.tree(f"{station}/{place}")
        found[place] = sorted(f"{os.path.basename(path)!r} {digest}" for path, digest in tree.items())
    return found


def taken(seed, place):
    """A station in which all of it was done in a place."""
    station, environment = stations.make(), stations.environment(**place)
    hostile.write(drops(seed), f"{station}/data")
    problems = []
    for words in (("--headless", "--once"), *OPERATIONS):
        code, errors, _, _ = stations.run(station, *words, env=environment)
        if code not in (0, 1):
            problems.append(f"{' '.join(words)}: exit {code}: {errors[-200:]}")
    return station, picture(station, environment), problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        german = languages(folder)
        if not german or not zones_are_there():
            print("skipped: it needs the packages locales and tzdata")
            sys.exit(77)
        first, problems, kept = None, [], []
        for zone in ZONES:
            for language in LANGUAGES:
                station, found, failed = taken(options.seed, {**german, "TZ": zone, "LANG": language, "LC_ALL": language})
                first = first or found
                problems += failed
                for name in sorted(first.keys() | found.keys()):
                    if first.get(name) != found.get(name):
                        other = sorted(set(first.get(name, ())) ^ set(found.get(name, ())))
                        problems.append(f"{zone}, {language}: {name} differs in {len(other)} rows, first {other[:1]}")
                print(f"{zone}, {language}: {sum(map(len, found.values()))} rows and files of {len(found)} tables and places")
                kept.append(station)
    passed = [stations.conclude(station, [], bool(problems) or options.keep) for station in kept]
    for problem in problems[:20]:
        print(problem)
    print(f"{len(passed)} places, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
