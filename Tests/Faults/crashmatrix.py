#!/usr/bin/env python3
"""Kills sluice, or makes a call fail, at every call that changes a file; then checks that nothing is lost.

    crashmatrix.py [--how kill|after|torn|powercut|short|ENOSPC|EIO|…|point] [--scenario small|big|rebuild|backup|operations]
                   [--operation NAME] [--from N] [--to N] [--sample K --seed S] [--twice] [--calls write,sync,…] [--times K]

For each n: a fresh station with the scenario's files, `--headless --once` with the fault at the n-th call
(killer.c), two runs without a fault, then compare.py and `doctor --deep`. --twice also faults the first of those
runs, at a random call. The scenarios rebuild and backup fault that command, on a station where all is done; operations
does so with every operation of the quarantine desk (operations.py), which must be done as a whole or not at all.
powercut stops the file system at the n-th call as a power cut would, and mounts it again; it needs a loop device. point kills
at each named point of the program (SLUICE_CRASHPOINT) when it is passed for the first time, the second, until it is not any more. Ends with 'N passed, N failed' and 1 when one failed. The program is $SLUICE or the build.
"""
import argparse
import contextlib
import os
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
import loopdisk  # noqa: E402
import compare  # noqa: E402
import hostile  # noqa: E402
import operations  # noqa: E402
import station as stations  # noqa: E402

#: Settling and retries without a pause of seconds between them, so that a matrix of errors ends today.
CONFIG = '[inbox]\nsettleQuiet = "20ms"\n[retry]\ndelays = ["50ms", "100ms", "200ms"]\ndegradedDelay = "300ms"\n'
KILLS = {"kill", "after", "torn", "powercut", "point"}
ONCE = ["--headless", "--once"]


def drops(scenario):
    """The files of a scenario: every way a file can go, few rows."""
    m = hostile.Maker(7)
    bad = [m.row(mood_score="9"), m.row()[:-2], m.row(location_id='a"b'), m.row(timestamp="never")]
    m.table("a_mixed.csv", m.rows(40) + bad)
    m.table("b_good.csv", m.rows(25), eol=b"\r\n")
    m.add("c_header_only.csv", hostile.HEADER + b"\n")
    m.add("d_rejected.csv", b"no,such,table\n1,2,3\n")
    m.add("e_empty.csv", b"")
    m.add("f_twin.csv", m.drops[0].content)
    m.table("g_quoted.csv", [m.row(location_id='"x\ny"'), m.row(location_id='"open')])
    if scenario == "big":
        rows = [m.row() if i % 50 else m.row(mood_score="-2") for i in range(45_000)]
        m.table("h_big.csv", rows)
        m.add("i_big_twin.csv", m.drops[-1].content)
    return m.drops


def points():
    """The names of the program's crash points."""
    with open(f"{stations.ROOT}/Sources/SluiceSystem/CrashPoint.swift") as stream:
        return re.findall(r'case \w+ = "([\w.]+)"', stream.read())


class Matrix:
    def __init__(self, options, operation=""):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="crashmatrix-")
        self.library, self.report = f"{self.folder}/killer.so", f"{self.folder}/report"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", self.library, f"{HERE}/killer.c"], check=True)
        self.drops = drops(options.scenario)
        self.work = {"rebuild": ["rebuild", "--force"], "backup": ["backup", f"{self.folder}/copy.db"]}.get(options.scenario, ONCE)
        self.operation = operations.Operation(operation, self.folder, CONFIG) if operation else None
        if self.operation:
            self.work = self.operation.words
        self.disk = loopdisk.LoopDisk() if options.how == "powercut" else None
        if self.disk:
            self.disk.format()
            self.work = [word.replace(self.folder, self.disk.mount) for word in self.work]
        self.manifest = hostile.manifest(self.drops)
        self.random = random.Random(options.seed)

    def faulty(self, station, number):
        """One run with the fault at a call, or at a point `name:n`; returns (exit code, stderr, calls seen, what fired)."""
        if self.options.how == "point":
            extra = {"SLUICE_CRASHPOINT": number} if isinstance(number, str) else {}
            code, errors, _, _ = stations.run(station, *self.work, env=stations.environment(**extra), timeout=180)
            return code, errors, 0, number if code == -9 else ""
        if os.path.exists(self.report):
            os.unlink(self.report)
        env = stations.environment(LD_PRELOAD=self.library, KILLER_AT=str(number), KILLER_HOW=self.options.how,
                                   KILLER_TIMES=str(self.options.times), KILLER_CALLS=self.options.calls,
                                   KILLER_REPORT=self.report, KILLER_MOUNT=self.disk.mount if self.disk else "")
        code, errors, _, _ = stations.run(station, *self.work, env=env, timeout=180)
        with open(self.report, "rb") as stream:
            count, fired, name = struct.unpack("QQ48s", stream.read(64))
        return code, errors, count, name.split(b"\0")[0].decode() if fired else ""

    def fresh(self):
        if self.disk:
            self.disk.format()
        station = tempfile.mkdtemp(prefix="s-", dir=self.disk.mount if self.disk else self.folder)
        if self.operation:
            shutil.copytree(self.operation.template, station, dirs_exist_ok=True)
        else:
            stations.make(station, CONFIG)
            hostile.write(self.drops, f"{station}/data")
            if self.work is not ONCE:
                stations.once(station)
        if self.disk:
            os.sync()
        return station

    def copy_problems(self):
        """A backup is whole or not there; whatever it is, the next one may take its name."""
        path = self.work[-1]
        if self.options.scenario != "backup" or not os.path.exists(path):
            return []
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0], copy.execute("SELECT count(*) FROM files").fetchone()[0] > 0
        os.unlink(path)
        return [] if found == ("ok", True) else [f"the backup: {found}"]

    def count(self):
        station = self.fresh()
        code, errors, count, _ = self.faulty(station, 0)
        if self.operation:
            stations.once(station)
            self.operation.after = self.operation.picture(station)
        problems = self.oracle(station)
        if code not in ((0, 1) if self.operation else (1,) if self.work is ONCE else (0,)) or problems:
            print(f"the run without a fault ended with {code}: {errors[-800:]}", *problems[:20], sep="\n")
            sys.exit(f"station kept: {station}")
        stations.remove(station)
        self.copy_problems()
        return count

    def oracle(self, station):
        if self.operation:
            return self.operation.problems(station)
        return compare.Comparison(station, self.manifest).run().problems

    def trial(self, number):
        """Problems of one fault, and the call it hit ('' when it never fired)."""
        station = self.fresh()
        code, errors, _, name = self.faulty(station, number)
        problems = []
        if self.options.how == "point" and not name and code in (0, 1):
            stations.remove(station)
            return [], ""                        # the run without a fault was looked at before
        if self.disk:
            self.disk.remount()
        killed = name and self.options.how in KILLS
        if killed and code != -9:
            problems.append(f"not killed: {code}")
        if not killed and code not in (0, 1, 69, 73, 74):
            problems.append(f"with the fault: exit {code}: {errors[-300:]}")
        if self.options.twice and name:
            self.faulty(station, self.random.randrange(1, 60))
            if self.disk:
                self.disk.remount()
        for turn in (1, 2):
            code, errors, _, _ = stations.once(station, timeout=180)
            if code not in (0, 1):
                problems.append(f"restart {turn}: exit {code}: {errors[-300:]}")
        problems += self.copy_problems()
        problems += self.oracle(station) + stations.doctor(station)
        if problems:
            print(f"n={number} ({name}): station kept: {station}", *problems[:12], sep="\n    ", flush=True)
        else:
            stations.remove(station)
        return problems, name

    def run_points(self):
        """Every point, as often as it is passed."""
        self.count()
        passed, failed, reached = 0, [], 0
        for point in points():
            number = 1
            while len(failed) < self.options.give_up:
                problems, name = self.trial(f"{point}:{number}")
                if not name and not problems:
                    break
                passed, failed = (passed, failed + [name]) if problems else (passed + 1, failed)
                number += 1
            reached += number > 1
        print(f"{passed} passed, {len(failed)} failed ({reached} of {len(points())} points are passed here; failed at {failed[:20]})")
        return 1 if failed else 0

    def run(self):
        if self.options.how == "point":
            return self.run_points()
        total, begin = self.count(), time.monotonic()
        last = min(total + 20, self.options.to or total + 20)
        numbers = list(range(self.options.start, last + 1))
        if self.options.sample and self.options.sample < len(numbers):
            numbers = sorted(self.random.sample(numbers, self.options.sample))
        print(f"{total} calls change files; {self.options.how} at {len(numbers)} of them", flush=True)
        passed, failed, fired = 0, [], 0
        for turn, number in enumerate(numbers, 1):
            problems, name = self.trial(number)
            fired += bool(name)
            passed, failed = (passed, failed + [number]) if problems else (passed + 1, failed)
            if turn % 25 == 0 or turn == len(numbers):
                rate = (time.monotonic() - begin) / turn
                print(f"{turn}/{len(numbers)}  n={number} {name}  {rate:.2f} s each", flush=True)
            if not name and not self.options.sample:
                break                            # beyond the last call
            if len(failed) >= self.options.give_up:
                break
        print(f"{passed} passed, {len(failed)} failed ({fired} faults fired; failed at {failed[:20]})")
        return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--how", default="kill")
    parser.add_argument("--scenario", default="small", choices=("small", "big", "rebuild", "backup", "operations"))
    parser.add_argument("--operation", default="", choices=("", *operations.OPERATIONS))
    parser.add_argument("--from", dest="start", type=int, default=1)
    parser.add_argument("--to", type=int, default=0)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--calls", default="")
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--give-up", type=int, default=20)
    options, code = parser.parse_args(), 0
    names = [""]
    if options.scenario == "operations":
        names = [options.operation] if options.operation else [*operations.OPERATIONS]
    for name in names:
        try:
            matrix = Matrix(options, name)
        except loopdisk.Unavailable as reason:
            print(f"skipped: {reason}")
            return
        if name:
            print(name, flush=True)
        failed = matrix.run()
        if matrix.disk and not failed:
            matrix.disk.close()
        if not failed:
            stations.remove(matrix.folder)
        code = code or failed
    sys.exit(code)


if __name__ == "__main__":
    main()
