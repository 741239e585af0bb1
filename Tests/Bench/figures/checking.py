"""`sluice check` on the file of W1: what reading and judging cost without a store."""
from contestants import Check, FixedLoop
from report import Bar, Figure
from runs import interleaved


def validating_only(bench):
    folder, expected = bench.data("w1", 1, 2_000_000, 11)
    check, loop = Check(), FixedLoop()
    done = interleaved([check, loop], folder, expected, bench.runs)
    of = {who: [expected["rows"] / run.seconds for run in runs] for who, runs in done.items()}
    yield Figure("check.rows", "validating only, W1", "rows/s", of[check], loop.title, of[loop], Bar(2_500_000, 4_000_000))
    peaks = [run.peak / 1024 for run in done[check]]
    yield Figure("check.memory", "validating only, peak memory", "MiB", [max(peaks)], loop.title,
                 [run.peak / 1024 for run in done[loop]], Bar(64, 32), more_is_better=False)
