"""What can take a workload: sluice in two ways, the rivals, and a fixed loop that is always there."""
import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile

import check
from runs import WrongResult, run, stations

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "peers")


def stored_bytes(database):
    return sum(os.path.getsize(database + end) for end in ("", "-wal", ".wal") if os.path.exists(database + end))


class Sluice:
    """`--headless --once` on files in the inbox, which settle for a second, or `ingest` on files elsewhere.

    `ingest` lets nothing settle, but copies the files into the archive.
    """

    def __init__(self, base, once=True):
        self.base, self.once = base, once
        self.title = "sluice --once" if once else "sluice ingest"

    def run(self, folder, expected, thorough):
        station = stations.make(tempfile.mkdtemp(prefix="station-", dir=self.base))
        command = ["--headless", "--once"] if self.once else ["ingest", *sorted(os.listdir(folder))]
        if self.once:
            for name in os.listdir(folder):
                os.link(f"{folder}/{name}", f"{station}/data/{name}")
        result = run([stations.binary(), "--station", station, *command], cwd=folder)
        try:
            check.same("exit status", result.status, 1 if expected["bad"] else 0)
            check.whole_station(station, expected, thorough)
        except WrongResult as wrong:
            raise WrongResult(f"{self.title}, station kept in {station}: {wrong}; {result.errors[-500:]}") from wrong
        result.size = stored_bytes(stations.database(station))
        # Kept to the end: ext4 passes over inodes for some seconds after they were removed, and searches long for others.
        # A run after the removal of 40 000 files took up to 17 s of the kernel's time more, a rival none.
        atexit.register(stations.remove, station)
        return result


class Check:
    """`sluice check`: validates, stores nothing. Findings go to nowhere when it is timed."""
    title = "sluice check"

    def run(self, folder, expected, thorough):
        name = next(entry.name for entry in os.scandir(folder))
        result = run([stations.binary(), "check", "--quiet", name], cwd=folder, output=thorough)
        check.same("exit status of check", result.status, 1)
        if thorough:
            check.findings(result.output, expected)
        return result


class Peer:
    """A rival: a script of ours that stores a folder into a database and prints its counts as JSON.

    It prints its aggregates too when asked to. `lenient` ones take records with a field too many.
    """

    def __init__(self, base, title, command, lenient=False):
        self.base, self.title, self.command, self.lenient = base, title, command, lenient

    def run(self, folder, expected, thorough):
        database = f"{self.base}/peer.db"
        result = run([*self.command, folder, database, *(["--aggregates"] if thorough and not self.lenient else [])])
        if result.status:
            raise WrongResult(f"{self.title}: exit {result.status}: {result.errors[-500:]}")
        found = json.loads(result.output.splitlines()[-1])
        more = expected["long"] if self.lenient else 0
        check.same(f"{self.title}: good and bad", (found["good"], found["bad"]),
                   (expected["good"] + more, expected["bad"] - more))
        if "aggregates" in found:
            check.aggregates(found["aggregates"], expected)
        result.size = stored_bytes(database)
        return result


class FixedLoop:
    """Reads every byte, counts separators and hashes: needs nothing but Python, and never changes."""
    title = "fixed loop"

    def run(self, folder, expected, thorough):
        result = run([sys.executable, f"{PEERS}/fixed_loop.py", folder])
        check.same("bytes of the data", json.loads(result.output)["bytes"], expected["bytes"])
        return result


RIVALS = ("duckdb-2", "duckdb-1.5.5", "duckdb-sqlite", "sqlite3", "limit")


def duckdb_python(base, version):
    """The Python that `make bench-peers` made for a DuckDB; None without."""
    python = os.path.join(base, f"duckdb-{version}", "bin", "python")
    return python if os.access(python, os.X_OK) else None


def rivals(base, names):
    """Those of the named rivals, all of `RIVALS`, that are installed."""
    found = {}
    for name in names:
        if name == "limit" and shutil.which("cc"):
            subprocess.run(["cc", "-O2", "-o", f"{base}/limit", f"{PEERS}/limit.c", "-lsqlite3", "-lpthread", "-lm"], check=True)
            found[name] = Peer(base, "C limit", [f"{base}/limit"])
        elif name == "sqlite3" and shutil.which("sqlite3"):
            version = subprocess.run(["sqlite3", "--version"], capture_output=True, text=True).stdout.split()[0]
            found[name] = Peer(base, f"sqlite3 {version} .import", [sys.executable, f"{PEERS}/sqlite3_peer.py"], lenient=True)
        elif name.startswith("duckdb"):
            python = duckdb_python(base, "2" if name == "duckdb-2" else "1.5.5")
            if python:
                version = subprocess.run([python, "-c", "import duckdb; print(duckdb.__version__)"],
                                         capture_output=True, text=True).stdout.strip()
                kind, into = ("sqlite", " into SQLite") if name == "duckdb-sqlite" else ("duckdb", "")
                found[name] = Peer(base, f"DuckDB {version}{into}", [python, f"{PEERS}/duckdb_peer.py", kind])
    return found
