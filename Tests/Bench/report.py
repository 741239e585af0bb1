"""Figures: what was measured beside what, as JSON lines, as a table and as the page of the documentation."""
import dataclasses
import json
import os
import platform
import re
import statistics
import subprocess
import time

from runs import stations

PAGE = os.path.join(stations.ROOT, "Sources/SluiceApp/SluiceApp.docc/Performance.md")
BEGIN, END = "<!-- {}: written by `make bench-page` -->", "<!-- end of {} -->"


@dataclasses.dataclass(frozen=True)
class Bar:
    """What is promised and what is hoped for: of the value, or of its ratio to the reference."""
    limit: float
    moonshot: float
    of_ratio: bool = False


@dataclasses.dataclass
class Figure:
    """One figure of sluice beside one reference measured in the same run.

    `samples` are medians' raw material, or the one value; `spread` replaces their minimum and maximum.
    A ratio above 1 means that sluice is better, whether more or less is better.
    """
    key: str
    title: str
    unit: str
    samples: list
    reference: str = ""
    reference_samples: list = dataclasses.field(default_factory=list)
    bar: Bar = None
    more_is_better: bool = True
    spread: tuple = None

    @property
    def value(self):
        return statistics.median(self.samples)

    @property
    def reference_value(self):
        return statistics.median(self.reference_samples) if self.reference_samples else None

    @property
    def ratio(self):
        if not self.reference_value or not self.value:
            return None
        ratio = self.value / self.reference_value
        return ratio if self.more_is_better else 1 / ratio

    @property
    def verdict(self):
        """Where the figure stands: "moonshot", "bar", "below", or nothing without a bar."""
        found = self.ratio if self.bar and self.bar.of_ratio else self.value
        if not self.bar or found is None:
            return ""
        more = self.bar.of_ratio or self.more_is_better
        reached = [found >= limit if more else found <= limit for limit in (self.bar.limit, self.bar.moonshot)]
        return "moonshot" if reached[1] else "bar" if reached[0] else "below"

    def line(self):
        """The figure as an object of JSON."""
        low, high = self.spread or (min(self.samples), max(self.samples))
        bar = {"bar": self.bar.limit, "moonshot": self.bar.moonshot, "of_ratio": self.bar.of_ratio} if self.bar else {}
        return {"key": self.key, "title": self.title, "unit": self.unit, "value": self.value, "low": low, "high": high,
                "runs": len(self.samples), "more_is_better": self.more_is_better, "reference": self.reference,
                "reference_value": self.reference_value, "ratio": self.ratio, **bar, "verdict": self.verdict}


def commit():
    """The commit that is measured; a program given by $SLUICE is of an unknown one."""
    if os.environ.get("SLUICE"):
        return "given program"
    git = ["git", "-C", stations.ROOT]
    name = subprocess.run([*git, "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True).stdout.strip()
    changed = subprocess.run([*git, "status", "--porcelain", "Sources"], capture_output=True, text=True).stdout
    return (name or "unknown") + (" with changes" if changed else "")


def machine():
    """The class of the machine: processors and memory."""
    with open("/proc/cpuinfo") as stream:
        model = re.search(r"model name\s*: (.*)", stream.read())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores {model.group(1) if model else platform.machine()}, {memory:.0f} GiB"


class Journal:
    """The figures of all runs, one JSON line each, appended as they are measured."""

    def __init__(self, path):
        self.path = path
        self.common = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "commit": commit(), "machine": machine()}

    def append(self, figure):
        line = {**self.common, **figure.line()}
        with open(self.path, "a") as stream:
            print(json.dumps(line), file=stream)
        return line

    def newest(self, belongs):
        """The newest line of every figure that belongs to a table; its row says of which commit it is."""
        if not os.path.exists(self.path):
            raise SystemExit("nothing was measured: make bench")
        with open(self.path) as stream:
            lines = [line for line in map(json.loads, stream) if belongs(line)]
        return list({line["key"]: line for line in lines}.values())


def number(value):
    if value is None:
        return ""
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 20 else f"{value:.2f}"
    return text.replace(",", " ")


def cells(line):
    """A figure as the cells of the table."""
    bar = ""
    if "bar" in line:
        sign = "≥" if line["of_ratio"] or line["more_is_better"] else "≤"
        mark = "×" if line["of_ratio"] else ""
        bar = f"{sign} {line['bar']:,}{mark} · {line['moonshot']:,}{mark}".replace(",", " ")
    reference = f"{line['reference']}: {number(line['reference_value'])}" if line["reference_value"] else line["reference"]
    spread = f"{number(line['low'])}–{number(line['high'])}" if line["low"] != line["high"] else ""
    return [line["title"], f"{number(line['value'])} {line['unit']}", spread, reference,
            f"{line['ratio']:.2f}×" if line["ratio"] else "", bar, line["verdict"]]


HEAD = ["figure", "sluice", "lowest–highest", "reference", "ratio", "bar · moonshot", "reached"]


def table(lines):
    """For people at a terminal."""
    rows = [HEAD, *map(cells, lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def markdown(lines, earlier):
    """For the page: the table, with the rows of earlier runs that these lines do not replace, each with its day and commit."""
    rows = {(row[0], row[3].split(":")[0]): row for row in earlier}
    for line in lines:
        row = [*cells(line), f"{line['time'][:10]}, {line['commit']}"]
        rows[row[0], row[3].split(":")[0]] = row
    table = [[*HEAD, "measured"], ["---"] * (len(HEAD) + 1), *rows.values()]
    machines = "; ".join(sorted({line["machine"] for line in lines}))
    return "\n".join([f"Measured last on {machines}.", "", *("| " + " | ".join(row) + " |" for row in table)])


def write_page(name, lines):
    """Puts lines into the table between its marks on the page; the rows of other figures stay, and all when nothing was measured."""
    if not lines:
        return
    begin, end = BEGIN.format(name), END.format(name)
    with open(PAGE) as stream:
        before, rest = stream.read().split(begin)
    old, after = rest.split(end)
    earlier = [[cell.strip() for cell in line[1:-1].split("|")] for line in old.splitlines() if line.startswith("| ")][2:]
    with open(PAGE, "w") as stream:
        stream.write(f"{before}{begin}\n\n{markdown(lines, earlier)}\n\n{end}{after}")
