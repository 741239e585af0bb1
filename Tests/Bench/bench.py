#!/usr/bin/env python3
"""Measures sluice beside its rivals, in one run and interleaved, after its counts were found exact.

    bench.py [GROUP…] [--runs N] [--rivals NAME,…] [--scale X] [--base DIR] [--json]
    bench.py --page        writes the newest figures into the page of the documentation

Groups are the names of figures/__init__.py; without any, all but the long ones are measured. Each figure
is a JSON line, appended to DIR/figures.jsonl and printed with --json; a table follows otherwise. Figures of
scaled data are not kept, and what they reach means little. Data, stations and rivals lie in DIR, `.build/bench`. The program is $SLUICE, or the release build. A slow figure is no
failure, a wrong count is: exit status 1.
"""
import argparse
import json
import os
import sys

import figures
import report
import workload
from contestants import RIVALS, rivals
from runs import WrongResult, stations


class Bench:
    """What a group of figures is given: its options, the data, the rivals that are there."""

    def __init__(self, options):
        self.base, self.runs, self.scale = os.path.abspath(options.base), options.runs, options.scale
        self.wanted = options.rivals.split(",") if options.rivals is not None else None
        os.makedirs(self.base, exist_ok=True)

    def data(self, name, files, rows, seed, bad=0.02):
        """The folder of a workload and what is expected of it; made when missing. Scaled by --scale."""
        if files > 1:
            files = max(2, int(files * self.scale))
        else:
            rows = int(rows * self.scale)
        folder = f"{self.base}/data/{name}-{files}x{rows}"
        if not os.path.exists(folder + ".json"):
            print(f"making {folder}", file=sys.stderr)
            workload.generate(folder, files, rows, seed=seed, bad=bad)
        with open(folder + ".json") as stream:
            return folder, json.load(stream)

    def rivals(self, *names):
        """The named rivals that are installed and wanted."""
        return rivals(self.base, [name for name in names if self.wanted is None or name in self.wanted])

    def directory(self, name):
        """A fresh directory below the base for one station."""
        path = f"{self.base}/{name}"
        stations.remove(path)
        os.makedirs(path)
        return path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(figures.CATALOG))
    parser.add_argument("--runs", type=int, default=3, help="runs that count, of each contestant")
    parser.add_argument("--rivals", help=f"{', '.join(RIVALS)}; default: those installed")
    parser.add_argument("--scale", type=float, default=1.0, help="of the data, for a quick look")
    parser.add_argument("--base", default=os.path.join(stations.ROOT, ".build/bench"))
    parser.add_argument("--json", action="store_true", help="print JSON lines, no table")
    parser.add_argument("--page", action="store_true", help="measure nothing, write the page")
    options = parser.parse_args()
    unknown = set(options.groups) - set(figures.CATALOG)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(figures.CATALOG)}")
    unknown = set((options.rivals or "").split(",")) - set(RIVALS) - {""}
    if unknown:
        parser.error(f"no such rival: {', '.join(sorted(unknown))}; there are {', '.join(RIVALS)}")
    bench = Bench(options)
    journal = report.Journal(f"{bench.base}/figures.jsonl")
    if options.page:
        for name, belongs in figures.TABLES.items():
            report.write_page(name, figures.ordered(journal.newest(belongs)))
        return
    stations.binary()
    lines = []
    for group in options.groups or figures.SHORT:
        print(f"{group}:", file=sys.stderr)
        try:
            for figure in figures.CATALOG[group](bench):
                lines.append(journal.append(figure) if options.scale == 1 else figure.line())
                if options.json:
                    print(json.dumps(lines[-1]), flush=True)
        except WrongResult as wrong:
            raise SystemExit(f"{group}: wrong result: {wrong}") from wrong
    if not options.json:
        print(report.table(lines))


if __name__ == "__main__":
    main()
