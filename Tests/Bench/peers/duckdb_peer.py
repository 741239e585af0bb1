#!/usr/bin/env python3
"""The rival: DuckDB reads, checks, stores and aggregates a folder of university files.

    duckdb_peer.py duckdb|sqlite FOLDER DATABASE [--aggregates]

`duckdb` stores into its own file, `sqlite` into an attached SQLite database with the original's two
indexes. Prints {"good": …, "bad": …}, and the aggregates when asked. `make bench-peers` installs DuckDB.
"""
import glob
import os
import sqlite3
import sys

import duckdb

from shared import COLUMNS, GOOD, INTEGERS, VALUES, aggregates, answer, remove

TYPES = {"timestamp": "TIMESTAMP", "location_id": "VARCHAR", **{v: "INTEGER" if v in INTEGERS else "DOUBLE" for v in VALUES}}
TABLES = ["rejects(file_name VARCHAR, line BIGINT, reason VARCHAR, raw VARCHAR)",
          "aggregates(location_id VARCHAR, metric VARCHAR, low DOUBLE, high DOUBLE, mean DOUBLE, std DOUBLE, n BIGINT)"]


def sqlite_extension():
    """DuckDB's SQLite extension as the package duckdb_extension_sqlite_scanner has it; else the installed one."""
    try:
        import duckdb_extension_sqlite_scanner as package
    except ImportError:
        return "sqlite"
    return glob.glob(f"{os.path.dirname(package.__file__)}/extensions/*/*.duckdb_extension")[0]


def main():
    kind, folder, path = sys.argv[1:4]
    remove(path)
    connection = duckdb.connect(path if kind == "duckdb" else ":memory:")
    prefix, stamp = "", "timestamp"
    if kind == "sqlite":
        with sqlite3.connect(path) as target:
            target.execute("PRAGMA journal_mode=WAL")
            target.execute("CREATE TABLE raw(%s, file_name TEXT)" % ", ".join(
                f"{c} {'TEXT' if c in COLUMNS[:2] else 'INTEGER' if c in INTEGERS else 'REAL'}" for c in COLUMNS))
            target.execute("CREATE INDEX raw_location ON raw(location_id)")
            target.execute("CREATE INDEX raw_time ON raw(timestamp)")
            for table in TABLES:
                target.execute(f"CREATE TABLE {table}")
        target.close()
        connection.execute(f"LOAD '{sqlite_extension()}'")
        connection.execute(f"ATTACH '{path}' AS target (TYPE sqlite)")
        prefix, stamp = "target.", "strftime(timestamp, '%Y-%m-%d %H:%M:%S')"
    else:
        connection.execute("CREATE TABLE raw(%s, file_name VARCHAR)" % ", ".join(f"{c} {t}" for c, t in TYPES.items()))
        for table in TABLES:
            connection.execute(f"CREATE TABLE {table}")
    types = "{" + ", ".join(f"'{c}': '{t}'" for c, t in TYPES.items()) + "}"
    connection.execute(f"""CREATE TEMP TABLE staged AS SELECT *, ({GOOD}) AS good FROM read_csv('{folder}/*.csv', header = true,
        columns = {types}, auto_detect = false, store_rejects = true, rejects_limit = 0, filename = true, delim = ',', quote = '"',
        escape = '"', new_line = '\\n', timestampformat = '%Y-%m-%d %H:%M:%S')""")
    connection.execute(f"INSERT INTO {prefix}raw SELECT {stamp}, {', '.join(COLUMNS[1:])}, filename FROM staged WHERE good")
    joined = ", ".join(f"coalesce({c}::VARCHAR, '')" for c in COLUMNS)
    connection.execute(f"INSERT INTO {prefix}rejects SELECT filename, 0, 'range', concat_ws(',', {joined}) FROM staged WHERE good IS NOT TRUE")
    connection.execute(f"""INSERT INTO {prefix}rejects SELECT s.file_path, e.line, e.reason, e.raw FROM
        (SELECT scan_id, file_id, line, min(error_type::VARCHAR) reason, min(csv_line) raw FROM reject_errors GROUP BY ALL) e
        JOIN reject_scans s USING (scan_id, file_id)""")
    connection.execute(f"INSERT INTO {prefix}aggregates " + aggregates("(SELECT * FROM staged WHERE good)", lambda m: f"coalesce(stddev_samp({m}), 0)"))
    good = connection.execute("SELECT count(*) FROM staged WHERE good").fetchone()[0]
    bad = connection.execute(f"SELECT count(*) FROM {prefix}rejects").fetchone()[0]
    rows = connection.execute(f"SELECT * FROM {prefix}aggregates").fetchall() if "--aggregates" in sys.argv else None
    connection.close()
    answer(good, bad, rows)


if __name__ == "__main__":
    main()
