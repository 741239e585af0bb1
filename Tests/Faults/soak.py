#!/usr/bin/env python3
"""A station under a simulated feed, with faults and operators' commands at random, for as long as wanted; the oracle at the end.

    soak.py [--minutes 30] [--seed 1] [--keep]

Every few hundred milliseconds files arrive: good ones, ones with bad records, ones seen before, refused ones. Now and then the
instance is killed or stopped and started again, the database is locked, the inbox or the archive goes away for a while,
somebody backs up, examines, or operates on what is held. Memory, open files and the write-ahead log are looked at all along:
in the last third they must not be higher than in the one before. Ends with compare.py (while nobody operated), a look for every
dropped content in the ledger and on disk, and `doctor --deep`.
"""
import argparse
import contextlib
import hashlib
import os
import random
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

CONFIG = '[inbox]\nsettleQuiet = "100ms"\n[retry]\ndelays = ["200ms", "500ms", "1s"]\ndegradedDelay = "2s"\n'

#: From how many held records on an operator puts all of them aside.
CLEARED_FROM = 10_000

VERBS = ("release", "discard", "restore", "accept", "repair", "edit", "reprocess", "undo", "redo")
#: What a verb is told beside the entries.
EXTRA = {"accept": ("--reason", "soak"), "repair": ("--field", "mood_score", "--set", "1"), "edit": ("--set", "mood_score=2.5")}


class Soak:
    """One station and all that happens to it."""

    def __init__(self, options):
        self.options = options
        self.random = random.Random(options.seed)
        self.station = stations.make(config=CONFIG)
        self.instance = environment.Instance(self.station, options.seed)
        self.number, self.counts, self.problems, self.samples = 0, {}, [], []
        self.operated = False

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    # Files

    def feed(self):
        kind = self.random.choices(("good", "bad", "again", "refused"), (60, 25, 10, 5))[0]
        maker, dropped = self.instance.maker, self.instance.dropped
        self.number += 1
        maker.drops.clear()
        name = f"s{self.number:06d}.csv"
        # A refused content that comes again takes the place of its ledger row: then the rows would not tell how many came.
        known = [drop for drop in dropped[-50:] if not drop.content.startswith(b"no,such")]
        if kind == "again" and known:
            maker.add(name, self.random.choice(known).content)
        elif kind == "refused":
            maker.add(name, b"no,such,table\n%d,2\n" % self.number)
        else:
            rows = maker.rows(self.random.choice((1, 20, 200, 3000)))
            if kind == "bad":
                rows += [maker.row(mood_score="9"), maker.row()[:-2]] * self.random.randrange(1, 5)
            maker.table(name, rows)
        drop = maker.drops[0]
        folder = getattr(self.instance, "inbox", None) or f"{self.station}/data"
        with contextlib.suppress(OSError):
            with open(f"{folder}/.{name}", "wb") as stream:
                stream.write(drop.content)
            os.rename(f"{folder}/.{name}", f"{folder}/{name}")
            dropped.append(drop)
        self.count(kind)

    # Faults

    def kill(self):
        self.instance.child.kill()
        self.instance.child.wait()
        self.instance.start()

    def restart(self):
        self.instance.wait_for_all(30)           # a signal in its first milliseconds would just end it
        self.problems += self.instance.stop()
        self.instance.start()

    def breaking(self, context, seconds):
        with context(self.instance):
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                self.feed()
                time.sleep(0.2)
        self.instance.inbox = None

    def lock(self):
        with contextlib.suppress(sqlite3.Error):
            self.breaking(environment.locked_database, 2)

    def hide_inbox(self):
        # A start without it is refused: only what runs is disturbed so.
        self.instance.wait_for_all(30)
        self.breaking(environment.inbox_moved_away, 1.5)

    def block_archive(self):
        if os.path.isdir(f"{self.station}/data/processed"):
            self.instance.wait_for_all(30)
            self.breaking(environment.archive_is_a_file, 1.5)

    def command(self, *words, codes=(0, 1)):
        code, errors, _, _ = stations.run(self.station, *words, timeout=120)
        if code not in codes:
            self.problems.append(f"{' '.join(words)}: exit {code}: {errors[-200:]}")

    def back_up(self):
        path = f"{self.station}/copy-{self.number}.db"
        self.command("backup", path)
        if os.path.exists(path):
            with contextlib.closing(sqlite3.connect(path)) as copy:
                if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    self.problems.append(f"{path} is not whole")
            os.unlink(path)

    def examine(self):
        # Beside an instance that is being disturbed notes and warnings may come and go; errors may not.
        self.command("doctor", codes=(0, 1, 69))

    def operate(self):
        """An operator's command on some held records, as far as this program has it; 75: its instance is only just starting."""
        verb = self.random.choice(VERBS)
        if verb not in self.options.verbs:
            return
        self.operated = True
        self.count(verb)
        if verb in ("undo", "redo"):
            return self.command("quarantine", verb, codes=(0, 1, 64, 75))
        ids, extra = self.held(5), EXTRA.get(verb, ())
        if verb == "reprocess":
            ids = self.files(1)
        if verb == "edit":
            ids = ids[:1]
        if ids:
            self.command("quarantine", verb, *ids, *extra, codes=(0, 1, 64, 66, 75))

    def clear(self):
        """An operator puts all that is held aside once it is much: the quarantine has a limit, and memory is to be judged by what runs."""
        held = self.asked("SELECT COALESCE(sum(quarantined), 0) FROM files")
        if held and held[0] > CLEARED_FROM:
            self.operated = True
            self.count("clear")
            self.command("quarantine", "discard", "--all", "--reason", "much", codes=(0, 1, 64, 66, 75))

    def asked(self, query):
        """The first column of what the database answers; nothing while it cannot be asked."""
        with contextlib.suppress(sqlite3.Error):
            with contextlib.closing(sqlite3.connect(f"file:{stations.database(self.station)}?mode=ro", uri=True)) as db:
                return [row[0] for row in db.execute(query)]
        return []

    def held(self, limit):
        return self.some(limit, "SELECT id FROM quarantine WHERE line IS NOT NULL ORDER BY id DESC LIMIT 200")

    def files(self, limit):
        return self.some(limit, "SELECT id FROM files WHERE status IN ('archived', 'rejected') LIMIT 500")

    def some(self, limit, query):
        ids = [str(number) for number in self.asked(query)]
        return self.random.sample(ids, min(limit, len(ids)))

    # Looking

    def lost(self):
        """Contents that were dropped and are not in the ledger, or lie nowhere."""
        with contextlib.closing(sqlite3.connect(f"file:{stations.database(self.station)}?mode=ro", uri=True)) as db:
            known = {row[0] for row in db.execute("SELECT sha256 FROM files")}
            sums = db.execute("SELECT count(*) FROM files WHERE records <> stored + quarantined + discarded").fetchone()[0]
        lying = {digest for place in ("data/processed", "quarantine") for digest in stations.tree(f"{self.station}/{place}").values()}
        found = [f"{sums} files whose counts do not add up"] if sums else []
        for drop in self.instance.dropped:
            digest = hashlib.sha256(drop.content).hexdigest()
            if digest not in known or digest not in lying:
                found.append(f"{drop.name!r} is lost: in the ledger {digest in known}, on disk {digest in lying}")
        return found

    def sample(self):
        pid, figures = self.instance.child.pid, []
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/status") as stream:
                figures.append(next(int(line.split()[1]) for line in stream if line.startswith("VmRSS")))
            figures.append(len(os.listdir(f"/proc/{pid}/fd")))
            wal = stations.database(self.station) + "-wal"
            figures.append(os.path.getsize(wal) >> 10 if os.path.exists(wal) else 0)
            self.samples.append(figures)

    def is_flat(self):
        third = len(self.samples) // 3
        if third < 5:
            return
        for index, (name, slack) in enumerate((("memory, KiB", 16_384), ("open files", 4), ("write-ahead log, KiB", 8192))):
            parts = [sorted(sample[index] for sample in self.samples[start:start + third]) for start in (third, 2 * third)]
            middle = [part[len(part) // 2] for part in parts]
            print(f"{name}: median {middle[0]}, then {middle[1]}; most {max(sample[index] for sample in self.samples)}")
            if middle[1] > middle[0] * 1.1 + slack:
                self.problems.append(f"{name} grows: {middle[0]} to {middle[1]}")

    def run(self):
        events = [(self.kill, 3), (self.restart, 2), (self.lock, 2), (self.hide_inbox, 2), (self.block_archive, 2), (self.back_up, 2),
                  (self.examine, 2), (self.operate, 12)]
        self.instance.start()
        self.instance.drop(2)
        self.instance.wait_for_all(30)
        end, looked = time.monotonic() + self.options.minutes * 60, 0.0
        while time.monotonic() < end and len(self.problems) < 10:
            for _ in range(self.random.randrange(1, 12)):
                self.feed()
                time.sleep(self.random.choice((0, 0.02, 0.2)))
            event = self.random.choices([event for event, _ in events], [weight for _, weight in events])[0]
            event()
            self.count(event.__name__)
            self.clear()
            if self.instance.child.poll() is not None:
                self.problems.append(f"it ended with {self.instance.child.returncode}")
                break
            if time.monotonic() > looked + 5:
                looked = time.monotonic()
                self.sample()
        if not self.instance.wait_for_all(120):
            self.problems.append(f"{self.instance.archived()} of {len(self.instance.dropped)} files went their way")
        self.problems += self.instance.stop()
        self.command("--headless", "--once")
        self.is_flat()
        if not self.operated:
            self.problems += compare.Comparison(self.station, hostile.manifest(self.instance.dropped)).run().problems
        self.problems += self.lost() + stations.doctor(self.station)


def verbs():
    """The operator's commands this program has."""
    text = subprocess.run([stations.binary(), "help"], capture_output=True, text=True).stdout
    return {verb for verb in VERBS if f"quarantine {verb}" in text}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    options.verbs = verbs()
    soak = Soak(options)
    soak.run()
    for problem in soak.problems[:20]:
        print(problem)
    print(f"{options.minutes} min, seed {options.seed}: {len(soak.instance.dropped)} files, {soak.counts}, {len(soak.problems)} problems")
    if soak.problems or options.keep:
        print(f"station kept: {soak.station}")
    else:
        stations.remove(soak.station)
    sys.exit(1 if soak.problems else 0)


if __name__ == "__main__":
    main()
