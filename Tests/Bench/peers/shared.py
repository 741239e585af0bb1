"""What the rivals share: the columns, their ranges as SQL, the aggregates as SQL, the end of a run."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "Peers"))
from reference import METRICS, NUMERIC  # noqa: E402

INTEGERS = {name for name, _, integer, _, _, _ in NUMERIC if integer}
VALUES = [entry[0] for entry in NUMERIC]
COLUMNS = ["timestamp", "location_id", *VALUES]


def in_range(name, required, low, high):
    test = f"{name} BETWEEN {low} AND {high}"
    return f"({name} IS NOT NULL AND {test})" if required else f"({name} IS NULL OR {test})"


#: True for a good record whose cells were read with types.
GOOD = " AND ".join(["timestamp IS NOT NULL", "location_id IS NOT NULL",
                     *(in_range(n, q, lo, hi) for n, q, _, lo, hi, _ in NUMERIC)])


def aggregates(table, deviation):
    """A SELECT of (location, metric, min, max, mean, std, count) over a table."""
    wide = ", ".join(f"min({m}) lo{i}, max({m}) hi{i}, avg({m}) mean{i}, {deviation(m)} std{i}, count({m}) n{i}"
                     for i, m in enumerate(METRICS))
    long = " UNION ALL ".join(f"SELECT location_id, '{m}', lo{i}, hi{i}, mean{i}, std{i}, n{i} FROM wide"
                              for i, m in enumerate(METRICS))
    return f"WITH wide AS MATERIALIZED (SELECT location_id, {wide} FROM {table} GROUP BY location_id) {long}"


def remove(path):
    """Takes an old database and its side files away."""
    for suffix in ("", "-wal", "-shm", ".wal", "-journal"):
        if os.path.exists(path + suffix):
            os.unlink(path + suffix)


def answer(good, bad, rows=None):
    """Prints the result of a run: counts, and the aggregates when they were asked for."""
    print(json.dumps({"good": good, "bad": bad, **({"aggregates": rows} if rows else {})}))
