#!/usr/bin/env python3
"""10 000 hostile records under hostile names, looked at on every kind of terminal: no byte of them may act on it.

    hostile_terminal.py [--seed N] [--records N] [--sizes N]

The console is walked through all its lists and drill-downs on a pseudo-terminal. What it writes is taken apart: beside the
sequences that ncurses needs there may be no control character, no C1, no format character, no line separator, no third
combining mark, no invalid UTF-8. Then it gets random sizes and must end well. Exit status 1 when anything is found.
"""
import argparse
import os
import random
import re
import signal
import time
import unicodedata

import station as stations
from hostile import HEADER
from terminal import Terminal

TYPES = ["xterm-256color", "screen-256color", "linux", "vt100", "xterm"]
# What a hostile sequence has and no sequence of the console: a place or a number nobody needs.
MARKS = ["\x1b[6661;6661H", "\x1b]0;owned\x07", "\x1b]52;c;-6661-\x07", "\x1bP6661q\x1b\\", "\x1b_6661\x1b\\", "\x9b6661m", "\x1b[6661m", "\x1bc"]
PARTS = MARKS + ["\0", "\x01", "\x07", "\x08\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x1b", "\x7f", "\x84", "\x85", "\x8d", "\x90", "\x9c", "\x9f",
                 "\u202e", "\u202d", "\u2066", "\u200b", "\u200d", "\u200f", "\ufeff", "\u00ad", "\u2028", "\u2029", "\U000e0001", "\U000e0041",
                 "\u061c", "\u180e", "e" + "\u0301" * 30, "\u0301" * 5, "\u20dd\u20de\u20df\u20e0", "\u0e49" * 9, "\ufffe", "\uffff", "\ufff9x\ufffb",
                 "日本", "🏫", "👨\u200d👩\u200d👧", "\ud7a3", "\u115f\u1160", "\u3164", "\ufe0f", "ﷺ", "x" * 300, "%n%s", "\t\t"]
RAW = [b"\xff", b"\xc3", b"\x80", b"\x9b6661m", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\xc0\xaf"]
# What ncurses and the console itself write: moving, erasing, styles, modes, character sets, keypad, scrolling.
ALLOWED = re.compile(rb"\x1b\[[?>=!]?[0-9;]*[@A-HJKLMPSTXZ`abcdefghlmnpqrstu]|\x1b[()*+][0AB]|\x1b[=>78MDEHc\\]|\x1b\]R|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|[\r\n\x08]")


def hostile_text(r):
    """Bytes of a few parts, odd and ordinary ones in turn."""
    parts = [r.choice(RAW) if r.random() < 0.15 else r.choice(PARTS).encode("utf-8", "surrogatepass") for _ in range(r.randint(1, 4))]
    return b"A".join(parts)


def record(r, number):
    """A record with something hostile in one cell that is bad or names a location."""
    cells = [b"2024-05-%02d %02d:%02d:%02d" % (1 + number // 86400 % 28, number // 3600 % 24, number // 60 % 60, number % 60), b"%d" % (101 + number % 5),
             b"21.5", b"40", b"55", b"42.5", b"300", b"12", b"30", b"7.5", b"3.5", b"0"]
    text = hostile_text(r).replace(b"\n", b"").replace(b"\r", b"").replace(b'"', b"").replace(b",", b"")
    cells[r.randrange(2, 12)] = text
    if r.random() < 0.3:
        cells[1] = hostile_text(r).replace(b"\n", b"").replace(b"\r", b"").replace(b'"', b"").replace(b",", b"")
    return b",".join(cells)


def fill(station, r, records):
    """Takes hostile files into a station; returns how many records it holds."""
    a_file = 100
    for number in range(0, records, a_file):
        rows = [record(r, number + i) for i in range(a_file)]
        name = hostile_text(r).replace(b"/", b"").replace(b"\0", b"").strip(b".")[:150] or b"x"
        with open(os.path.join(os.fsencode(station), b"data", b"%06d" % number + name + b".csv"), "wb") as stream:
            stream.write(b"\n".join([HEADER, *rows]) + b"\n")
    status, errors, _, _ = stations.once(station)
    if status not in (0, 1):
        raise SystemExit(f"exit {status} of the run that fills the station: {errors[-500:]}")


def problems(written, kind, is_ascii):
    """What is wrong with bytes that went to a terminal, each kind once."""
    found = {}
    if not kind.startswith("xterm"):                 # others draw lines by another character set
        written = re.sub(rb"[\x0e\x0f]", b"", written)
    if b"6661" in b"".join(ALLOWED.findall(written)):
        found["a hostile sequence"] = True
    text = ALLOWED.sub(b"\x20", written)
    if is_ascii and any(byte > 0x7E for byte in text):
        found["a byte beyond ASCII"] = text[next(i for i, byte in enumerate(text) if byte > 0x7E):][:20]
    marks = 0
    for place, character in enumerate(text.decode("utf-8", "surrogateescape")):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if category in ("Cc", "Cf", "Zl", "Zp", "Cs") or marks > 2:
            found.setdefault(f"U+{ord(character):04X} {category}" + (" third mark" if marks > 2 else ""), place)
    return found


def keys(screen, *texts):
    for text in texts:
        screen.send(text.encode())
        # Behind an escape character the rest of a sequence is waited for.
        screen.settle(0.032 if text == "\x1b" else 0.004)


def walk(screen, records, opened):
    """All lists from end to end, and every kind of drill-down."""
    keys(screen, "1", "z", *["\x1b[6~"] * 6, "g", "\r", "j", "\r", "\x1b", "\x1b", "z")
    keys(screen, "3", "z", *["\x1b[6~"] * 6, "g", "\r", "l", "h", "m", "\x1b", "z")
    keys(screen, "4", "z", *["\x1b[6~"] * (records // 20 + 5), "G", "g")
    for number in range(opened):
        keys(screen, "\r", *(["\x18", "\x18"] if number % 7 == 0 else []), *(["y"] if number % 50 == 0 else []), "\x1b[D\x1b[D", "\x1b", "j")
    keys(screen, "s", "/", "A", "\r", "n", "\x1b", "x")
    for _ in range(6):
        keys(screen, "f", "j", "\r", "\x1b")
    keys(screen, "\x1b", "\x1b", "z", "5", "z", *["\x1b[5~"] * 10, "\r", "\x1b", "G", "z", "6", "\r", "\x1b", "?", "\x1b", ":", "goto", "\x1b")


def look(station, kind, locale, mono, arguments, r):
    """One console on one kind of terminal: the number of bytes and what is wrong with them."""
    env = stations.environment(TERM=kind, LANG=locale, LC_ALL=locale, TZ="UTC", **({"NO_COLOR": "1"} if mono else {}))
    env.pop("LC_CTYPE", None)
    with Terminal([stations.binary(), "--station", station], 120, 40, env) as screen:
        screen.until("RUNNING")
        is_full = kind == TYPES[0] and locale != "C" and not mono
        walk(screen, arguments.records, min(arguments.records, 10_000 if is_full else 300))
        for _ in range(arguments.sizes if is_full else arguments.sizes // 5):
            screen.resize(r.randint(1, 500), r.randint(1, 200))
            screen.read(0.004)
        screen.resize(120, 40)
        screen.settle(0.2)
        os.kill(screen.pid, signal.SIGTERM)
        status = screen.end()
        found = problems(bytes(screen.received), kind, locale == "C")
        if mono and re.search(rb"\x1b\[[0-9;]*[34]8;5;[0-9;]*m", screen.received):
            found["a colour"] = True
        if status != 0:
            found[f"exit status {status}"] = True
        return screen.count, found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--sizes", type=int, default=1_000)
    arguments = parser.parse_args()
    r, bad = random.Random(arguments.seed), 0
    station = stations.make()
    fill(station, r, arguments.records)
    plans = [(kind, "C.UTF-8", False) for kind in TYPES] + [("xterm-256color", "C", False), ("xterm-256color", "C.UTF-8", True), ("vt100", "C", True)]
    for kind, locale, mono in plans:
        begin = time.monotonic()
        count, found = look(station, kind, locale, mono, arguments, r)
        bad += bool(found)
        print(f"{kind:16} {locale:8} {'NO_COLOR' if mono else '':9} {count:11,} bytes  {time.monotonic() - begin:5.0f} s  {found or 'nothing found'}", flush=True)
    if bad:
        raise SystemExit(f"the station is kept in {station}")
    stations.remove(station)


if __name__ == "__main__":
    main()
