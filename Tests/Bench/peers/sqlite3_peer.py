#!/usr/bin/env python3
"""A peer: the sqlite3 command line tool with .import, checks in SQL and aggregates in SQL.

    sqlite3_peer.py FOLDER DATABASE

Prints {"good": …, "bad": …}. `.import` pads short records and cuts long ones, so a record with a field too
many is a good one to it. The last step of this script is to become the tool, so that its memory is measured.
"""
import glob
import os
import sys
import tempfile

from shared import COLUMNS, INTEGERS, NUMERIC, VALUES, aggregates, remove


def test(name, required, low, high):
    number = f"(typeof({name}) IN ('integer', 'real') AND {name} BETWEEN {low} AND {high})"
    return number if required else f"({number} OR {name} = '')"


def main():
    folder, path = sys.argv[1:3]
    remove(path)
    good = " AND ".join(["location_id <> ''", "length(timestamp) = 19", "strftime('%s', timestamp) IS NOT NULL",
                         *(test(n, q, lo, hi) for n, q, _, lo, hi, _ in NUMERIC)])
    deviation = "sqrt(max(0, (sum(1.0 * {0} * {0}) - count({0}) * avg({0}) * avg({0})) / max(1, count({0}) - 1)))".format
    script = ["PRAGMA journal_mode=WAL;", "PRAGMA synchronous=FULL;",
              "CREATE TABLE raw(timestamp TEXT, location_id TEXT, %s, file_name TEXT);" % ", ".join(
                  f"{v} {'INTEGER' if v in INTEGERS else 'REAL'}" for v in VALUES),
              "CREATE INDEX raw_location ON raw(location_id);", "CREATE INDEX raw_time ON raw(timestamp);",
              "CREATE TABLE rejects(raw TEXT);",
              "CREATE TABLE aggregates(location_id TEXT, metric TEXT, low REAL, high REAL, mean REAL, std REAL, n INTEGER);",
              "CREATE TEMP TABLE staged(timestamp TEXT, location_id TEXT, %s);" % ", ".join(f"{v} NUMERIC" for v in VALUES), "BEGIN;"]
    script += [f".import --csv --skip 1 {name} staged" for name in sorted(glob.glob(f"{folder}/*.csv"))]
    columns = ", ".join(f"nullif({v}, '')" for v in VALUES)
    raw = " || ',' || ".join(f"coalesce({c}, '')" for c in COLUMNS)
    script += [f"INSERT INTO raw SELECT timestamp, location_id, {columns}, NULL FROM staged WHERE {good};",
               f"INSERT INTO rejects SELECT {raw} FROM staged WHERE NOT coalesce({good}, 0);",
               "INSERT INTO aggregates " + aggregates("raw", deviation) + ";", "COMMIT;", ".mode list",
               "SELECT json_object('good', (SELECT count(*) FROM raw), 'bad', (SELECT count(*) FROM rejects));"]
    stream = tempfile.TemporaryFile()
    stream.write("\n".join(script).encode())
    stream.seek(0)
    os.dup2(stream.fileno(), 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a line for every record of the wrong length
    os.execvp("sqlite3", ["sqlite3", path])


if __name__ == "__main__":
    main()
