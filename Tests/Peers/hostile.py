#!/usr/bin/env python3
"""Several hundred odd and hostile files for an inbox, the same for the same seed.

    hostile.py OUT [--seed N] [--mutants N] [--big]

Writes them into the directory OUT and a manifest OUT.manifest.json: for each name (hex of its bytes)
the kind, the SHA-256 of the content and whether rule 1 of the record rules lets it be ingested.
"""
import argparse
import hashlib
import json
import os
import random
import socket
import sys
from dataclasses import dataclass

COLUMNS = ("timestamp location_id temperature_celsius humidity_percent air_quality_index noise_level_db"
           " lighting_lux crowd_density stress_level sleep_hours mood_score mental_health_status").split()
HEADER = ",".join(COLUMNS).encode()

NUMBERS = """0 -0 +0 00 007 1. .5 -.5 +.5 . - + 1.2.3 1e1 1E1 1e+1 1e-1 1e 1e+ e1 1e1.0 0x10 0b1 1_0 1,0 nan NaN inf -inf
Infinity 1e400 -1e400 1e-400 4.9e-324 2.4703282292062328e-324 2.2250738585072011e-308 0e999999999 1e-999999999 NA null None n/a
- -- 12% 12C $5 １２ ٣ 1e00000000001 0.1 0.3 0.30000000000000004 59.99999999999999999 60 60.0 60.000000000000001 61 -50 -50.0
-50.0001 5 5.0 5.0000000000000001 5.1 45.0 45.5 4.5e1 450e-1 0.045e3 45.00000000000000000000000000001 1e2 100 100.0 101 1000 1e3
9007199254740993 123456789012345678901234567890e-28 0.000000000000000000000000000000000012345678901234567890 17.9769313486231570e0
24.32818438381468 8.41 3.5e0 1.7976931348623157e308 00000000000000000000000000000000000000000000000000001.5 +1 +1.0 1e0001 1E-0
9.5367431640625e-7 72057594037927945e-15 7.2057594037927945e1 true 1/2 0,5 ½ 1\u00a0 \u22125""".split()

TIMES = """2024-02-29|08:00:00 2023-02-29|08:00:00 1900-02-29|00:00:00 2000-02-29|00:00:00 2024-02-30|00:00:00 2024-04-31|01:00:00
2024-13-01|00:00:00 2024-00-10|00:00:00 2024-01-00|00:00:00 2024-01-32|00:00:00 2024-05-01|24:00:00 2024-05-01|23:60:00
2024-05-01|23:59:60 2024-05-01|23:59:59 2024-05-01|08:00 2024-05-01|08 2024-05-01| 2024-5-1|8:00:00 0001-01-01|00:00:00
0000-01-01|00:00:00 9999-12-31|23:59:59 10000-01-01|00:00:00 1969-12-31|23:59:59 1969-12-31|23:59:59.5 1970-01-01|00:00:00
1582-10-10|00:00:00 2024-05-01|08:00:00. 2024-05-01|08:00:00.1 2024-05-01|08:00:00.123 2024-05-01|08:00:00.123456789
2024-05-01|08:00:00.1234567890 2024-05-01|08:00:00,5 2024-05-01|08:00:00.000 2024-05-01|08:00:00.10 2024-05-01|08:00:00Z
2024-05-01|08:00:00z 2024-05-01|08:00:00.5Z 2024-05-01|08:00:00+02:00 2024-05-01|08:00:00-02:00 2024-05-01|08:00:00+0200
2024-05-01|08:00:00+02 2024-05-01|00:30:00+02:00 2024-02-29|23:30:00-01:00 2024-05-01|08:00:00+05:45 2024-05-01|08:00:00.25-03:30
2024-05-01|08:00:00+24:00 2024-05-01|08:00:00+02:60 2024-05-01|08:00:00-00:00 2024-05-01|08:00:00+ 2024-05-01|08:00:00Z+01:00
2024-03-31|02:30:00 2024-10-27|02:30:00 2024/05/01|08:00:00 01.05.2024|08:00:00 2024-05-01|8:00:00 2024-05-01|08:00:00|Z
+2024-05-01|08:00:00 -024-05-01|08:00:00 2024-05-01|-8:00:00 ２０２４-05-01|08:00:00 not|a|time 0001-01-01|00:00:00+01:00
9999-12-31|23:59:59-01:00 2024-05-01||08:00:00 2024-05-01|08:00:00.5.5 2024-05-01|08:00:00.-1 1714550400 2024-W18-3|08:00:00""".split()


@dataclass
class Drop:
    """One thing dropped into the inbox; `content` is bytes, or the target of a symlink."""
    name: bytes
    content: bytes = b""
    kind: str = "file"

    @property
    def ingestable(self):
        return (self.kind == "file" and self.name[-4:].lower() == b".csv"
                and not self.name.startswith(b"."))


class Maker:
    """Makes rows and files; every good row has its own time, so that contents differ."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.second = 0
        self.drops = []

    def cells(self, **changes):
        self.second += 1
        r, s = self.random, self.second
        values = dict(zip(COLUMNS, [
            "2024-05-%02d %02d:%02d:%02d" % (1 + s // 86400, s // 3600 % 24, s // 60 % 60, s % 60),
            str(101 + r.randrange(5)), repr(15 + 15 * r.random()), repr(30 + 40 * r.random()),
            str(r.randrange(200)), repr(40 + 30 * r.random()), repr(100 + 400 * r.random()),
            str(r.randrange(100)), str(r.randrange(80)), "%.2f" % (3 + 6 * r.random()),
            "%.1f" % (5 * r.random()), str(r.randrange(2))]))
        values.update(changes)
        return [v if isinstance(v, bytes) else v.encode() for v in values.values()]

    def row(self, **changes):
        return b",".join(self.cells(**changes))

    def rows(self, count):
        return [self.row() for _ in range(count)]

    def add(self, name, content, kind="file"):
        name = name if isinstance(name, bytes) else name.encode()
        self.drops.append(Drop(name, content, kind))

    def table(self, name, rows, header=HEADER, eol=b"\n", last=True, before=b""):
        """A file of a header and rows between two good rows of its own."""
        lines = [header, self.row(), *rows, self.row()]
        self.add(name, before + eol.join(lines) + (eol if last else b""))


def encodings(m):
    m.table("bom.csv", m.rows(3), before=b"\xef\xbb\xbf")
    m.table("bom_twice.csv", m.rows(3), before=b"\xef\xbb\xbf" * 2)
    m.table("bom_blank_lines.csv", m.rows(3), before=b"\xef\xbb\xbf\n\r\n")
    m.add("bom_only.csv", b"\xef\xbb\xbf")
    m.add("bom_quoted_header.csv", b'\xef\xbb\xbf"timestamp"' + HEADER[9:] + b"\n" + m.row())
    text = (HEADER + b"\n" + m.row() + b"\n").decode()
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"):
        m.add(f"{codec}.csv", text.encode(codec))
    m.add("utf-16-be-bom.csv", b"\xfe\xff" + text.encode("utf-16-be"))
    m.add("utf-32-be-bom.csv", b"\0\0\xfe\xff" + text.encode("utf-32-be"))
    m.table("nul_header.csv", m.rows(1), header=HEADER.replace(b"mood", b"mo\0d"))
    m.table("nul_extra_header.csv", m.rows(1), header=HEADER + b",\0")
    m.table("nul_cells.csv", [m.row(location_id=b"10\x001"), m.row(mood_score=b"1\0"), m.row(timestamp=b"\0")])
    bad = [b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x82", b"\x80", b"K\xfcche",
           b"\xf0\x82\x82\xac", b"\xfe", b"abc\xe2"]
    m.table("invalid_utf8.csv", [m.row(location_id=x) for x in bad])
    m.table("invalid_utf8_quoted.csv", [m.row(location_id=b'"a,' + x + b'"') for x in bad])
    m.table("invalid_utf8_numbers.csv", [m.row(temperature_celsius=b"2" + x) for x in bad])
    good = ["Küche", "Ku\u0308che", "日本語", "🏫", "\u200b", "\ufeff", "\u202eabc", "\x01", "\x1b[31mred", "\x7f", "\u00a0",
            "a\u0000"[:1], "é", "e\u0301", "ﬁ", "\U0010ffff", "%s%n", "'; DROP TABLE files;--", "=1+1", "@x", "+x", "-x"]
    m.table("locations.csv", [m.row(location_id=x) for x in good])
    m.table("location_padding.csv", [m.row(location_id=x) for x in
            (" 101", "101 ", "\t101\t", " \t 1 0 1 \t ", " ", "\t", "", '""', '" "', '" 101 "', '"\t"', "\u3000x", "x\r")])
    m.table("latin1_extra_header.csv", [], header=HEADER)
    m.add("latin1_extra_column.csv", HEADER + b",K\xfcche\n" + m.row() + b",1\n" + m.row() + b",\xfc\n")


def line_ends(m):
    for count in (1, 2, 5):
        m.table(f"crlf_{count}.csv", m.rows(count), eol=b"\r\n")
        m.table(f"no_newline_{count}.csv", m.rows(count), last=False)
        m.table(f"crlf_no_newline_{count}.csv", m.rows(count), eol=b"\r\n", last=False)
        m.table(f"lone_cr_{count}.csv", m.rows(count), eol=b"\r")
    m.add("mixed_ends.csv", HEADER + b"\r\n" + m.row() + b"\n" + m.row() + b"\r\n\r\n\n" + m.row() + b"\n\n")
    m.add("ends_in_cr.csv", HEADER + b"\n" + m.row() + b"\n" + m.row() + b"\r")
    m.add("ends_in_only_cr.csv", HEADER + b"\n" + m.row() + b"\n\r")
    m.add("crcrlf.csv", HEADER + b"\n" + m.row() + b"\r\r\n" + m.row() + b"\n")
    m.add("crcrlf_header.csv", HEADER + b"\r\r\n" + m.row() + b"\n")
    m.add("cr_inside.csv", HEADER + b"\n" + m.row(location_id=b"a\rb") + b"\n" + m.row(mood_score=b"1\r") + b"\n")
    m.add("empty.csv", b"")
    m.add("newlines.csv", b"\n\r\n\n")
    m.add("one_newline.csv", b"\n")
    m.add("one_cr.csv", b"\r")
    m.add("blanks.csv", b"   \n")
    m.add("header_only.csv", HEADER + b"\n")
    m.add("header_only_crlf.csv", HEADER + b"\r\n")
    m.add("header_only_no_newline.csv", HEADER)
    m.add("header_and_blank_lines.csv", b"\n\n" + HEADER + b"\n\n\r\n\n")
    m.add("blank_before_header.csv", b"\n\r\n" + HEADER + b"\n" + m.row() + b"\n")
    m.add("blanks_before_header.csv", b"  \n" + HEADER + b"\n" + m.row() + b"\n")
    m.add("blank_lines_inside.csv", HEADER + b"\n\n" + m.row() + b"\n\n\n" + m.row() + b"\n   \n\t\n" + m.row())
    m.add("commas.csv", HEADER + b"\n" + b"," * 11 + b"\n" + b",\n" + m.row() + b"\n" + b" , " * 11 + b"\n")
    body = [HEADER, *m.rows(6)]
    m.add("twin_lf.csv", b"\n".join(body) + b"\n")
    m.add("twin_crlf.csv", b"\r\n".join(body) + b"\r\n")
    m.add("twin_short.csv", b"\n".join(body))
    m.add("twin_again.csv", b"\n".join(body) + b"\n")
    m.add("twin_third.CSV", b"\n".join(body) + b"\n")
    rejected = b"a,b\n1,2\n"
    m.add("rejected_one.csv", rejected)
    m.add("rejected_two.csv", rejected)


def headers(m):
    names = HEADER.split(b",")
    for index, name in enumerate(names):
        without = b",".join(n for n in names if n != name)
        cells = m.cells()
        del cells[index]
        m.add(f"without_{name.decode()}.csv", without + b"\n" + b",".join(cells) + b"\n")
    both = [n for n in names if n not in (b"humidity_percent", b"air_quality_index")]
    cells = m.cells()
    m.add("without_optional.csv", b",".join(both) + b"\n" + b",".join(cells[:3] + cells[5:]) + b"\n")
    for turn in range(4):
        order = list(range(12))
        m.random.shuffle(order)
        rows = [m.cells() for _ in range(4)] + [m.cells(mood_score="-1", stress_level="x")]
        lines = [[names[i] for i in order]] + [[row[i] for i in order] for row in rows]
        m.add(f"permuted_{turn}.csv", b"\n".join(b",".join(line) for line in lines) + b"\n")
    spellings = {
        "upper": HEADER.upper(), "blanks": HEADER.replace(b"_", b" "), "dashes": HEADER.replace(b"_", b"-"),
        "title": HEADER.replace(b"_", b" ").title(), "dots": HEADER.replace(b"_", b"."), "runs": HEADER.replace(b"_", b" - "),
        "padded": HEADER.replace(b",", b" ,\t "), "quoted": b'"' + HEADER.replace(b",", b'","') + b'"',
        "doubled_underscore": HEADER.replace(b"_", b"__"), "slash": HEADER.replace(b"_", b"/"),
    }
    for kind, header in spellings.items():
        m.table(f"header_{kind}.csv", m.rows(1), header=header)
    m.table("header_camel.csv", m.rows(1), header=b"Timestamp,LocationId" + HEADER[21:])
    m.table("header_twice.csv", m.rows(1), header=HEADER + b",mood_score")
    m.table("header_twice_spelled.csv", m.rows(1), header=HEADER + b",Mood Score")
    m.table("header_twice_extra.csv", m.rows(1), header=HEADER + b",note,note")
    m.table("header_semicolons.csv", m.rows(1), header=HEADER.replace(b",", b";"))
    m.table("header_stray_quote.csv", m.rows(1), header=HEADER.replace(b"mood", b'mo"od'))
    m.add("header_open_quote.csv", b'"' + HEADER + b"\n" + m.row() + b"\n")
    m.add("header_newline.csv", b'"timestamp\n"' + HEADER[9:] + b"\n" + m.row() + b"\n")
    m.add("header_missing.csv", m.row() + b"\n" + m.row() + b"\n")
    m.add("header_repeated.csv", HEADER + b"\n" + m.row() + b"\n" + HEADER + b"\n" + m.row() + b"\n")
    m.add("extra_columns.csv", b"id," + HEADER + b",note,N\xc3\xb6te\n"
          + b"".join(b'%d,' % i + m.row() + b',"a,b",\n' for i in range(5)))
    m.add("extra_column_bad_cells.csv", HEADER + b",note\n" + m.row() + b",\xff\n" + m.row() + b",\0\n"
          + m.row() + b',x"y\n' + m.row() + b"\n" + m.row() + b",fine\n")
    m.add("extra_column_first.csv", b"x," + HEADER + b"\n1," + m.row(mood_score="9") + b"\n2," + m.row() + b"\n")
    for count in (1012, 1013, 5000):
        extra = b"".join(b",x%d" % i for i in range(count))
        m.add(f"columns_{12 + count}.csv", HEADER + extra + b"\n" + m.row() + b"," * count + b"\n")
    m.add("many_fields.csv", HEADER + b"\n" + b"1," * 3000 + b"\n" + m.row() + b"\n")
    m.add("other_table.csv", b"sensor;value\n1;2\n")
    m.add("html.csv", b"<!DOCTYPE html>\n<html><body>404</body></html>\n")
    m.add("gzip.csv", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + bytes(range(256)))
    m.add("random_bytes.csv", m.random.randbytes(4000))
    m.add("zeros.csv", bytes(5000))


def quoting(m):
    n = b"\n"
    cases = {
        "all": [b",".join(b'"' + c + b'"' for c in m.cells()) for _ in range(3)],
        "comma": [m.row(location_id='"Hall, 101"')], "doubled": [m.row(location_id='"Lab ""7"""')],
        "only_quote": [m.row(location_id='""""')], "empty_quotes": [m.row(location_id='""'), m.row(humidity_percent='""')],
        "newline": [m.row(location_id='"a\nb"'), m.row(location_id='"a\r\nb"'), m.row(location_id='"a\n\n\nb"')],
        "newline_then_bad": [m.row(location_id='"a\nb"', mood_score="-1"), m.row(mood_score="-1")],
        "last_field": [m.row(mental_health_status='"1"'), m.row(mental_health_status='"0"') + b"\r"],
        "number": [m.row(mood_score='"2.5"'), m.row(mood_score='" 2.5 "'), m.row(timestamp='"2024-05-01 09:00:00"')],
        "stray": [m.row(location_id='a"b'), m.row(location_id='a"'), m.row(location_id='a""b')],
        "after": [m.row(location_id='"a"b'), m.row(location_id='"a" '), m.row(location_id='"a" "b"')],
        "blank_before": [m.row(location_id=' "a"'), m.row(location_id='\t"a"')],
        "stray_then_quoted_newline": [m.row(location_id='a"b', mood_score='"1\n2"')],
        "after_on_second_line": [m.row(location_id='"a\nb"c'), m.row(location_id='"a\nb\nc" d')],
        "unclosed": [m.row(location_id='"open')], "unclosed_first": [b'"' + m.row()],
        "unclosed_last_cell": [m.row(mental_health_status='"1')],
        "unclosed_cr": [m.row(location_id='"open') + b"\r"],
        "unclosed_twice": [m.row(location_id='"open'), *m.rows(3), m.row(location_id='"open'), *m.rows(2)],
        "unclosed_swallows_quotes": [m.row(location_id='"open'), m.row(location_id='"x"'), m.row(location_id='"y"'), *m.rows(2)],
        "fields_in_quotes": [b'"' + m.row() + b'"'], "single_quotes": [m.row(location_id="'a'")],
        "apostrophe_comma": [m.row(location_id="'a,b'")], "backslash": [m.row(location_id='"a\\"b"'), m.row(location_id="a\\b")],
        "stray_and_bad": [m.row(location_id='a"b', mood_score="99")], "quote_newline_quote": [b'"\n"', b'"\n"\n"'],
    }
    for name, rows in cases.items():
        m.table(f"quote_{name}.csv", rows)
        m.table(f"quote_{name}_crlf.csv", [m.row(), *rows], eol=b"\r\n")
    m.add("quote_open_at_end.csv", HEADER + n + m.row() + n + m.row() + b',"')
    m.add("quote_alone_at_end.csv", HEADER + n + m.row() + n + b'"')
    m.add("quote_closed_at_end.csv", HEADER + n + m.row(mental_health_status='"1"'))
    m.add("quote_closed_cr_at_end.csv", HEADER + n + m.row(mental_health_status='"1"') + b"\r")
    m.add("quote_every_line_open.csv", HEADER + n + n.join(m.row(location_id='"x') for _ in range(101)) + n)
    long_text = b'"' + b"line of text, and more\n" * 2000 + b'"'
    m.table("quote_long_text.csv", [m.row(location_id=long_text), m.row(location_id=b'"' + b"z\n" * 30000 + b'"')])


def cells(m):
    for column in COLUMNS[2:]:
        m.table(f"numbers_{column}.csv", [m.row(**{column: text if "," not in text else f'"{text}"'}) for text in NUMBERS])
    times = [text.replace("|", sep) for text in TIMES for sep in (" ", "T")]
    for turn, part in enumerate((times[::2], times[1::2])):
        m.table(f"times_{turn}.csv", [m.row(timestamp=f'"{text}"' if "," in text else text) for text in part])
    m.table("times_padded.csv", [m.row(timestamp=" 2024-05-01 08:00:00\t"), m.row(timestamp="2024-05-01  08:00:00")])
    for column in COLUMNS:
        texts = ("", " ", "\t ", '""', '"  "')
        m.table(f"empty_{column}.csv", [m.row(**{column: text}) for text in texts])
        m.table(f"padded_{column}.csv", [b",".join(c if name != column else b" \t" + c + b"\t "
                for name, c in zip(COLUMNS, m.cells())) for _ in range(3)])
    ranges = dict(zip(COLUMNS[2:], [(-50, 60), (0, 100), (0, 500), (0, 130), (0, 100000), (0, 1000), (0, 100), (0, 24), (0, 5), (0, 1)]))
    for column, (low, high) in ranges.items():
        texts = [low, high, low - 1, high + 1, f"{low}.0", f"{high}.0", f"{high}.5", f"{low - 1}e0", f"{high * 10}e-1", 1e300, -1e300]
        m.table(f"range_{column}.csv", [m.row(**{column: str(text)}) for text in texts])
    m.table("everything_wrong.csv", [b",".join([b""] * 12), b",".join([b"x"] * 12), b",".join([b"-99999"] * 12),
            m.row(mood_score="9", stress_level="", sleep_hours="a", timestamp="b", location_id="")])
    for count in range(0, 12):
        m.table(f"short_{count}.csv", [b",".join(m.cells()[:count]) or b","])
    m.table("long_records.csv", [m.row() + b"," * i for i in range(1, 6)] + [m.row() + b",x" * 40])
    m.table("short_then_long.csv", [m.row()[:-2], m.row() + b",1", m.row()[:-4], m.row()])
    m.table("nfc_nfd.csv", [m.row(location_id=x) for x in ("Caf\u00e9", "Cafe\u0301") for _ in range(3)])
    m.table("field_64k.csv", [m.row(location_id=b"a" * 65536), m.row(location_id=b"a" * 65537), m.row(location_id=b'"' + b"a" * 70000 + b'"'),
            m.row(mood_score=b"1" * 70000), m.row(mood_score=b"0" * 65000 + b"1"), m.row(location_id=b"a" * 65536, mood_score="9")])
    m.table("long_numbers.csv", [m.row(mood_score="1." + "3" * 5000), m.row(mood_score="0" * 9000 + "1"), m.row(stress_level="1" + "0" * 500 + "e-500"),
            m.row(stress_level="1e" + "0" * 5000 + "1"), m.row(mood_score="1e-" + "9" * 5000), m.row(stress_level="1" + "0" * 5000)])
    m.table("line_2mib.csv", [b"x" * (2 << 20), m.row()])
    m.table("line_2mib_quote.csv", [b'"' + b"x" * (2 << 20), m.row()])
    m.table("line_2mib_commas.csv", [b"," * (2 << 20), m.row()])
    m.table("open_quote_2mib.csv", [m.row(location_id='"open'), *m.rows(20000)])
    for count in (1, 100, 9000):
        rows = [m.row() if i % 7 else m.row(mood_score="-0.5") for i in range(count)]
        m.table(f"rows_{count}.csv", rows)
    m.add("duplicate_rows.csv", HEADER + b"\n" + (m.row() + b"\n") * 50)
    m.add("all_bad.csv", HEADER + b"\n" + b"".join(m.row(mood_score="6") + b"\n" for _ in range(300)))


def names(m):
    good = lambda: HEADER + b"\n" + m.row() + b"\n" + m.row(mood_score="7") + b"\n"
    for name in (b"UPPER.CSV", b"Mixed.CsV", b"two.csv.csv", b"blank name.csv", b" lead.csv", b"-rf.csv", b"--help.csv", b"a%20b.csv",
                 b"%s%n%x.csv", b"new\nline.csv", b"tab\t.csv", b"cr\r.csv", b"esc\x1b[31m.csv", b"\xff\xfe.csv", b"K\xfcche.csv",
                 "Küche.csv".encode(), "Ku\u0308che.csv".encode(), "日本.csv".encode(), b"quote\".csv", b"apos'.csv", b"semi;drop.csv",
                 b"$(id).csv", b"`id`.csv", b"star*.csv", b"back\\slash.csv", b"a" * 251 + b".csv", b"\xe9" * 251 + b".csv",
                 b"%" * 251 + b".csv", b"con.csv", b"x..csv", b"=cmd.csv", b"\x01\x02.csv", b"\x7f.csv", b"b:c.csv", b"&.csv", b"#.csv", b"~.csv"):
        m.add(name, good())
    for name in (b".hidden.csv", b".csv", b"..csv", b"plain.txt", b"nosuffix", b"x.csv.tmp", b"x.csv~", b"x.csv.part", b"x.csvx",
                 b"xcsv", b"x.csv ", b".x.csv.swp", b"x.tsv", b"x.csv.gz", b"x.csv\n"):
        m.add(name, good())
    m.add("directory.csv", b"", "directory")
    m.add("fifo.csv", b"", "fifo")
    m.add("socket.csv", b"", "socket")
    m.add("symlink.csv", b"UPPER.CSV", "symlink")
    m.add("dangling.csv", b"nowhere", "symlink")
    m.add("symlink_out.csv", b"/etc/passwd", "symlink")
    m.add("symlink_loop.csv", b"symlink_loop.csv", "symlink")


def mutants(m, count):
    """Files of good rows with random bytes replaced, deleted, inserted or doubled."""
    spice = [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b" ", b"-", b".", b"e", b"9", b"\r\n", b'""', b'","', b'"\n"', b"T", b"\xc3\xa9"]
    for turn in range(count):
        body = bytearray(b"\n".join(m.rows(12)) + b"\n")
        for _ in range(m.random.randrange(1, 12)):
            at = m.random.randrange(len(body))
            how = m.random.randrange(3)
            body[at:at + (how > 0)] = b"" if how == 2 else m.random.choice(spice)
        m.add(f"mutant_{turn:04d}.csv", HEADER + b"\n" + bytes(body))


def big(m):
    bad = b"\n".join([HEADER, *(m.row(mood_score="-1") for _ in range(100_001))]) + b"\n"
    m.add("big_100001_bad.csv", bad)
    m.add("big_100000_bad.csv", bad[:bad.rindex(b"\n", 0, -1) + 1])
    m.table("big_line_100mib.csv", [b"x" * (100 << 20), m.row()])
    m.table("big_quote_100mib.csv", [m.row(location_id='"open'), b"x" * (100 << 20), m.row()])
    m.table("big_fields_10m.csv", [b"1," * 10_000_000, m.row()])
    m.table("big_300000_rows.csv", m.rows(300_000))
    m.add("big_300000_torn_at_end.csv", b"\n".join([HEADER, *m.rows(300_000)]) + b'\n2024-05-01 08:00:00,"')


def build(seed=1, mutant_count=150, with_big=False):
    """All drops of a seed."""
    m = Maker(seed)
    for part in (encodings, line_ends, headers, quoting, cells, names):
        part(m)
    mutants(m, mutant_count)
    if with_big:
        big(m)
    assert len({drop.name for drop in m.drops}) == len(m.drops), "two drops of one name"
    return m.drops


def write(drops, directory):
    """Makes the drops in an existing directory."""
    base = os.fsencode(directory)
    for drop in drops:
        path = os.path.join(base, drop.name)
        if drop.kind == "directory":
            os.makedirs(path, exist_ok=True)
        elif drop.kind == "fifo":
            os.mkfifo(path)
        elif drop.kind == "symlink":
            os.symlink(drop.content, path)
        elif drop.kind == "socket":
            here = os.getcwd()
            os.chdir(base)                       # a socket's path is short
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(drop.name)
            os.chdir(here)
        else:
            with open(path, "wb") as stream:
                stream.write(drop.content)


def manifest(drops):
    """What was dropped, as compare.py reads it."""
    return [{"name": d.name.hex(), "shown": d.name.decode("utf-8", "replace"), "kind": d.kind, "ingestable": d.ingestable,
             "sha256": hashlib.sha256(d.content).hexdigest() if d.kind == "file" else None} for d in drops]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=150)
    parser.add_argument("--big", action="store_true")
    options = parser.parse_args()
    drops = build(options.seed, options.mutants, options.big)
    os.makedirs(options.out, exist_ok=True)
    write(drops, options.out)
    with open(options.out.rstrip("/") + ".manifest.json", "w") as stream:
        json.dump(manifest(drops), stream, indent=0)
    print(f"{len(drops)} drops, {sum(d.ingestable for d in drops)} of them to be ingested", file=sys.stderr)


if __name__ == "__main__":
    main()
