"""One run of a program, measured from outside, and interleaved runs of several."""
import dataclasses
import os
import select
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Peers"))
import station as stations  # noqa: E402

LOOK = 0.02                                          # seconds between two looks at the memory
SLOW = 5                                             # seconds beyond which a run needs no warming up


class WrongResult(Exception):
    """A program's counts are not those of the data: no figure of it is worth anything."""


@dataclasses.dataclass
class Run:
    """What one run took: wall and processor seconds, peak memory in KiB, exit status, its output."""
    seconds: float
    cpu: float
    peak: int
    status: int
    output: str = ""
    errors: str = ""
    size: int = 0                                    # bytes of the database it left


def peak_memory(pid):
    """VmHWM of a running process in KiB; 0 when it has gone."""
    try:
        with open(f"/proc/{pid}/status", "rb") as stream:
            return next((int(line.split()[1]) for line in stream if line.startswith(b"VmHWM:")), 0)
    except OSError:
        return 0


def run(command, cwd=None, output=True, timeout=1800):
    """Runs a program with the disk at rest before it.

    The peak is VmHWM read while it runs: ru_maxrss would count this script's memory, which the kernel
    hands on through exec. VmHWM only grows, so what is missed is the growth in the last 20 ms.
    """
    os.sync()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        child = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stderr=errors,
                                 stdout=out if output else subprocess.DEVNULL, env=stations.environment())
        handle, peak = os.pidfd_open(child.pid), 0
        waiting = select.poll()
        waiting.register(handle, select.POLLIN)
        while not waiting.poll(LOOK * 1000):
            peak = max(peak, peak_memory(child.pid))
            if time.monotonic() > begin + timeout:
                child.kill()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - begin
        os.close(handle)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        return Run(seconds, usage.ru_utime + usage.ru_stime, peak, child.returncode,
                   out.read().decode("utf-8", "replace"), errors.read().decode("utf-8", "replace"))


def interleaved(contestants, folder, expected, turns):
    """A B C A B C …: the runs of every contestant, the first of each checked down to the aggregates.

    The first run warms up and does not count, unless it is so long that this is nothing to it.
    """
    done = {contestant: [] for contestant in contestants}
    for turn in range(turns + 1):
        for contestant, kept in done.items():
            if len(kept) == turns:
                continue
            result = contestant.run(folder, expected, thorough=turn == 0)
            if turn > 0 or result.seconds > SLOW:
                kept.append(result)
            print(f"  {contestant.title}: {result.seconds:.2f} s", file=sys.stderr, flush=True)
    return done
