#!/usr/bin/env python3
"""Real files of other shapes: what sluice stores of them against a second reading of the dataset files.

    shared_sets.py [--data DIR] [--datasets DIR] [--keep]

DIR is ../shared/data beside the project (the script skips when it is absent), the dataset files are those of
data/datasets. A fresh station takes every file of SETS; each dataset file is read here with tomllib and
each data file with Python's csv module, and rows, held records, counts and aggregates are compared. The
other CSV files of DIR must be rejected with a finding. The program is $SLUICE or the build.
"""
import argparse
import csv
import datetime
import fnmatch
import glob
import hashlib
import io
import os
import re
import shutil
import sqlite3
import sys
import tomllib
from fractions import Fraction

import compare
import reference
import station as stations

SETS = ["luftdaten_daily", "kaggle_iot_temp", "purpleair_snapshot", "uci_occupancy", "nab"]
#: Records of a set that any reader finds, whatever the dataset files say.
RECORDS = {"luftdaten_daily": 68785 + 22713, "kaggle_iot_temp": 7371, "purpleair_snapshot": 14163, "uci_occupancy": 20560, "nab": 29962}
OTHERS = ["beijing_prsa_multisite", "milano_meteo_long", "noaa_lcd_v1_atlanta", "openaq_toronto_long", "room_climate_headerless",
          "uci_air_quality"]
UNITS = {("degF", "degC"): (Fraction(5, 9), Fraction(-160, 9)), ("Pa", "hPa"): (Fraction(1, 100), 0), ("hPa", "Pa"): (100, 0),
         ("K", "degC"): (1, Fraction(-27315, 100)), ("mbar", "hPa"): (1, 0)}
TRUTH = {"true": 1, "1": 1, "false": 0, "0": 0}


class Dataset:
    """One dataset file, read by this script's own understanding of it."""

    def __init__(self, path):
        with open(path, "rb") as stream:
            self.toml = tomllib.load(stream)
        toml = self.toml
        self.name = toml["name"]
        self.globs = toml.get("match", {}).get("files", ["*.csv"])
        self.delimiter = toml.get("dialect", {}).get("delimiter", ",")
        schema = toml.get("schema", {})
        self.missing = set(schema.get("missingValues", [""])) | {""}
        self.fields = schema["fields"]
        self.required = toml.get("match", {}).get("header") or [f["name"] for f in self.fields if required(f)]
        time = toml["time"]
        self.time_fields = time.get("fields") or [time["field"]]
        self.join, self.formats = time.get("join", " "), time.get("formats", ["%Y-%m-%d %H:%M:%S"])
        self.zone = zone(time.get("timezone", "UTC"))
        self.location = toml["location"]

    def accepts(self, name, header):
        names = {normal(cell) for cell in header}
        return any(fnmatch.fnmatchcase(name.lower(), g.lower()) for g in self.globs) and all(normal(n) in names for n in self.required)

    def columns(self):
        """(field, stored name) of the value columns: neither the time nor the location."""
        special = {*self.time_fields, self.location.get("field")}
        return [(f, f.get("store") or normal(f["name"])) for f in self.fields if f["name"] not in special]


def required(field):
    return field.get("constraints", {}).get("required", False)


def normal(name):
    return reference.normal_name(name.encode())


def zone(text):
    """Offset from UTC of 'UTC' or '+hh:mm'."""
    match = re.fullmatch(r"([+-])(\d\d):(\d\d)", text)
    if not match:
        return datetime.timedelta()
    offset = datetime.timedelta(hours=int(match[2]), minutes=int(match[3]))
    return offset if match[1] == "+" else -offset


def moment(text, dataset):
    """(time text, milliseconds) in UTC by the first format that fits; None when none does."""
    for form in dataset.formats:
        try:
            if form == "epoch_s":
                return stamp(reference.EPOCH + datetime.timedelta(seconds=int(text)))
            if form == "epoch_ms":
                return stamp(reference.EPOCH + datetime.timedelta(milliseconds=int(text)))
            return stamp(datetime.datetime.strptime(text, form.replace("%-", "%")) - dataset.zone)
        except ValueError:
            continue
    return None


def stamp(when):
    since = when - reference.EPOCH
    return when.strftime("%Y-%m-%d %H:%M:%S"), (since.days * 86400 + since.seconds) * 1000 + since.microseconds // 1000


def place(cells, dataset, file_name):
    """The location of a record."""
    if "field" in dataset.location:
        return cells[normal(dataset.location["field"])]
    if "constant" in dataset.location:
        return dataset.location["constant"]
    pattern = next(v for k, v in dataset.location.items() if k not in ("label", "field", "constant"))
    match = re.fullmatch(pattern, file_name)
    return match[1] if match.groups() else match[0]


def cell_value(text, field, dataset):
    """(stored value, finding code or None) of one cell."""
    limits, kind = field.get("constraints", {}), field.get("type", "string")
    missing = set(field.get("missingValues", [])) | {""} if "missingValues" in field else dataset.missing
    if text in missing:
        return None, "NULL" if limits.get("required") else None
    if kind in ("number", "integer"):
        value = reference.number(text.encode(), kind == "integer")
        if value is None:
            return None, "NUMBER"
        source, unit = field.get("sourceUnit", field.get("unit")), field.get("unit")
        factor, offset = UNITS.get((source, unit), (field.get("factor", 1), field.get("offset", 0)))
        if (factor, offset) != (1, 0):
            value = float(Fraction(text) * Fraction(factor) + Fraction(offset))
        if not limits.get("minimum", value) <= value <= limits.get("maximum", value):
            return value, "RANGE"
    elif kind == "boolean":
        value = TRUTH.get(text.lower())
        if value is None:
            return None, "ENUM"
    else:
        value = text
        if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
            return value, "PATTERN"
    if "enum" in limits and value not in limits["enum"] and text not in map(str, limits["enum"]):
        return value, "ENUM"
    return value, None


def judge(content, dataset, file_name):
    """(rows, held lines) of a file: rows as (line, location, text, ms, values), held as line -> codes."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=dataset.delimiter)
    names = [normal(cell) for cell in next(reader)]
    rows, held, line = [], {}, reader.line_num + 1
    columns = dataset.columns()
    for record in reader:
        begin, line = line, reader.line_num + 1
        if not record:
            continue
        if len(record) != len(names):
            held[begin] = {"FIELDS"}
            continue
        cells, codes, values = dict(zip(names, (cell.strip(" \t") for cell in record))), set(), []
        when = moment(dataset.join.join(cells[normal(f)] for f in dataset.time_fields), dataset)
        if when is None:
            codes.add("DATE")
        location = place(cells, dataset, file_name)
        if not location:
            codes.add("NULL")
        for field, _ in columns:
            name = next((n for n in [field["name"], *field.get("aliases", [])] if normal(n) in cells), None)
            value, code = cell_value(cells[normal(name)], field, dataset) if name else (None, None)
            severity = field.get("severity", "reject")
            if code and (severity == "reject" or code == "NULL"):
                codes.add(code)
            elif code and (severity == "null" or code not in ("RANGE", "ENUM", "PATTERN")):
                value = None
            values.append(value)
        if codes:
            held[begin] = codes
        else:
            rows.append((begin, location, *when, tuple(values)))
    return rows, held


def close(found, wanted):
    """Equal, or equal to 1e-12 for numbers (conversions may round once more than exact arithmetic does)."""
    if isinstance(found, float) and isinstance(wanted, (int, float)):
        return abs(found - wanted) <= 1e-12 * abs(wanted)
    return found == wanted


class SetComparison:
    """All files of a station that belong to dataset files."""

    def __init__(self, station, datasets):
        self.station, self.datasets, self.problems = station, datasets, []
        tree = stations.tree(f"{station}/data/processed")
        self.content = {digest: path for path, digest in tree.items()}
        self.db = sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True)

    def file(self, name, content):
        """Compares one file; returns (records, stored, held) as expected."""
        header = next(csv.reader(io.StringIO(content.decode("utf-8-sig").split("\n")[0]), delimiter=";" if b";" in content[:200] else ","))
        dataset = next((d for d in self.datasets if d.accepts(name, header)), None)
        digest = hashlib.sha256(content).digest()
        entry = self.db.execute("SELECT id, dataset, status, records, stored, quarantined, error FROM files WHERE sha256 IN (?, ?)",
                                (digest, digest.hex())).fetchone()
        if dataset is None or entry is None or entry[1] != dataset.name or entry[2] != "archived":
            self.problems.append(f"{name}: dataset {dataset and dataset.name}, ledger {entry}")
            return 0, 0, 0
        rows, held = judge(content, dataset, name)
        counts = len(rows) + len(held), len(rows), len(held)
        if entry[3:6] != counts:
            self.problems.append(f"{name}: counts {entry[3:6]}, expected {counts}")
        columns = [f'"{stored}"' for _, stored in dataset.columns()]
        query = f"SELECT line, location_id, timestamp, timestamp_ms, {', '.join(columns)} FROM raw_{dataset.name} WHERE file_id = ? ORDER BY line"
        found = self.db.execute(query, (entry[0],)).fetchall()
        for have, want in zip(found, rows):
            if have[:4] != want[:4] or not all(map(close, have[4:], want[4])):
                self.problems.append(f"{name}: {have}, expected {want}")
                break
        if len(found) != len(rows):
            self.problems.append(f"{name}: {len(found)} rows, expected {len(rows)}")
        self.findings(name, entry[0], held)
        self.aggregates(name, dataset, rows)
        return counts

    def findings(self, name, file_id, held):
        found = {}
        for line, code in self.db.execute("SELECT q.line, f.code FROM quarantine q JOIN quarantine_findings f ON f.entry_id = q.id"
                                          " WHERE q.file_id = ? AND q.status = 'held'", (file_id,)):
            found.setdefault(line, set()).add(code)
        if found != held:
            lines = sorted(l for l in found.keys() | held.keys() if found.get(l) != held.get(l))
            self.problems.append(f"{name}: {len(lines)} held lines differ, first {lines[0]}: {found.get(lines[0])}, expected {held.get(lines[0])}")

    def aggregates(self, name, dataset, rows):
        metrics = [(i, stored) for i, (field, stored) in enumerate(dataset.columns())
                   if field.get("type") in ("number", "integer") and field.get("aggregate", True)]
        wanted = {}
        for _, location, _, _, values in rows:
            for index, stored in metrics:
                if values[index] is not None:
                    wanted.setdefault((location, stored), []).append(values[index])
        shown = compare.shown_name(name.encode())
        source = dataset.toml.get("dataSource", dataset.name)
        found = {row[:2]: row[2:] for row in self.db.execute(
            "SELECT location_id, metric_name, count, min_value, max_value, avg_value FROM aggregated_metrics WHERE file_name = ?"
            " AND data_source = ?", (shown, source))}
        if found.keys() != wanted.keys():
            self.problems.append(f"{name}: aggregates of {sorted(found.keys() ^ wanted.keys())[:4]}")
            return
        for key, values in wanted.items():
            count, low, high, mean = found[key]
            exact = float(sum(map(Fraction, values)) / len(values))
            if count != len(values) or not close(low, min(values)) or not close(high, max(values)) or abs(mean - exact) > 1e-9 * max(
                    abs(exact), 1e-4 * abs(high)):
                self.problems.append(f"{name}: {key}: {found[key]}, expected {(len(values), min(values), max(values), exact)}")
                return


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=f"{stations.ROOT}/../shared/data")
    parser.add_argument("--datasets", default=f"{stations.ROOT}/data/datasets")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        print("skipped: the shared data sets are not here")
        return 0
    station = stations.make()
    shutil.copytree(options.datasets, f"{station}/data/datasets", dirs_exist_ok=True)
    names = {}
    for group in SETS + OTHERS:
        for path in sorted(glob.glob(f"{options.data}/{group}/*.csv")):
            names.setdefault(group, []).append(path)
            shutil.copy(path, f"{station}/data/")
    code, errors, seconds, _ = stations.once(station)
    problems = [] if code in (0, 1) else [f"exit {code}: {errors[-500:]}"]
    datasets = [Dataset(path) for path in sorted(glob.glob(f"{options.datasets}/*.toml"))]
    comparison = SetComparison(station, datasets)
    for group in SETS:
        sums = [0, 0, 0]
        for path in names[group]:
            with open(path, "rb") as stream:
                counts = comparison.file(os.path.basename(path), stream.read())
            sums = [a + b for a, b in zip(sums, counts)]
        if sums[0] != RECORDS[group]:
            comparison.problems.append(f"{group}: {sums[0]} records, expected {RECORDS[group]}")
        print(f"{group}: {len(names[group])} files, {sums[0]} records, {sums[1]} stored, {sums[2]} held")
    for group in OTHERS:
        for path in names[group]:
            with open(path, "rb") as stream:
                digest = hashlib.file_digest(stream, "sha256")
            found = comparison.db.execute("SELECT f.status, (SELECT group_concat(code) FROM quarantine q JOIN quarantine_findings x"
                                          " ON x.entry_id = q.id WHERE q.file_id = f.id) FROM files f WHERE sha256 IN (?, ?)",
                                          (digest.digest(), digest.hexdigest())).fetchone()
            if found is None or found[0] != "rejected" or not found[1]:
                comparison.problems.append(f"{os.path.basename(path)}: expected a rejection with a finding, found {found}")
    problems += comparison.problems
    for problem in problems[:40]:
        print(problem)
    print(f"{seconds:.2f} s, {len(problems)} problems")
    if options.keep or problems:
        print(f"station kept: {station}")
    else:
        stations.remove(station)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
