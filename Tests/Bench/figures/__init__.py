"""The catalog of `make bench`: a group of figures is one file here and one line below.

A group is a function from the Bench to figures, whose keys begin with the name of the group.
"""
from . import checking, console, desk, growth, latency, many_files, throughput

CATALOG = {
    "w1": throughput.one_big_file,
    "w2": throughput.small_files,
    "w3": throughput.middle_files,
    "w4": latency.idle,
    "w4-loading": latency.loading,
    "desk": desk.released,
    "check": checking.validating_only,
    "console-idle": console.idle,
    "console-frames": console.frames,
    "console-start": console.start,
    "console-keys": console.keys,
    "console-ingest": console.ingest,
    "console-held": console.held,
    "console-sizes": console.sizes,
    "console-million": console.million,
    "growth": growth.ten_million_rows,
    "files": many_files.hundred_thousand,
}
LONG = {"growth", "files", "console-million"}                           # `make bench-growth`
SHORT = [name for name in CATALOG if name not in LONG]
TABLES = {                                           # of the page, and which figures are theirs
    "figures": lambda line: not line["key"].startswith("console-"),
    "console figures": lambda line: line["key"].startswith("console-"),
}


def ordered(lines):
    """Figures in the order of the catalog; those of groups that are gone are left out."""
    groups = list(CATALOG)
    known = [line for line in lines if line["key"].split(".")[0] in CATALOG]
    return sorted(known, key=lambda line: groups.index(line["key"].split(".")[0]))
