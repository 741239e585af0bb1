#!/usr/bin/env python3
"""Measures sluice beside its rivals, interleaved, on the same data; every figure as a ratio too.

    bench.py [w1 w2 w3 w4 check …] [--data DIR] [--runs 3] [--peers duckdb,duckdb-old,duckdb-sqlite,sqlite3]
             [--scale 1.0] [--out FILE] [--no-peers]

w1 one file of 2 000 000 rows · w2 20 000 files of 50 · w3 200 files of 10 000 · w4 latency from rename to
visible for another connection, idle and while w1 loads · check validating only. The data is made below
--data when it is not there. DuckDB is taken from $BENCH_PYTHON and $BENCH_PYTHON_OLD (Python
interpreters with the package). Counts are compared with what the generator wrote before a figure is
given. Prints one JSON line a figure (also to --out) and a table. The program is $SLUICE or the build.
"""
import argparse
import glob
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import latency
import station as stations
import workload

HERE = os.path.dirname(os.path.abspath(__file__))
OLD = {"duckdb-old", "duckdb-sqlite"}              # DuckDB 1.5.5, of which the SQLite extension is on PyPI
SHAPES = {"w1": (1, 2_000_000), "w2": (20_000, 50), "w3": (200, 10_000)}


def data(options, name):
    """The folder of a workload and its counts; made when missing."""
    files, rows = SHAPES[name]
    if options.scale != 1:
        files, rows = (max(1, int(files * options.scale)), rows) if files > 1 else (1, int(rows * options.scale))
    folder = f"{options.data}/{name}-{files}x{rows}-seed{options.seed}"
    if not os.path.exists(folder + ".json"):
        print(f"making {folder}", file=sys.stderr)
        workload.generate(folder, files, rows, seed=options.seed)
    with open(folder + ".json") as stream:
        return folder, json.load(stream)


def fill(station, folder):
    """Links the files of a workload into the inbox: sluice only renames them, so they serve again."""
    for entry in os.scandir(folder):
        try:
            os.link(entry.path, f"{station}/data/{entry.name}")
        except OSError:
            shutil.copy(entry.path, f"{station}/data/{entry.name}")


def sluice(options, folder, counts):
    """One run of sluice; returns seconds, KiB, bytes of the database."""
    station = stations.make(tempfile.mkdtemp(prefix="bench-", dir=options.data))
    fill(station, folder)
    code, errors, seconds, peak = stations.once(station, timeout=1800)
    with latency.read_only(station) as db:
        stored, held, files = db.execute("SELECT sum(stored), sum(quarantined), count(*) FROM files").fetchone()
        rows = db.execute("SELECT count(*) FROM raw_sensor_data").fetchone()[0]
        entries = db.execute("SELECT count(*) FROM quarantine").fetchone()[0]
        sums = db.execute("SELECT sum(count) FROM aggregated_metrics WHERE metric_name = 'mood_score'").fetchone()[0]
    size = sum(os.path.getsize(stations.database(station) + s) for s in ("", "-wal") if os.path.exists(stations.database(station) + s))
    found, wanted = (stored, held, files, rows, entries, sums), (counts["good"], counts["bad"], counts["files"])
    if code not in (0, 1) or found != (*wanted, counts["good"], counts["bad"], counts["good"]):
        raise SystemExit(f"wrong result in {station}: exit {code}, {found}, expected {wanted}: {errors[-500:]}")
    stations.remove(station)
    return seconds, peak, size


def peer_memory(pid):
    """Peak RSS in KiB of a peer, which is a Python program or that and its child."""
    peak = 0
    for path in [f"/proc/{pid}/status", *glob.glob(f"/proc/{pid}/task/{pid}/children")]:
        try:
            with open(path) as stream:
                text = stream.read()
        except OSError:
            continue
        if path.endswith("status"):
            found = [int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM")]
            peak = max([peak, *found])
        else:
            peak = max([peak, *(stations.high_water(child) for child in text.split())])
    return peak


def peer(options, name, folder, counts):
    """One run of a peer program; returns seconds, KiB, bytes of its database."""
    target = f"{options.data}/peer.db"
    python = os.environ["BENCH_PYTHON_OLD" if name in OLD else "BENCH_PYTHON"] if name != "sqlite3" else sys.executable
    script = [python, f"{HERE}/peer_sqlite3.py", folder, target] if name == "sqlite3" else [
        python, f"{HERE}/peer_duckdb.py", folder, target, "sqlite" if name == "duckdb-sqlite" else "duckdb"]
    begin = time.monotonic()
    with tempfile.TemporaryFile() as stream:
        child, peak = subprocess.Popen(script, stdout=stream), 0
        while child.poll() is None:
            peak = max(peak, peer_memory(child.pid))
            time.sleep(0.01)
        seconds = time.monotonic() - begin
        stream.seek(0)
        text = stream.read()
    result = json.loads(text.splitlines()[-1]) if child.returncode == 0 and text else None
    size = os.path.getsize(target) if os.path.exists(target) else 0
    if result is None or (name != "sqlite3" and (result["good"], result["bad"]) != (counts["good"], counts["bad"])):
        print(f"{name}: no figure, result {result}, expected {counts['good']} and {counts['bad']}", file=sys.stderr)
        return None
    return seconds, peak, size


def check_only(options, folder, counts):
    """`sluice check` on the file of W1."""
    station = stations.make(tempfile.mkdtemp(prefix="bench-", dir=options.data))
    file = next(os.scandir(folder)).path
    code, errors, seconds, peak = stations.run(station, "check", file)
    stations.remove(station)
    if code != 1:
        raise SystemExit(f"check: exit {code}: {errors[-500:]}")
    return seconds, peak, 0


class Bench:
    def __init__(self, options):
        self.options, self.lines = options, []

    def emit(self, **figure):
        figure = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **figure}
        line = json.dumps(figure)
        print(line, flush=True)
        self.lines.append(figure)
        if self.options.out:
            with open(self.options.out, "a") as stream:
                print(line, file=stream)

    def throughput(self, name):
        """Interleaved runs of sluice and the peers over one workload."""
        folder, counts = data(self.options, name)
        subprocess.run(f"cat {folder}/*.csv > /dev/null" if counts["files"] < 1000 else f"cat {folder}/s0*.csv > /dev/null", shell=True)
        runs = {who: [] for who in ["sluice", *self.options.peers]}
        for _ in range(self.options.runs):
            for who in runs:
                result = sluice(self.options, folder, counts) if who == "sluice" else peer(self.options, who, folder, counts)
                if result:
                    runs[who].append(result)
        unit, amount = ("files/s", counts["files"]) if name == "w2" else ("rows/s", counts["rows"])
        rates = {who: statistics.median(amount / run[0] for run in done) for who, done in runs.items() if done}
        for who, rate in rates.items():
            self.emit(workload=name, who=who, figure=unit, value=round(rate), sluice_ratio=round(rates["sluice"] / rate, 3),
                      spread=[round(amount / run[0]) for run in runs[who]])
            self.emit(workload=name, who=who, figure="peak MiB", value=round(max(run[1] for run in runs[who]) / 1024, 1))
            self.emit(workload=name, who=who, figure="B/row", value=round(runs[who][0][2] / counts["good"], 1))

    def checking(self):
        folder, counts = data(self.options, "w1")
        runs = [check_only(self.options, folder, counts) for _ in range(self.options.runs)]
        self.emit(workload="check", who="sluice", figure="rows/s", value=round(counts["rows"] / statistics.median(r[0] for r in runs)))
        self.emit(workload="check", who="sluice", figure="peak MiB", value=round(max(r[1] for r in runs) / 1024, 1))

    def delays(self):
        folder, counts = data(self.options, "w1")
        for kind, load in (("idle", None), ("under w1", next(os.scandir(folder)).path)):
            found = latency.measure(self.options.data, self.options.samples, load)
            for figure, value in found.items():
                self.emit(workload="w4 " + kind, who="sluice", figure=figure, value=value)

    def table(self):
        print(f"\n{'workload':<14}{'who':<16}{'figure':<12}{'value':>12}{'sluice is':>12}")
        for line in self.lines:
            ratio = f"{line['sluice_ratio']:.2f}x" if "sluice_ratio" in line else ""
            print(f"{line['workload']:<14}{line['who']:<16}{line['figure']:<12}{line['value']:>12}{ratio:>12}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["w1", "w2", "w3", "w4", "check"])
    parser.add_argument("--data", default=os.path.join(tempfile.gettempdir(), "sluice-bench"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--peers", default="duckdb,duckdb-old,duckdb-sqlite,sqlite3")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--out")
    options = parser.parse_args()
    options.peers = [] if options.no_peers else [p for p in options.peers.split(",") if p]
    if not os.environ.get("BENCH_PYTHON"):
        options.peers = [p for p in options.peers if not p.startswith("duckdb")]
    if not os.environ.get("BENCH_PYTHON_OLD"):
        options.peers = [p for p in options.peers if p not in OLD]
    os.makedirs(options.data, exist_ok=True)
    bench = Bench(options)
    for what in options.what:
        {"w4": bench.delays, "check": bench.checking}.get(what, lambda: bench.throughput(what))()
    bench.table()


if __name__ == "__main__":
    main()
