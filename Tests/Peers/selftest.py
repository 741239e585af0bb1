#!/usr/bin/env python3
"""Tests of the judges themselves: the reference against Python's csv module and the real file, and the
comparison against a station made by this script, whole and damaged in every way it should notice.

    selftest.py
"""
import csv
import hashlib
import io
import json
import os
import random
import sqlite3
import sys

import compare
import hostile
import reference
import station as stations

TABLES = """
CREATE TABLE files(id INTEGER PRIMARY KEY, name TEXT, name_bytes BLOB, dataset TEXT, data_source TEXT, size_bytes INT, sha256 BLOB,
  status TEXT, records INT, stored INT, quarantined INT, discarded INT, attempts INT, error TEXT, discovered_at INT, committed_at INT,
  archive_name TEXT, duplicate_of INT);
CREATE TABLE raw_sensor_data(id INTEGER PRIMARY KEY, file_id INT, line INT, location_id TEXT, timestamp TEXT, timestamp_ms INT,
  %s, override INT, file_name TEXT, data_source TEXT, processed_at INT);
CREATE TABLE aggregated_metrics(location_id TEXT, metric_name TEXT, min_value REAL, max_value REAL, avg_value REAL, std_value REAL,
  count INT, data_source TEXT, file_name TEXT, timestamp TEXT);
CREATE TABLE quarantine(id INTEGER PRIMARY KEY, file_id INT, file_name TEXT, line INT, byte_offset INT, raw BLOB, raw_size INT,
  status TEXT, attempts INT, quarantined_at INT, resolved_at INT);
CREATE TABLE quarantine_findings(entry_id INT, column_name TEXT, column_index INT, code TEXT, rule TEXT, value, message TEXT);
""" % ", ".join(reference.VALUE_COLUMNS)

DAMAGE = {
    "a row lost": "DELETE FROM raw_sensor_data WHERE id = 5",
    "a row twice": "INSERT INTO raw_sensor_data SELECT NULL, file_id, line, location_id, timestamp, timestamp_ms, %s, override, file_name,"
                   " data_source, processed_at FROM raw_sensor_data WHERE id = 5" % ", ".join(reference.VALUE_COLUMNS),
    "one bit of a value": "UPDATE raw_sensor_data SET lighting_lux = lighting_lux * (1 + 3e-16) WHERE id = 5",
    "a millisecond": "UPDATE raw_sensor_data SET timestamp_ms = timestamp_ms + 1 WHERE id = 5",
    "a location": "UPDATE raw_sensor_data SET location_id = location_id || ' ' WHERE id = 5",
    "a held record lost": "DELETE FROM quarantine WHERE line IS NOT NULL AND id = (SELECT max(id) FROM quarantine WHERE line > 0)",
    "a wrong code": "UPDATE quarantine_findings SET code = 'ENUM' WHERE code = 'RANGE'",
    "a lost finding": "DELETE FROM quarantine_findings WHERE rowid = (SELECT min(rowid) FROM quarantine_findings WHERE code = 'RANGE')",
    "a column": "UPDATE quarantine_findings SET column_name = 'crowd_density' WHERE code = 'RANGE'",
    "raw bytes": "UPDATE quarantine SET raw = raw || x'0d' WHERE line > 0",
    "an offset": "UPDATE quarantine SET byte_offset = byte_offset + 1 WHERE line > 0",
    "counts": "UPDATE files SET records = records + 1 WHERE status = 'archived'",
    "an aggregate": "UPDATE aggregated_metrics SET max_value = max_value + 1e-12",
    "a mean": "UPDATE aggregated_metrics SET avg_value = avg_value * (1 + 1e-8)",
    "a deviation": "UPDATE aggregated_metrics SET std_value = std_value * (1 + 1e-8) WHERE count > 1",
    "aggregates gone": "DELETE FROM aggregated_metrics WHERE metric_name = 'mood_score'",
    "a file gone": "DELETE FROM files WHERE id = 2",
    "a duplicate stored": "UPDATE files SET status = 'archived' WHERE status = 'duplicate'",
    "a rejection accepted": "UPDATE files SET status = 'archived' WHERE status = 'rejected'",
}


def build_station(drops):
    """A station as sluice would leave it, made from the reference."""
    station = stations.make()
    archive = f"{station}/data/processed/2026-01-01"
    os.makedirs(archive)
    os.makedirs(f"{station}/data/store")
    hostile.write([d for d in drops if not d.ingestable], f"{station}/data")
    seen, clock = {}, 0
    with sqlite3.connect(stations.database(station)) as db:
        db.executescript(TABLES)
        for number, drop in enumerate((d for d in drops if d.ingestable), 1):
            clock += 1
            digest = hashlib.sha256(drop.content)
            verdict = compare.verdict_of(drop.content, False)
            name, short = compare.shown_name(drop.name), digest.hexdigest()[:8]
            status = "rejected" if not verdict.committed else "duplicate" if digest.digest() in seen else "archived"
            counts = (verdict.records, len(verdict.rows), len(verdict.held), 0) if status == "archived" else (0, 0, 0, 0)
            cursor = db.execute("INSERT INTO files VALUES(NULL,?,?,'university','university',?,?,?,?,?,?,?,1,NULL,0,?,NULL,?)",
                                (name, drop.name, len(drop.content), digest.digest(), status, *counts, clock,
                                 seen.get(digest.digest())))
            file_id = cursor.lastrowid
            folder = f"{station}/quarantine" if status == "rejected" else archive
            with open(f"{folder}/{short}_{number}", "wb") as stream:
                stream.write(drop.content)
            if status == "archived":
                seen[digest.digest()] = file_id
                fill(db, station, file_id, name, short, verdict, clock)
            elif status == "rejected":
                code = verdict.code.split("|")[0]
                entry = db.execute("INSERT INTO quarantine VALUES(NULL,?,?,NULL,NULL,NULL,NULL,'held',0,0,NULL)", (file_id, name)).lastrowid
                db.execute("INSERT INTO quarantine_findings VALUES(?,NULL,NULL,?,'r',NULL,'m')", (entry, code))
                with open(f"{station}/quarantine/{short}_{number}.errors.jsonl", "w") as stream:
                    print(json.dumps({"line": None, "column": None, "code": code, "value": None, "message": "m"}), file=stream)
    db.close()
    return station


def fill(db, station, file_id, name, short, verdict, clock):
    for line, location, text, millis, values in verdict.rows:
        db.execute(f"INSERT INTO raw_sensor_data VALUES(NULL,?,?,?,?,?,{','.join('?' * 10)},0,?,'university',0)",
                   (file_id, line, location.decode(), text, millis, *values, name))
    for (location, metric), (count, low, high, mean, std) in reference.aggregates(verdict.rows).items():
        db.execute("INSERT INTO aggregated_metrics VALUES(?,?,?,?,?,?,?,'university',?,?)",
                   (location.decode(), metric, low, high, mean, std, count, name, f"2026-01-01 00:00:00.{clock:06d}"))
    for held in verdict.held:
        entry = db.execute("INSERT INTO quarantine VALUES(NULL,?,?,?,?,?,?,'held',0,0,NULL)",
                           (file_id, name, held.line, held.offset, held.raw, held.raw_size)).lastrowid
        for code, column in held.must or list(held.may)[:1]:
            index = verdict.names.index(column) + 1 if column else None
            db.execute("INSERT INTO quarantine_findings VALUES(?,?,?,?,'r',NULL,'m')", (entry, column, index, code))
    if verdict.held:
        with open(f"{station}/quarantine/{short}_{file_id}.rejected.csv", "wb") as stream:
            stream.write(b"".join(raw + b"\n" for raw in [verdict.header] + [held.full for held in verdict.held]))
        with open(f"{station}/quarantine/{short}_{file_id}.errors.jsonl", "w") as stream:
            for held in verdict.held:
                for code, column in held.must | held.may:
                    print(json.dumps({"line": held.line, "column": column, "code": code, "value": "", "message": "m"}), file=stream)


def csv_agrees(rounds=3000):
    """Well-formed records read the same by reference.records and by Python's csv module."""
    r, bad = random.Random(5), 0
    for _ in range(rounds):
        rows = [["".join(r.choice('a,"\n é') for _ in range(r.randrange(5))) for _ in range(r.randrange(2, 5))] for _ in range(4)]
        text = io.StringIO()
        csv.writer(text, lineterminator=r.choice(["\n", "\r\n"]), quoting=r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])).writerows(rows)
        data = text.getvalue().encode()
        read = [[cell.decode() for cell in record.fields] for record in reference.records(data, 0) if record.fault is None]
        bad += read != rows
    return bad


def main():
    failures = []
    if csv_agrees():
        failures.append("the reference and the csv module read differently")
    real = f"{stations.ROOT}/../shared/data/university_mental_health/university_mental_health_iot_dataset.csv"
    real = os.environ.get("SLUICE_REAL_FILE", real)
    if os.path.exists(real):
        with open(real, "rb") as stream:
            data = stream.read()
        for content in (data, data.replace(b"\n", b"\r\n")):
            verdict = reference.judge(content)
            found = (len(verdict.rows), len(verdict.held), verdict.held[0].line, len(reference.aggregates(verdict.rows)))
            if found != (925, 75, 12, 45):
                failures.append(f"the real file: {found}")
    drops = hostile.build(3, 60)
    station = build_station(drops)
    whole = compare.Comparison(station, hostile.manifest(drops)).run()
    failures += [f"a whole station: {problem}" for problem in whole.problems[:20]]
    path = stations.database(station)
    for what, statement in DAMAGE.items():
        with open(path, "rb") as stream:
            saved = stream.read()
        with sqlite3.connect(path) as db:
            changed = db.execute(statement).rowcount
        db.close()
        if not changed or not compare.Comparison(station, hostile.manifest(drops)).run().problems:
            failures.append(f"damage not noticed: {what} ({changed} rows changed)")
        with open(path, "wb") as stream:
            stream.write(saved)
    victim = next(iter(whole.archive))
    os.unlink(victim)
    if not compare.Comparison(station, hostile.manifest(drops)).run().problems:
        failures.append("a file gone from the archive was not noticed")
    stations.remove(station)
    print(*failures, sep="\n")
    print(f"{len(DAMAGE) + 4 - len(failures)} passed, {len(failures)} failed; {dict(whole.counts)}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
