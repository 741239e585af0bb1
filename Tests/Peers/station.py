"""Stations made, run and read from outside; shared by the scripts of this folder and of Faults."""
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def binary():
    """The program under test: $SLUICE, else the release build, else the debug build."""
    choices = [os.environ.get("SLUICE", "")] + [f"{ROOT}/.build/{kind}/sluice" for kind in ("release", "debug")]
    for choice in choices:
        if choice and os.access(choice, os.X_OK):
            return os.path.abspath(choice)
    raise SystemExit("no sluice to test: build it, or set SLUICE to its path")


def make(path=None, config=""):
    """An empty station; in a new temporary directory when no path is given."""
    path = path or tempfile.mkdtemp(prefix="station-")
    for name in ("data", "quarantine", "logs", "themes"):
        os.makedirs(f"{path}/{name}", mode=0o700, exist_ok=True)
    if config:
        with open(f"{path}/sluice.toml", "w") as stream:
            stream.write(config)
    return path


def remove(path):
    """Takes a station away, whatever is in it."""
    shutil.rmtree(path, ignore_errors=True)


def conclude(path, problems, keeps=False):
    """Prints the first problems of a scenario and takes its station away, or names it where there are some; true when there are none."""
    for problem in problems[:10]:
        print("    " + problem)
    if problems or keeps:
        print(f"    station kept: {path}")
    else:
        remove(path)
    return not problems


class Deadline:
    """So many seconds during which this script runs: time for which it was stopped together with the program does not count."""

    def __init__(self, seconds):
        self.left, self.spent, self.seen = seconds, 0.0, time.monotonic()

    def has_passed(self):
        """To be asked again and again, at least every half second."""
        now = time.monotonic()
        self.spent += min(now - self.seen, 0.5)
        self.seen = now
        return self.spent > self.left


def environment(**extra):
    """The environment of a run: ours, without variables that would change the program."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SLUICE_")}
    return {**clean, **extra}


def run(station, *arguments, env=None, timeout=600):
    """Runs the program on a station; returns (exit code or -signal, stderr, seconds, peak RSS in KiB).

    The peak is VmHWM read every few milliseconds: ru_maxrss would count this script's own memory, which the
    kernel hands on through exec.

    A program that outlasts the timeout is killed and reported as -9 with 'TIMEOUT' in front of stderr.
    """
    with tempfile.TemporaryFile() as errors:
        begin, deadline = time.monotonic(), Deadline(timeout)
        child = subprocess.Popen([binary(), "--station", station, *arguments], stdout=subprocess.DEVNULL, stderr=errors,
                                 stdin=subprocess.DEVNULL, env=env or environment())
        late, peak, looked = "", 0, begin
        while True:
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > looked + 0.005:
                peak, looked = max(peak, high_water(child.pid)), time.monotonic()
            if deadline.has_passed() and not late:
                late = "TIMEOUT "
                child.send_signal(signal.SIGKILL)
            time.sleep(0.0005)
        seconds = time.monotonic() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        return child.returncode, late + errors.read().decode("utf-8", "replace"), seconds, peak


def high_water(pid):
    """Peak RSS of a running process in KiB; 0 when it has gone, or is not yet the program but a copy of us."""
    try:
        if os.readlink(f"/proc/{pid}/exe") == os.readlink("/proc/self/exe"):
            return 0
        with open(f"/proc/{pid}/status", "rb") as stream:
            for line in stream:
                if line.startswith(b"VmHWM:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def once(station, **options):
    """One `--headless --once`."""
    return run(station, "--headless", "--once", **options)


def doctor(station, *options):
    """What `sluice doctor --deep` complains of: warnings and errors, a line each. Scarce space is how faults are made here."""
    result = subprocess.run([binary(), "--station", station, "doctor", "--deep", "--json", *options], capture_output=True,
                            stdin=subprocess.DEVNULL, timeout=300, env=environment())
    try:
        report = json.loads(result.stdout)
    except ValueError:
        return [f"doctor: exit {result.returncode}: {result.stderr[-300:]!r}"]
    return [f"doctor: {check['name']}: {defect['place']}: {defect['message']}" for check in report["checks"]
            for defect in check.get("defects", []) if defect["severity"] != "note" and check["name"] != "space"]


def database(station):
    return f"{station}/data/store/sluice.db"


def tree(path):
    """Every regular file below a directory: path (bytes) -> SHA-256."""
    found = {}
    for folder, _, names in os.walk(os.fsencode(path)):
        for name in names:
            full = os.path.join(folder, name)
            if os.path.isfile(full) and not os.path.islink(full):
                with open(full, "rb") as stream:
                    found[full] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found
