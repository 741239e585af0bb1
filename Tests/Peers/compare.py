#!/usr/bin/env python3
"""Compares what a station holds with what reference.py says its files must become.

    compare.py STATION [--dropped MANIFEST] [--strict] [--waiting]

Reads the database read-only, the archive and the quarantine folder; prints each difference and ends
with 1 when there is one. MANIFEST (from hostile.py) tells what was dropped, so that lost and doubled
files are seen; --waiting allows ingestable files that are still in the inbox.
The station must not have been operated on: released or edited records are not this script's matter.
"""
import argparse
import collections
import glob
import hashlib
import itertools
import json
import os
import sqlite3
import sys

import reference
import station as stations

CELL_CODES = {"NULL", "NUMBER", "DATE", "RANGE", "ENCODING"}
LIVE = {"committed", "archived"}
VERDICTS = {}                                    # (SHA-256, strict) -> Verdict, for many comparisons in one process


def verdict_of(content, strict):
    key = hashlib.sha256(content).hexdigest(), strict
    if key not in VERDICTS:
        VERDICTS[key] = reference.judge(content, strict)
    return VERDICTS[key]


def hex_of(value):
    """A stored hash as lower-case hex, whether it is a BLOB of 32 bytes or text."""
    if isinstance(value, bytes) and len(value) == 32:
        return value.hex()
    return value.decode().lower() if isinstance(value, bytes) else value


def shown_name(name):
    """File names as text: `%` and bytes that are not UTF-8 as %XX."""
    text = name.decode("utf-8", "surrogateescape").replace("%", "%25")
    return "".join("%%%02X" % (ord(c) - 0xDC00) if 0xDC80 <= ord(c) <= 0xDCFF else c for c in text)


class Comparison:
    """One station compared; `problems` is empty when all is right."""

    def __init__(self, station, dropped=None, strict=False, waiting=False):
        self.station, self.dropped, self.strict, self.waiting = station, dropped, strict, waiting
        self.problems, self.counts = [], collections.Counter()
        self.archive = stations.tree(f"{station}/data/processed")
        # Side files are no copies, though that of a file of bad records only may equal its source.
        self.quarantine = {path: digest for path, digest in stations.tree(f"{station}/quarantine").items()
                           if b".rejected.csv" not in path and b".errors.jsonl" not in path}
        inbox = os.fsencode(f"{station}/data")
        self.inbox = {path: digest for path, digest in stations.tree(f"{station}/data").items()
                      if os.path.dirname(path) == inbox}
        self.content = {digest: path for where in (self.inbox, self.quarantine, self.archive)
                        for path, digest in where.items()}

    def problem(self, text):
        self.problems.append(text)

    def expect(self, what, found, wanted):
        if found != wanted:
            self.problem(f"{what}: found {str(found)[:200]}, expected {str(wanted)[:200]}")

    def run(self):
        path = stations.database(self.station)
        if not os.path.exists(path):
            self.problem("there is no database")
            return self
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as self.db:
            self.db.text_factory = bytes
            self.check_database()
            self.check_files()
            self.check_aggregates()
        self.db.close()
        self.check_places()
        return self

    def query(self, sql, *values):
        return self.db.execute(sql, values)

    def check_database(self):
        self.expect("integrity_check", self.query("PRAGMA integrity_check").fetchone(), (b"ok",))
        for table, column in (("raw_sensor_data", "file_id"), ("quarantine", "file_id")):
            orphans = self.query(f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT id FROM files)").fetchone()[0]
            self.expect(f"rows of {table} without a file", orphans, 0)
        orphans = self.query("SELECT count(*) FROM quarantine_findings WHERE entry_id NOT IN (SELECT id FROM quarantine)")
        self.expect("findings without an entry", orphans.fetchone()[0], 0)
        self.expect("files still loading", self.query("SELECT count(*) FROM files WHERE status = 'loading'").fetchone()[0], 0)

    def check_files(self):
        columns = ("id, name, name_bytes, dataset, data_source, size_bytes, sha256, status, records, stored, quarantined,"
                   " discarded, archive_name, duplicate_of, committed_at").split(", ")
        rows = self.query(f"SELECT {', '.join(columns)} FROM files ORDER BY id").fetchall()
        self.files = [dict(zip(columns, row)) for row in rows]
        wanted = ", ".join(["file_id", "line", "CAST(location_id AS BLOB)", "timestamp", "timestamp_ms", *reference.VALUE_COLUMNS,
                            "file_name", "data_source"])
        stored = itertools.groupby(self.query(f"SELECT {wanted} FROM raw_sensor_data ORDER BY file_id, line"), lambda row: row[0])
        stored = iter(stored)
        pending = next(stored, None)
        for entry in self.files:
            entry["hex"] = hex_of(entry["sha256"])
            rows = []
            while pending and pending[0] < entry["id"]:
                pending = next(stored, None)
            if pending and pending[0] == entry["id"]:
                rows = list(pending[1])
                pending = next(stored, None)
            self.check_file(entry, rows)

    def check_file(self, entry, rows):
        label = f"file {entry['id']} {entry['name'].decode()[:60]!r}"
        status = entry["status"].decode()
        self.counts[status] += 1
        self.expect(f"{label}: name", entry["name"].decode(), shown_name(bytes(entry["name_bytes"])))
        path = self.content.get(entry["hex"])
        if path is None:
            if status in LIVE | {"rejected", "duplicate"} and entry["hex"] is not None:
                self.problem(f"{label} ({status}): its content is nowhere")
            return
        with open(path, "rb") as stream:
            content = stream.read()
        self.expect(f"{label}: size", entry["size_bytes"], len(content))
        verdict = entry["verdict"] = verdict_of(content, self.strict)
        counts = tuple(entry[n] for n in ("records", "stored", "quarantined", "discarded"))
        if status in LIVE:
            if not verdict.committed:
                self.problem(f"{label}: {status}, expected to be rejected with {verdict.code}")
                return
            self.expect(f"{label}: counts", counts, (verdict.records, len(verdict.rows), len(verdict.held), 0))
            self.check_rows(label, entry, rows, verdict.rows)
            self.check_held(label, entry, verdict)
            if verdict.held:
                self.check_side_files(label, entry, verdict)
        elif status == "rejected":
            if verdict.committed:
                self.problem(f"{label}: rejected, expected {len(verdict.rows)} stored and {len(verdict.held)} held")
            self.expect(f"{label}: counts", counts, (0, 0, 0, 0))
            self.expect(f"{label}: rows", len(rows), 0)
            if not verdict.committed:
                self.check_rejected(label, entry, verdict)
        elif status == "duplicate":
            self.expect(f"{label}: rows", len(rows), 0)

    def check_rows(self, label, entry, rows, wanted):
        self.expect(f"{label}: number of rows", len(rows), len(wanted))
        for row, expected in zip(rows, wanted):
            line, location, text, millis, values = expected
            found = (row[1], row[2], row[3].decode(), row[4], row[5:15])
            if found != (line, location, text, millis, values):
                self.problem(f"{label}: row of line {line}: found {found}, expected {expected}")
                return
            if (row[15], row[16]) != (entry["name"], entry["data_source"]):
                self.problem(f"{label}: row of line {line} says file {row[15]}, source {row[16]}")
                return
        self.counts["rows"] += len(rows)

    def check_held(self, label, entry, verdict):
        entries = self.query("SELECT id, line, byte_offset, CAST(raw AS BLOB), raw_size, status FROM quarantine WHERE file_id = ?"
                             " ORDER BY byte_offset, id", entry["id"]).fetchall()
        findings = collections.defaultdict(list)
        for row in self.query("SELECT f.entry_id, f.code, f.column_name, f.column_index, f.value, f.message FROM quarantine q"
                              " JOIN quarantine_findings f ON f.entry_id = q.id WHERE q.file_id = ?", entry["id"]):
            findings[row[0]].append(row[1:])
        self.expect(f"{label}: lines held", [row[1] for row in entries], [held.line for held in verdict.held])
        self.counts["held"] += len(entries)
        for row, held in zip(entries, verdict.held):
            where = f"{label}: held line {held.line}"
            found = (row[1], row[2], row[3] or b"", row[5])
            self.expect(where, found, (held.line, held.offset, held.raw, b"held"))
            if held.raw_size <= reference.RECORD_LIMIT:
                self.expect(f"{where}: raw_size", row[4], held.raw_size)
            self.check_findings(where, findings[row[0]], held, verdict)
            if len(self.problems) > 200:
                return

    def check_findings(self, where, findings, held, verdict):
        found = set()
        for code, name, index, value, message in findings:
            code, name = code.decode(), name.decode() if name else None
            cell = code in CELL_CODES and name in reference.KNOWN
            found.add((code, name if cell else None))
            if cell and code != "LENGTH" and (index is None or verdict.names[index - 1:index] != [name]):
                self.problem(f"{where}: {code} of {name} has column_index {index}")
            if value and len(value) > 5 and value.strip().lower() not in reference.KNOWN_BYTES and value in message:
                self.problem(f"{where}: the message of {code} holds the value")
        if held.must - found or found - held.must - held.may:
            self.problem(f"{where}: findings {sorted(found, key=str)}, expected {sorted(held.must, key=str)}"
                         f" and perhaps {sorted(held.may, key=str)[:4]}: {held.raw[:120]!r}")

    def check_rejected(self, label, entry, verdict):
        rows = self.query("SELECT q.id, q.line, q.status, f.code FROM quarantine q LEFT JOIN quarantine_findings f ON f.entry_id = q.id"
                          " WHERE q.file_id = ? AND q.line IS NULL", entry["id"]).fetchall()
        self.expect(f"{label}: file-level entries", len({row[0] for row in rows}), 1)
        codes = {row[3].decode() for row in rows if row[3]}
        if not codes or not codes <= set(verdict.code.split("|")):
            self.problem(f"{label}: rejected with {sorted(codes)}, expected {verdict.code}")
        logs = self.side_files(entry, ".errors.jsonl")
        lines = [json.loads(line) for path in logs for line in open(path, encoding="utf-8")]
        if not any(line.get("code") in verdict.code.split("|") for line in lines):
            self.problem(f"{label}: no error log in quarantine/ says {verdict.code}")

    def side_files(self, entry, suffix):
        """Files of one source in quarantine/ with a suffix, numbered ones included."""
        pattern = f"{glob.escape(self.station)}/quarantine/{entry['hex'][:8]}_*{suffix}*"
        return sorted(glob.glob(pattern))

    def check_side_files(self, label, entry, verdict):
        rejected, logs = self.side_files(entry, ".rejected.csv"), self.side_files(entry, ".errors.jsonl")
        if len(rejected) != 1 or len(logs) != 1:
            self.problem(f"{label}: {len(rejected)} .rejected.csv and {len(logs)} .errors.jsonl in quarantine/, expected 1 and 1")
            return
        with open(rejected[0], "rb") as stream:
            text = stream.read()
        rest = text.removeprefix(reference.BOM)
        for number, raw in enumerate([verdict.header] + [held.full for held in verdict.held]):
            for piece in (raw, raw[:reference.RAW_LIMIT]):
                for end in (b"\r\n", b"\n"):
                    if rest is not None and rest.startswith(piece + end):
                        rest = rest[len(piece + end):]
                        break
                else:
                    continue
                break
            else:
                if rest == raw:                  # the last line may lack its newline
                    rest = b""
                    continue
                self.problem(f"{label}: {os.path.basename(rejected[0])} differs at record {number}: {rest[:80]!r}")
                return
        self.expect(f"{label}: rest of {os.path.basename(rejected[0])}", rest, b"")
        found = collections.defaultdict(set)
        with open(logs[0], encoding="utf-8") as stream:
            for line in stream:
                finding = json.loads(line)
                if not {"line", "column", "code", "value", "message"} <= finding.keys():
                    self.problem(f"{label}: keys of {os.path.basename(logs[0])}: {sorted(finding)}")
                    return
                found[finding["line"]].add(finding["code"])
        for held in verdict.held:
            codes = {code for code, _ in held.must}
            if not codes <= found[held.line] or not found[held.line]:
                self.problem(f"{label}: {os.path.basename(logs[0])} line {held.line}: {found[held.line]}, expected {codes}")
                return
        self.expect(f"{label}: lines in {os.path.basename(logs[0])}", len(found), len({held.line for held in verdict.held}))

    def check_aggregates(self):
        """Groups of aggregated_metrics by (file name, time) are the committed files of that name in order."""
        groups, times = collections.defaultdict(dict), set()
        for row in self.query("SELECT file_name, timestamp, CAST(location_id AS BLOB), metric_name, count, min_value, max_value,"
                              " avg_value, std_value, data_source FROM aggregated_metrics"):
            key = row[0], row[1]
            metric = row[2], row[3].decode()
            if metric in groups[key]:
                self.problem(f"aggregate {metric} of {key} occurs twice")
            groups[key][metric] = row[4:9]
            times.add(row[1])
        self.expect("commit times, one for each file with rows", len(times), len(groups))
        names = collections.defaultdict(list)
        for key in sorted(groups):
            names[key[0]].append(groups[key])
        live = [f for f in self.files if f["status"].decode() in LIVE and f.get("verdict") and f["verdict"].rows]
        for entry in sorted(live, key=lambda f: (f["committed_at"], f["id"])):
            label = f"file {entry['id']} {entry['name'].decode()[:60]!r}"
            if not names[entry["name"]]:
                self.problem(f"{label}: no aggregates")
                continue
            found = names[entry["name"]].pop(0)
            wanted = entry["verdict"].__dict__.setdefault("sums", reference.aggregates(entry["verdict"].rows))
            self.expect(f"{label}: aggregate keys", sorted(found)[:50], sorted(wanted)[:50])
            for key in wanted.keys() & found.keys():
                self.check_aggregate(f"{label}: aggregate {key}", found[key], wanted[key])
            self.counts["aggregates"] += len(found)
        for name, rest in names.items():
            if rest:
                self.problem(f"aggregates of {name!r} without a committed file: {len(rest)}")

    def check_aggregate(self, label, found, wanted):
        self.expect(label, found[:3], wanted[:3])
        scale = max(abs(wanted[1]), abs(wanted[2]))
        for what, have, want in (("mean", found[3], wanted[3]), ("std", found[4], wanted[4])):
            if have is None or abs(have - want) > max(1e-9 * abs(want), 1e-13 * scale):
                self.problem(f"{label}: {what} {have}, expected {want}")

    def check_places(self):
        """Each dropped file in exactly one place, each content in the ledger as often as it should be."""
        if self.dropped is None:
            return
        places = collections.Counter(digest for where in (self.inbox, self.archive, self.quarantine) for digest in where.values())
        wanted = collections.Counter(drop["sha256"] for drop in self.dropped if drop["kind"] == "file")
        for digest, count in wanted.items():
            self.expect(f"copies of {digest[:8]} in inbox, archive and quarantine", places[digest], count)
        for path in self.archive:
            if self.archive[path] not in wanted:
                self.problem(f"the archive has a file nobody dropped: {path}")
        statuses = collections.defaultdict(collections.Counter)
        for entry in getattr(self, "files", []):
            statuses[entry["hex"]][entry["status"].decode()] += 1
        for drop in self.dropped:
            path = os.path.join(os.fsencode(self.station), b"data", bytes.fromhex(drop["name"]))
            if not drop["ingestable"] and not os.path.lexists(path):
                self.problem(f"{drop['shown']!r} is not for sluice and left the inbox")
            if drop["ingestable"] and os.path.lexists(path) and not self.waiting:
                self.problem(f"{drop['shown']!r} is still in the inbox")
        ingestable = collections.Counter(drop["sha256"] for drop in self.dropped if drop["ingestable"])
        if self.waiting:
            return
        for digest, count in ingestable.items():
            have = statuses[digest]
            if have["rejected"]:
                self.expect(f"ledger rows of rejected {digest[:8]}", have["archived"] + have["committed"], 0)
            else:
                self.expect(f"ledger rows of {digest[:8]}: archived and duplicate",
                            (have["archived"], have["committed"], have["duplicate"]), (1, 0, count - 1))
        for digest in statuses:
            if digest and not ingestable[digest]:
                self.problem(f"the ledger has a content nobody dropped: {digest}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("station")
    parser.add_argument("--dropped")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--waiting", action="store_true")
    options = parser.parse_args()
    dropped = None
    if options.dropped:
        with open(options.dropped) as stream:
            dropped = json.load(stream)
    comparison = Comparison(options.station, dropped, options.strict, options.waiting).run()
    for problem in comparison.problems[:60]:
        print(problem)
    print(f"{len(comparison.problems)} problems; {dict(comparison.counts)}")
    sys.exit(1 if comparison.problems else 0)


if __name__ == "__main__":
    main()
