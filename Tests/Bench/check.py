"""What a station or a rival stored, against what the generator expects; raises WrongResult."""
import collections
import contextlib
import math
import os
import sqlite3

from runs import WrongResult, stations

CLOSE = 1e-9                                         # relative, for means; deviations lose more in some sums
CLOSE_DEVIATION = 1e-6


@contextlib.contextmanager
def read_only(station):
    """A reader of the station's database, closed at the end."""
    db = sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True, isolation_level=None)
    try:
        yield db
    finally:
        db.close()


def same(what, found, wanted):
    if found != wanted:
        raise WrongResult(f"{what}: {found}, expected {wanted}")


def aggregates(found, expected):
    """Compares rows (location, metric, min, max, mean, deviation, count)."""
    wanted = expected["aggregates"]
    same("locations × metrics", len(found), sum(len(metrics) for metrics in wanted.values()))
    for location, metric, low, high, mean, deviation, count in found:
        place = f"{metric} at {location}"
        exact = wanted.get(location, {}).get(metric)
        same(f"count, min, max of {place}", [count, low, high], exact[:3] if exact else None)
        if not (math.isclose(mean, exact[3], rel_tol=CLOSE)
                and math.isclose(deviation, exact[4], rel_tol=CLOSE_DEVIATION, abs_tol=CLOSE_DEVIATION)):
            raise WrongResult(f"{place}: mean {mean}, deviation {deviation}, expected {exact[3:]}")


def added_up(rows):
    """The partial aggregates of files, added up by location and metric; deviations by Chan's formula."""
    sums = {}
    for location, metric, low, high, mean, deviation, count in rows:
        squares = deviation ** 2 * (count - 1)
        if (location, metric) in sums:
            low0, high0, mean0, squares0, count0 = sums[location, metric]
            total, step = count + count0, mean - mean0
            low, high, squares = min(low, low0), max(high, high0), squares + squares0 + step ** 2 * count * count0 / total
            mean, count = mean0 + step * count / total, total
        sums[location, metric] = low, high, mean, squares, count
    return [(*key, low, high, mean, math.sqrt(squares / (count - 1)) if count > 1 else 0.0, count)
            for key, (low, high, mean, squares, count) in sums.items()]


def whole_station(station, expected, thorough):
    """Ledger, rows, quarantine and archive of a station that took one workload; thorough: aggregates too."""
    with read_only(station) as db:
        ledger = db.execute("SELECT count(*), sum(records), sum(stored), sum(quarantined), sum(discarded)"
                            " FROM files WHERE status = 'archived'").fetchone()
        good, bad = expected["good"], expected["bad"]
        same("files, records, stored, held, discarded", ledger,
             (expected["files"], expected["rows"], good, bad, 0))
        same("rows", db.execute("SELECT count(*) FROM raw_sensor_data").fetchone()[0], good)
        same("held records", db.execute("SELECT count(*) FROM quarantine").fetchone()[0], bad)
        if thorough:
            codes = dict(db.execute("SELECT code, count(DISTINCT entry_id) FROM quarantine_findings GROUP BY code"))
            same("codes", codes, dict(expected["faults"]))
            aggregates(added_up(db.execute(
                "SELECT location_id, metric_name, min_value, max_value, avg_value, std_value, count"
                " FROM aggregated_metrics")), expected)
    same("files left in the inbox", [n for n in os.listdir(f"{station}/data") if n.endswith(".csv")], [])
    archived = sum(len(names) for _, _, names in os.walk(f"{station}/data/processed"))
    same("archived files", archived, expected["files"])


def findings(text, expected):
    """The lines of `sluice check`, `file:line:field: CODE: message`, one record counted once."""
    records = {tuple(line.split(":")[:2]) for line in text.splitlines()}
    codes = collections.Counter(line.split(": ")[1] for line in text.splitlines())
    same("records with findings", len(records), expected["bad"])
    same("codes of findings", dict(codes), dict(expected["faults"]))
