"""W1, W2, W3: the whole job, from files in the inbox to rows, rejects and aggregates in the database."""
from contestants import FixedLoop, Sluice
from report import Bar, Figure
from runs import interleaved

TO_DUCKDB = Bar(1.0, 1.2, of_ratio=True)
TO_SQLITE = Bar(3.0, 4.5, of_ratio=True)
SMALL_FILES = Bar(2.0, 5.0, of_ratio=True)


def one_big_file(bench):
    """W1, with memory and size of the database."""
    done = measured(bench, "w1", 1, 2_000_000, 11, "duckdb-2", "duckdb-sqlite", "sqlite3", "limit")
    bars = {"duckdb-2": TO_DUCKDB, "duckdb-sqlite": TO_SQLITE}
    yield from rates("w1", "one file of 2 000 000 rows", "rows", done, bars)
    runs, expected = done
    rival = next((name for name in runs if name.startswith("duckdb")), "sqlite3")
    for figure, title, unit, bar, of_run in (
            ("memory", "peak memory", "MiB", Bar(64, 32), lambda run: run.peak / 1024),
            ("size", "database per row", "B", Bar(100, 85), lambda run: run.size / expected["good"])):
        theirs = runs.get(rival, (None, []))
        ours = [of_run(run) for run in runs["once"][1]]
        yield Figure(f"w1.{figure}", f"W1 {title}", unit, [max(ours)] if figure == "memory" else ours,
                     theirs[0].title if theirs[0] else "", [of_run(run) for run in theirs[1]], bar, more_is_better=False,
                     spread=(min(ours), max(ours)))


def small_files(bench):
    """W2, the archive included."""
    done = measured(bench, "w2", 20_000, 50, 12, "duckdb-1.5.5", "duckdb-2", "sqlite3", "limit")
    yield from rates("w2", "20 000 files of 50 rows", "files", done, {"duckdb-1.5.5": SMALL_FILES})


def middle_files(bench):
    """W3."""
    done = measured(bench, "w3", 200, 10_000, 13, "duckdb-2", "duckdb-sqlite", "sqlite3", "limit")
    yield from rates("w3", "200 files of 10 000 rows", "rows", done, {"duckdb-2": TO_DUCKDB, "duckdb-sqlite": TO_SQLITE})


def measured(bench, name, files, rows, seed, *rivals):
    """Interleaved runs over one workload: name -> (contestant, runs), and what was expected."""
    folder, expected = bench.data(name, files, rows, seed)
    contestants = {"once": Sluice(bench.base), "ingest": Sluice(bench.base, once=False),
                   **bench.rivals(*rivals), "loop": FixedLoop()}
    done = interleaved(contestants.values(), folder, expected, bench.runs)
    return {key: (contestant, done[contestant]) for key, contestant in contestants.items()}, expected


def rates(key, title, amount, done, bars):
    """A figure for each reference: the operator's way, which lets files settle for a second; then without."""
    runs, expected = done

    def of(name):
        return [expected[amount] / run.seconds for run in runs[name][1]]

    references = [name for name in runs if name not in ("once", "ingest")]
    for way, words, others in (("once", "", references), ("ingest", ", ingest", references[:1])):
        for other in others:
            yield Figure(f"{key}.{way}.{other}", f"{key.upper()} {title}{words}", f"{amount}/s", of(way), runs[other][0].title,
                         of(other), bars.get(other) if way == "once" else None)
