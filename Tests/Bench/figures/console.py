"""The console on a pseudo-terminal: what it costs with nothing to do, how soon it answers, what it sends.

htop, btop and lnav stand beside it where they are installed and do a comparable thing.
"""
import contextlib
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import check
from report import Bar, Figure
from runs import WrongResult, run, stations
from terminal import Silent, Terminal, Usage, memory

from .latency import drop, known, part, waiting

COLUMNS, ROWS = 120, 40
SIZES = [(80, 24, 1200), (120, 40, 2500), (200, 60, 6000)]
KEYS = 300
IDLE = 30                                            # seconds of looking at something that does nothing
HELD = (5, 40_000, 0.5)                              # files, rows, share of bad ones: 100 000 held records
MILLION = (20, 100_000, 0.497)                       # 995 000 held records, a little below the limit of a quarantine
STEP = (b"j", b"k")


def idle(bench):
    """Nothing arrives: processor time, wake-ups and bytes of a minute's half."""
    programs = [("htop", ["htop"]), ("btop", ["btop"]), ("lnav", ["lnav", __file__])]
    with owner(bench) as (station, pid):
        with console(["attach"], station) as attached, Settled(attached):
            alone = Usage(pid)
            ours = watched(attached)
            wakes_of_owner = alone.so_far()[2]
        quiet = Usage(pid)
        time.sleep(IDLE / 3)
        without = quiet.so_far()[2]
    station = fresh(bench)
    with console([], station) as whole, Settled(whole):
        inside = watched(whole)
    theirs = {name: beside(command) for name, command in programs if shutil.which(name)}
    for name, _ in programs:
        if name not in theirs:
            print(f"  {name} is not installed: make bench-peers", file=sys.stderr)
    htop, btop, lnav = (theirs.get(name) for name in ("htop", "btop", "lnav"))
    yield figure("console-idle.cpu", "console, nothing arrives, 120×40: processor", "%", [ours[0]], "htop", htop and [htop[0]], Bar(0.1, 0.05))
    yield figure("console-idle.cpu-whole", "the same with the pipeline in its process", "%", [inside[0]], "btop", btop and [btop[0]])
    yield figure("console-idle.wakes", "wake-ups of all threads of a console", "1/s", [ours[1]], "htop", htop and [htop[1]], Bar(1, 1))
    yield figure("console-idle.wakes-owner", "what it adds to those of its owner", "1/s", [max(0, wakes_of_owner - without)], "owner alone", [without])
    yield figure("console-idle.bytes", "bytes to the terminal", "B/s", [inside[2]], "lnav", lnav and [lnav[2]], Bar(30, 15))


def frames(bench):
    """A simulated feed: what a frame costs the terminal at three sizes."""
    for columns, rows, limit in SIZES:
        station = fresh(bench)
        with console([], station, columns, rows) as screen, Settled(screen):
            screen.send(b"D")
            screen.frames(3)
            sizes = [size for size in screen.frames(15) if size > 60]
            stop(screen)
        theirs = None
        if shutil.which("btop"):
            with other(["btop"], columns, rows) as btop:
                btop.settle(0.3)
                theirs = btop.frames(8)
        yield figure(f"console-frames.{columns}", f"bytes of a frame, simulated feed, {columns}×{rows}", "B", sizes, "btop", theirs,
                     Bar(limit, limit / 2), spread=(part(sizes, 0.05), part(sizes, 0.95)))


def start(bench):
    """From the start of the process until the first whole screen, empty and with a million rows."""
    folder, _ = bench.data("growth", 1, 1_000_000, 21)
    full = fresh(bench)
    check.same("exit status", run([stations.binary(), "--station", full, "ingest", f"{folder}/s000000.csv"]).status, 1)
    empty = fresh(bench)
    with console([], empty) as screen, Settled(screen):
        stop(screen)
    ours = {empty: [], full: []}
    for _ in range(10):
        for station, spent in ours.items():
            with console([], station) as screen:
                # What an empty station says, or what files, quarantine and locations show once they are filled.
                texts = ("RUNNING", "Drop") if station == empty else ("s000000.csv", " held", "bucket")
                spent.append(screen.until(*texts) * 1000)
                screen.settle(0.2)
                stop(screen)
    theirs = {name: [first_frame(command) for _ in range(3)] for name, command in
              (("btop", ["btop"]), ("lnav", ["lnav", f"{folder}/s000000.csv"])) if shutil.which(name)}
    yield figure("console-start.empty", "start to first screen, empty station", "ms", ours[empty], "btop", theirs.get("btop"), Bar(25, 15))
    yield figure("console-start.full", "start to a screen filled from 1 000 000 rows", "ms", ours[full], "lnav", theirs.get("lnav"), Bar(100, 50))


def keys(bench):
    """Nothing arrives: a cursor is moved in a list of 20 000 held records."""
    station = filled(bench)
    with console([], station) as screen, Settled(screen, "held"):
        screen.answer(b"4")
        spent, sizes = typed(screen, STEP, KEYS)
        opened = []
        for _ in range(20):
            screen.answer(b"\r")
            screen.settle(0.1)
            opened.append(screen.answer(b"\x1b")[0] * 1000)
            screen.settle(0.05)
        stop(screen)
    theirs = None
    if shutil.which("btop"):
        with other(["btop"], COLUMNS, ROWS) as btop:
            btop.settle(0.5)
            theirs = typed(btop, (b"\x1b[B", b"\x1b[A"), 100)
    yield figure("console-keys.p50", "key to first byte, nothing arrives, p50", "ms", [statistics.median(spent)], "btop, p50",
                 theirs and [statistics.median(theirs[0])], Bar(1, 0.5), spread=(min(spent), max(spent)))
    yield figure("console-keys.p99", "the same, p99", "ms", [part(spent, 0.99)], "btop, p99", theirs and [part(theirs[0], 0.99)], Bar(5, 2))
    yield figure("console-keys.bytes", "bytes of moving the cursor", "B", sizes, "btop", theirs and theirs[1], Bar(150, 100),
                 spread=(part(sizes, 0.05), part(sizes, 0.95)))
    yield figure("console-keys.escape", "Esc to first byte", "ms", opened, bar=Bar(30, 27))


def ingest(bench):
    """The file of W1 goes through: how soon keys answer, and what drawing costs the file."""
    folder, _ = bench.data("w1", 1, 2_000_000, 11)
    name, spent, took = os.listdir(folder)[0], [], {"headless": [], "drawn": [], "stalled": [], "typed": []}
    for _ in range(3):
        for kind, times in took.items():
            station = filled(bench)                  # the same for all: a filled database takes a file more slowly
            times.append(loaded(station, folder, name, kind, spent))
            stations.remove(station)
    yield figure("console-ingest.p50", "key to first byte while W1 loads, p50", "ms", [statistics.median(spent)])
    yield figure("console-ingest.p99", "the same, p99", "ms", [part(spent, 0.99)], bar=Bar(20, 10))
    yield Figure("console-ingest.drawn", "W1 from its rename until visible, under a console at 120×40", "s", took["drawn"], "headless",
                 took["headless"], Bar(0.95, 0.98, of_ratio=True), more_is_better=False)
    yield Figure("console-ingest.stalled", "W1 under a terminal that takes nothing", "s", took["stalled"], "headless",
                 took["headless"], Bar(0.95, 0.98, of_ratio=True), more_is_better=False)


def held(bench):
    """100 000 held records: filtering them with every key, and what it takes to hold them in view."""
    folder, expected = bench.data("held", HELD[0], HELD[1], 31, bad=HELD[2])
    station = fresh(bench)
    files = [f"{folder}/{name}" for name in sorted(os.listdir(folder))]
    check.same("exit status", run([stations.binary(), "--station", station, "ingest", *files]).status, 1)
    spent, groups = [], []
    with owner(bench, station), console(["attach"], station) as screen, Settled(screen, "held"):
        before = memory(screen.pid)
        screen.answer(b"4")
        screen.answer(b"z")
        screen.settle(0.5)
        for round_number in range(10):
            screen.answer(b"/")
            for letter in b"mood":
                begin = time.monotonic()
                screen.send(bytes([letter]))
                # The prompt changes at once, rows and count with the answer: the last byte is that of the answer.
                spent.append((screen.settle(0.15)[1] - begin) * 1000)
            screen.answer(b"\x15")
            screen.answer(b"\x1b")
            screen.settle(0.1)
        after = memory(screen.pid)
        stop(screen)
    check.same("held records", expected["bad"] >= 99_000, True)
    yield figure("console-held.filter", "a key of a filter over 100 000 held records until their count", "ms", spent, bar=Bar(50, 20),
                 spread=(min(spent), part(spent, 0.99)))
    yield figure("console-held.memory", "memory of a console with 100 000 held records", "MiB", [after / 1024], "at its start",
                 [before / 1024], Bar(25, 20))


# A frame that shows only another second has at most so many bytes.
CLOCK_BYTES = 60


def million(bench):
    """A million held records: what a page, a filter, an order and groups of them take, once they are in memory."""
    folder, expected = bench.data("million", MILLION[0], max(1000, int(MILLION[1] * bench.scale)), 31, bad=MILLION[2])
    station = fresh(bench)
    files = [f"{folder}/{name}" for name in sorted(os.listdir(folder))]
    check.same("exit status", run([stations.binary(), "--station", station, "ingest", *files]).status, 1)
    spent = {name: [] for name in ("filter", "page", "sort", "groups")}
    with owner(bench, station), console(["attach"], station) as screen, Settled(screen, "held"):
        def pressed(kind, keys):
            """From a key until the last byte of its picture. One as short as that of a new second counts where no other comes."""
            begin, times, short = time.monotonic(), [], []
            screen.send(keys)
            while (rest := begin + 0.8 - time.monotonic()) > 0:
                if size := len(screen.read(rest)):
                    (times if size > CLOCK_BYTES else short).append(time.monotonic() - begin)
            spent[kind].append((times or short[:1] or [0.8])[-1] * 1000)
        screen.answer(b"4")
        screen.answer(b"z")
        screen.frames(5)                             # until all that is held has been read
        for word in (b"mood", b"n/a", b"12", b">5", b"!range"):
            screen.answer(b"/")
            for letter in word:
                pressed("filter", bytes([letter]))
            screen.answer(b"\r")
            pressed("page", b"G")
            pressed("page", b"g")
            screen.send(b"/\x15\r")
            screen.settle(0.2)
        for _ in range(8):
            pressed("sort", b"s")
        for _ in range(12):
            pressed("groups", b"f")
        after = memory(screen.pid)
        stop(screen)
    check.same("held records", expected["bad"] >= 990_000 * min(1, bench.scale), True)
    for name, title in (("filter", "a key of a filter over a million held records"), ("page", "its last page, and its first"),
                        ("sort", "sorting them by another column"), ("groups", "grouping them otherwise")):
        yield figure(f"console-million.{name}", title, "ms", spent[name], bar=Bar(100, 50), spread=(min(spent[name]), max(spent[name])))
    yield figure("console-million.memory", "memory of a console with a million held records", "MiB", [after / 1024])


def sizes(bench):
    """Resizing: how long a new size takes until its last byte, and 1 000 random sizes."""
    station = filled(bench)
    with console([], station, keep=False) as screen, Settled(screen):
        chance, spent = random.Random(7), []
        for number in range(60):
            screen.resize(*((120, 40) if number % 2 else (200, 60)))
            begin = time.monotonic()
            spent.append((screen.settle(0.03)[1] - begin) * 1000)
        for _ in range(1000):
            screen.resize(chance.randint(1, 500), chance.randint(1, 200))
            screen.read(0.004)
        screen.keep = True
        screen.resize(COLUMNS, ROWS)
        screen.until("RUNNING", after=len(screen.received))
        stop(screen)
    yield figure("console-sizes.resize", "new size until the last byte of the new screen, 120×40 and 200×60", "ms", spent, bar=Bar(20, 10),
                 spread=(min(spent), part(spent, 0.99)))


def figure(key, title, unit, samples, reference="", theirs=None, bar=None, spread=None):
    """A figure of which less is better; without the reference when that is not installed."""
    return Figure(key, title, unit, samples, reference if theirs else "", theirs or [], bar, more_is_better=False, spread=spread)


def fresh(bench):
    """An empty station."""
    return stations.make(tempfile.mkdtemp(prefix="station-", dir=bench.base))


def filled(bench):
    """A station with 20 000 held records of a million."""
    folder, _ = bench.data("growth", 1, 1_000_000, 21)
    station = fresh(bench)
    check.same("exit status", run([stations.binary(), "--station", station, "ingest", f"{folder}/s000000.csv"]).status, 1)
    return station


def variables():
    """A terminal of 256 colours in UTF-8, whatever ours is."""
    return stations.environment(TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="UTC")


def console(words, station, columns=COLUMNS, rows=ROWS, keep=True):
    return Terminal([stations.binary(), "--station", station, *words], columns, rows, variables(), keep)


def other(command, columns, rows):
    return Terminal(command, columns, rows, variables())


def stop(screen):
    """Ends a console, which must end well."""
    os.kill(screen.pid, signal.SIGTERM)
    check.same("exit status of the console", screen.end(), 0)


class Settled(contextlib.AbstractContextManager):
    """A console that has shown what there is and has nothing more to say."""

    def __init__(self, screen, *texts):
        keep, screen.keep = screen.keep, True
        screen.until("RUNNING", *texts)
        screen.keep = keep
        screen.frames(1.5)

    def __exit__(self, *_):
        return None


@contextlib.contextmanager
def owner(bench, station=None):
    """A headless instance: its station and its process."""
    station = station or fresh(bench)
    child = subprocess.Popen([stations.binary(), "--station", station, "--headless"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=stations.environment())
    try:
        waiting(lambda: os.path.exists(f"{station}/logs/status.json"), "the instance")
        time.sleep(0.5)
        yield station, child.pid
    finally:
        child.send_signal(signal.SIGTERM)
        status = child.wait(30)
    check.same("exit status of the instance", status, 0)


def watched(screen, seconds=None):
    """Percent of a processor, wake-ups a second and bytes a second of a program that is left alone."""
    time.sleep(1)
    usage, before = screen.usage(), screen.count
    end = time.monotonic() + (seconds or IDLE)
    while time.monotonic() < end:
        screen.read(0.25)
        usage.look()
    seconds, cpu, wakes = usage.so_far()
    return cpu, wakes, (screen.count - before) / seconds


def beside(command):
    with other(command, COLUMNS, ROWS) as screen:
        screen.frames(3)
        return watched(screen, IDLE / 2)


def first_frame(command):
    """Milliseconds until the last byte of the first burst of a program."""
    with other(command, COLUMNS, ROWS) as screen:
        screen.read(5)
        return (screen.settle(0.1)[1] - screen.began) * 1000


def typed(screen, choices, count):
    """Keys at no beat: milliseconds until the first byte of each, and the bytes of each answer."""
    chance, spent, sizes = random.Random(5), [], []
    for number in range(count):
        time.sleep(chance.uniform(0.01, 0.04))
        screen.settle(0.002)
        try:
            seconds, size = screen.answer(choices[number % len(choices)], seconds=2)
        except Silent:
            raise WrongResult(f"key {number} was not answered within 2 s")
        spent.append(seconds * 1000)
        sizes.append(size)
    return spent, sizes


def loaded(station, folder, name, kind, spent):
    """Seconds from the rename of a file into an inbox until its ledger row is visible."""
    words = ["--headless"] if kind == "headless" else []
    with console(words, station, keep=True) as screen:
        waiting(lambda: os.path.exists(f"{station}/logs/status.json"), "the instance")
        if words:
            time.sleep(1)
        else:
            Settled(screen)
            screen.answer(b"4" if kind == "typed" else b"\x0c")
        with check.read_only(station) as db:
            begin = time.monotonic()
            drop(station, folder, name, "load.csv")
            number, chance = 0, random.Random(3)
            while not known(db, "load.csv"):
                if kind == "typed":
                    time.sleep(chance.uniform(0.005, 0.02))
                    screen.settle(0.001)
                    spent.append(screen.answer(STEP[number % 2], seconds=2)[0] * 1000)
                    number += 1
                elif kind != "stalled":
                    screen.read(0.02)
                else:
                    time.sleep(0.02)
                    screen.send(b"\x0c")             # paints everything; nobody reads it
                if time.monotonic() > begin + 120:
                    raise WrongResult("the file was not loaded within two minutes")
            took = time.monotonic() - begin
        stop(screen)
    return took
