#!/usr/bin/env python3
"""What a university file must become, written a second time, independently of sluice.

    reference.py FILE...        prints the verdict, the counts and the first held records of each file

`judge(data)` takes the bytes of one file and returns a `Verdict`. Nothing here is shared with the
program, and nothing is fast on purpose except lines without a quote, which are most lines.

Where the rules leave a choice, the choice made here is the one sluice documents:
* a QUOTE fault reduces its record to the physical line it starts on, and reading resumes on the next;
* a quote that is not the first byte of a field is a quote inside an unquoted field;
* a record with the wrong number of fields has no cell findings, except perhaps ENCODING;
* a time whose UTC form leaves the years 0001 to 9999 is a DATE finding.
`Held.must` are the findings that have to be there, `Held.may` those that are allowed besides.
"""
import datetime
import math
import re
import sys
from dataclasses import dataclass, field

RECORD_LIMIT, FIELD_LIMIT, COLUMN_LIMIT, BAD_LIMIT = 1 << 20, 64 << 10, 1024, 100_000
RAW_LIMIT = 64 << 10
BOM = b"\xef\xbb\xbf"

#: The ten numeric fields in table order: name, required, integer, minimum, maximum, aggregated.
NUMERIC = [
    ("temperature_celsius", True, False, -50, 60, True),
    ("humidity_percent", False, False, 0, 100, True),
    ("air_quality_index", False, True, 0, 500, True),
    ("noise_level_db", True, False, 0, 130, True),
    ("lighting_lux", True, False, 0, 100000, True),
    ("crowd_density", True, True, 0, 1000, True),
    ("stress_level", True, True, 0, 100, True),
    ("sleep_hours", True, False, 0, 24, True),
    ("mood_score", True, False, 0, 5, True),
    ("mental_health_status", True, True, 0, 1, False),
]
VALUE_COLUMNS = [n[0] for n in NUMERIC]
METRICS = [n[0] for n in NUMERIC if n[5]]
REQUIRED = {"timestamp", "location_id"} | {n[0] for n in NUMERIC if n[1]}
KNOWN = {"timestamp", "location_id", *VALUE_COLUMNS}
KNOWN_BYTES = {name.encode() for name in KNOWN}

NUMBER = re.compile(rb"([+-]?)(?:([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))(?:[eE]([+-]?[0-9]+))?\Z")
TIME = re.compile(rb"([0-9]{4})-([0-9]{2})-([0-9]{2})[ T]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                  rb"(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))?\Z")
EPOCH = datetime.datetime(1970, 1, 1)


@dataclass
class Held:
    """One record judged bad."""
    line: int
    offset: int
    raw: bytes                                   # cut at RAW_LIMIT
    raw_size: int
    must: set = field(default_factory=set)       # (code, column or None)
    may: set = field(default_factory=set)
    full: bytes = b""                            # the whole record


@dataclass
class Verdict:
    """What becomes of a file; `code` is set when it is rejected as a whole."""
    code: str | None = None
    records: int = 0
    rows: list = field(default_factory=list)     # (line, location, time text, time ms, values)
    held: list = field(default_factory=list)
    header: bytes = b""
    names: list = field(default_factory=list)    # the normalised names of the header

    @property
    def committed(self):
        return self.code is None


@dataclass
class Record:
    """One CSV record; `fault` is None, QUOTE or LENGTH (or both allowed: LENGTH|QUOTE)."""
    line: int
    offset: int
    raw: bytes
    fields: list
    fault: str | None = None


def records(data, start):
    """Yields every record from a byte offset on; empty lines are skipped."""
    at, line, size = start, 1, len(data)
    while at < size:
        end = data.find(b"\n", at)
        physical_end = size if end < 0 else end
        next_line = size if end < 0 else end + 1
        content_end = physical_end
        if end >= 0 and content_end > at and data[content_end - 1] == 13:
            content_end -= 1
        if content_end == at:                    # an empty line is no record
            at, line = next_line, line + 1
            continue
        text = data[at:content_end]
        if 34 not in text:
            too_long = len(text) > RECORD_LIMIT
            cells = [] if too_long else text.split(b",")
            yield Record(line, at, text, cells, "LENGTH" if too_long else None)
            at, line = next_line, line + 1
            continue
        cells, stop, after, fault = quoted_record(data, at)
        if fault:
            if len(text) > RECORD_LIMIT:
                fault = "LENGTH|QUOTE"
            yield Record(line, at, text, [], fault)
            at, line = next_line, line + 1
        else:
            raw = data[at:stop]
            too_long = len(raw) > RECORD_LIMIT
            yield Record(line, at, raw, [] if too_long else cells, "LENGTH" if too_long else None)
            at, line = after, line + data.count(b"\n", at, after)


def quoted_record(data, start):
    """Reads one record with quotes, a byte at a time: (cells, end, start of the next, fault)."""
    cells, at, size = [], start, len(data)
    while True:                                  # one field a turn
        if at < size and data[at] == 34:
            cell, at = bytearray(), at + 1
            while True:
                quote = data.find(b'"', at, start + RECORD_LIMIT)
                if quote < 0:
                    return [], 0, 0, "QUOTE"     # not closed
                cell += data[at:quote]
                at = quote + 1
                if at < size and data[at] == 34:
                    cell.append(34)
                    at += 1
                    continue
                break
        else:
            begin = at
            while at < size and data[at] not in b',"\n':
                at += 1
            if at < size and data[at] == 34:
                return [], 0, 0, "QUOTE"         # a quote inside an unquoted field
            cell = data[begin:at]
            if at < size and data[at] == 10 and cell.endswith(b"\r"):
                cells.append(bytes(cell[:-1]))
                return cells, at - 1, at + 1, None
        cells.append(bytes(cell))
        if at >= size:
            return cells, at, at, None
        if data[at] == 44:
            at += 1
        elif data[at] == 10:
            return cells, at, at + 1, None
        elif data[at:at + 2] == b"\r\n":
            return cells, at, at + 2, None
        else:
            return [], 0, 0, "QUOTE"             # text after a closing quote


def normal_name(cell):
    """A header name as it is compared: lower case, runs of blanks and punctuation one underscore, none at the ends."""
    text = cell.strip(b" \t").decode("utf-8", "surrogateescape").lower()
    return re.sub(r"[\t -/:-@\[-`{-~]+", "_", text).strip("_")


def number(cell, integer):
    """The value of a numeric cell: a float or an int, None when it is none."""
    match = NUMBER.match(cell)
    if not match:
        return None
    value = float(cell)
    if math.isinf(value):
        return None
    if not integer:
        return value
    sign, whole, fraction, bare, exponent = match.groups()
    digits = (whole or b"") + (fraction or b"") + (bare or b"")
    places = len(fraction or b"") + len(bare or b"")
    stripped = digits.lstrip(b"0")
    if not stripped:
        return 0
    exponent = exponent or b"0"
    small = exponent.lstrip(b"+-").lstrip(b"0") or b"0"
    power = (int(small) if len(small) < 10 else 10 ** 9) * (-1 if exponent[:1] == b"-" else 1) - places
    mantissa = stripped.rstrip(b"0")
    power += len(stripped) - len(mantissa)
    if power < 0:
        return None
    if len(mantissa) + power > 400:
        return None
    return int(mantissa) * 10 ** power * (-1 if sign == b"-" else 1)


def time(cell):
    """(text, milliseconds) of a time cell in UTC, None when it is no time."""
    match = TIME.match(cell)
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, sign, off_h, off_m = match.groups()
    try:
        moment = datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second))
        if sign:
            if int(off_h) > 23 or int(off_m) > 59:
                return None
            shift = datetime.timedelta(hours=int(off_h), minutes=int(off_m))
            moment = moment - shift if sign == b"+" else moment + shift
    except (ValueError, OverflowError):
        return None
    since = moment - EPOCH
    millis = (since.days * 86400 + since.seconds) * 1000
    text = "%04d-%02d-%02d %02d:%02d:%02d" % (moment.year, moment.month, moment.day,
                                             moment.hour, moment.minute, moment.second)
    if fraction:
        millis += int((fraction + b"00")[:3])
        text += "." + fraction.decode()
    return text, millis


def is_text(cell):
    """True for UTF-8 without a NUL."""
    if 0 in cell:
        return False
    try:
        cell.decode("utf-8")
        return True
    except UnicodeDecodeError:
        return False


def judge_cells(cells, names, held):
    """Judges the cells of one record; returns its row without the line, or None and fills `held`."""
    row = {}
    for index, cell in enumerate(cells):
        name = names[index] if names[index] in KNOWN else None
        if len(cell) > FIELD_LIMIT:
            held.must.add(("LENGTH", None))
            held.may.add(("NUMBER", name))
            held.may.add(("DATE", name))
            continue
        if not is_text(cell):
            held.must.add(("ENCODING", name))
            held.may.add(("NUMBER", name))
            held.may.add(("DATE", name))
            continue
        if name:
            row[name] = cell.strip(b" \t")
    if any(code == "LENGTH" for code, _ in held.must):
        broken = {c for c in held.must if c[0] == "LENGTH"}
        held.may |= held.must - broken | {(c, n) for c in ("NULL", "NUMBER", "DATE", "RANGE") for n in KNOWN}
        held.must = broken
        return None
    stamp = None
    if "timestamp" in row:
        stamp = time(row["timestamp"])
        if not row["timestamp"]:
            held.must.add(("NULL", "timestamp"))
        elif stamp is None:
            held.must.add(("DATE", "timestamp"))
    if row.get("location_id") == b"":
        held.must.add(("NULL", "location_id"))
    values = []
    for name, required, integer, low, high, _ in NUMERIC:
        cell = row.get(name)
        value = None
        if cell:
            value = number(cell, integer)
            if value is None:
                held.must.add(("NUMBER", name))
            elif not low <= value <= high:
                held.must.add(("RANGE", name))
        elif required and name in row:
            held.must.add(("NULL", name))
        values.append(value)
    if held.must:
        return None
    return row["location_id"], stamp[0], stamp[1], tuple(values)


def judge(data, strict=False):
    """The verdict on the bytes of one file."""
    verdict = Verdict()
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\0\0\xfe\xff":
        return Verdict("FORMAT")
    start = len(BOM) if data.startswith(BOM) else 0
    reader = records(data, start)
    header = next(reader, None)
    if header is None:
        return Verdict("EMPTY")
    if 0 in header.raw:
        return Verdict("FORMAT")
    if header.fault:
        return Verdict("HEADER|LIMIT|FORMAT" if "LENGTH" in header.fault else "HEADER|FORMAT")
    verdict.header = header.raw
    if len(header.fields) > COLUMN_LIMIT:
        return Verdict("LIMIT")
    names = [normal_name(cell) for cell in header.fields]
    if REQUIRED - set(names) or len(set(names)) != len(names):
        return Verdict("HEADER")
    verdict.names = names
    for record in reader:
        verdict.records += 1
        held = Held(record.line, record.offset, record.raw[:RAW_LIMIT], len(record.raw),
                    full=record.raw)
        row = None
        if record.fault and "|" in record.fault:
            held.may |= {(code, None) for code in record.fault.split("|")} | {("ENCODING", None)}
        elif record.fault:
            held.must.add((record.fault, None))
            held.may.add(("ENCODING", None))
        elif len(record.fields) != len(names):
            held.must.add(("FIELDS", None))
            held.may |= {(c, n) for c in ("ENCODING", "LENGTH") for n in [None, *KNOWN]}
        else:
            row = judge_cells(record.fields, names, held)
        if row:
            verdict.rows.append((record.line, *row))
            continue
        verdict.held.append(held)
        if len(verdict.held) > BAD_LIMIT:
            return Verdict("LIMIT")
    if strict and verdict.held:
        return Verdict("STRICT")
    return verdict


def aggregates(rows):
    """(location, metric) -> (count, minimum, maximum, mean, standard deviation), exactly summed."""
    columns = {}
    for _, location, _, _, values in rows:
        for index, name in enumerate(VALUE_COLUMNS):
            if values[index] is not None and name in METRICS:
                columns.setdefault((location, name), []).append(values[index])
    result = {}
    for key, values in columns.items():
        count = len(values)
        mean = math.fsum(values) / count
        spread = math.fsum((value - mean) ** 2 for value in values)
        std = math.sqrt(spread / (count - 1)) if count > 1 else 0.0
        result[key] = (count, min(values), max(values), mean, std)
    return result


def main():
    for path in sys.argv[1:]:
        with open(path, "rb") as stream:
            verdict = judge(stream.read())
        print(f"{path}: {verdict.code or 'committed'}: {verdict.records} records,"
              f" {len(verdict.rows)} stored, {len(verdict.held)} held,"
              f" {len(aggregates(verdict.rows))} aggregates")
        for held in verdict.held[:5]:
            print(f"  line {held.line}, byte {held.offset}: {sorted(held.must | held.may, key=str)}")


if __name__ == "__main__":
    main()
