#!/usr/bin/env python3
"""Failures of the environment around a running instance: nothing lost, all visible, work resumes by itself.

    environment.py [NAME …] [--seconds 8] [--keep]

Each scenario starts `--headless` in a fresh station, breaks something, drops files while it is broken,
looks at `status --json`, repairs it and waits until every file went its way; then SIGTERM (5 s) and
compare.py. What needs privileges is skipped with a message. The program is $SLUICE or the build.
"""
import argparse
import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "Peers"))
import loopdisk  # noqa: E402
import compare  # noqa: E402
import hostile  # noqa: E402
import station as stations  # noqa: E402


class Skipped(Exception):
    """A scenario that may not run here."""


class Instance:
    """A running `--headless` and what was dropped into its inbox."""

    def __init__(self, station, seed, **environment):
        self.station, self.maker, self.dropped = station, hostile.Maker(seed), []
        self.child, self.environment, self.problems = None, environment, []
        self.user, self.prefix = None, ()
        self.errors = open(f"{station}/logs/stderr.txt", "wb")

    def start(self):
        words = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"] if self.user else [*self.prefix]
        self.child = subprocess.Popen([*words, stations.binary(), "--station", self.station, "--headless"], stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=self.errors, env=stations.environment(**self.environment))

    def become(self, user):
        """Has the program run as another user, to whom the station is given."""
        if not shutil.which("setpriv"):
            return
        self.user = user
        for folder, _, names in os.walk(self.station):
            for path in [folder, *(f"{folder}/{name}" for name in names)]:
                os.chown(path, user, user)

    def drop(self, count=5, rows=60, into=None):
        """Moves new files in, as a sender does."""
        for _ in range(count):
            name = f"f{len(self.dropped):04d}.csv"
            bad = [self.maker.row(mood_score="9"), self.maker.row()[:-2]]
            self.maker.drops.clear()
            self.maker.table(name, self.maker.rows(rows) + bad)
            drop = self.maker.drops[0]
            folder = into or f"{self.station}/data"
            with open(f"{folder}/.{name}", "wb") as stream:
                stream.write(drop.content)
            os.rename(f"{folder}/.{name}", f"{folder}/{name}")
            self.dropped.append(drop)

    def archived(self):
        try:
            with contextlib.closing(sqlite3.connect(f"file:{stations.database(self.station)}?mode=ro", uri=True, timeout=0.1)) as db:
                return db.execute("SELECT count(*) FROM files WHERE status IN ('archived', 'rejected', 'duplicate')").fetchone()[0]
        except sqlite3.Error:
            return -1

    def wait_for_all(self, seconds):
        """True when every dropped file went its way in time."""
        deadline = stations.Deadline(seconds)
        while not deadline.has_passed() and self.archived() < len(self.dropped):
            if self.child.poll() is not None:
                return False
            time.sleep(0.05)
        return self.archived() >= len(self.dropped)

    def status(self):
        result = subprocess.run([stations.binary(), "--station", self.station, "status", "--json"], capture_output=True, timeout=20,
                                env=stations.environment())
        try:
            return json.loads(result.stdout)
        except ValueError:
            return {}

    def cpu_seconds(self):
        with open(f"/proc/{self.child.pid}/stat") as stream:
            fields = stream.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        """Problems of ending it."""
        if self.child.poll() is not None:
            return [f"it ended by itself with {self.child.returncode}"]
        deadline = stations.Deadline(15)
        self.child.send_signal(signal.SIGTERM)
        while self.child.poll() is None:
            if deadline.has_passed():
                self.child.kill()
                self.child.wait()
                return ["SIGTERM did not end it within 15 s"]
            time.sleep(0.01)
        late = self.child.returncode or deadline.spent > 5
        return [f"SIGTERM: exit {self.child.returncode} after {deadline.spent:.1f} s"] if late else []


@contextlib.contextmanager
def locked_database(instance):
    """Another connection holds an exclusive lock."""
    with contextlib.closing(sqlite3.connect(stations.database(instance.station), isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
        db.execute("ROLLBACK")


@contextlib.contextmanager
def locked_start(instance):
    """The database is locked when the instance is started: it waits, and says so to whoever asks over its socket."""
    instance.problems += instance.stop()
    with locked_database(instance):
        instance.start()
        path, deadline = f"{instance.station}/logs/control/socket", stations.Deadline(20)
        while not (os.path.exists(path) and (instance.status().get("owner") or {}).get("troubles")):
            if deadline.has_passed():
                instance.problems.append("the waiting start is not to be seen")
                break
            time.sleep(0.1)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{instance.station}/logs/status.json")
        if not (instance.status().get("owner") or {}).get("troubles"):
            instance.problems.append("the socket does not tell what the start waits for")
        yield


@contextlib.contextmanager
def neighbour(instance):
    """Other processes read the database and close it; a last one must not take the -wal with it."""
    with open("/proc/locks") as stream:
        inode = os.stat(stations.database(instance.station)).st_ino
        if f":{inode} " not in stream.read():
            instance.problems.append("it holds no lock on its database: the next process to close it deletes the -wal")
    for _ in range(3):
        code = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); print(d.execute('SELECT count(*) FROM files').fetchone()); d.close()"
        subprocess.run([sys.executable, "-c", code, stations.database(instance.station)], check=True, stdout=subprocess.DEVNULL)
    yield


@contextlib.contextmanager
def inbox_moved_away(instance):
    """The inbox is gone and comes back; files arrive in it meanwhile."""
    inbox = f"{instance.station}/data"
    os.rename(inbox, inbox + ".away")
    instance.inbox = inbox + ".away"
    yield
    os.rename(inbox + ".away", inbox)


@contextlib.contextmanager
def inbox_unreadable(instance):
    if os.geteuid() == 0 and not instance.user:
        raise Skipped("root reads every directory, and setpriv is not there")
    os.chmod(f"{instance.station}/data", 0o300)
    yield
    os.chmod(f"{instance.station}/data", 0o700)


@contextlib.contextmanager
def inbox_symlinked(instance):
    """Where the inbox was there is a symbolic link to a directory with a file of somebody else; then it comes back."""
    inbox, other = f"{instance.station}/data", f"{instance.station}/other"
    os.rename(inbox, inbox + ".away")
    os.makedirs(other)
    for name in ("canary.txt", "canary.csv"):
        with open(f"{other}/{name}", "w") as stream:
            stream.write("mine\n")
    os.symlink("other", inbox)
    instance.inbox = inbox + ".away"
    yield
    os.unlink(inbox)
    os.rename(inbox + ".away", inbox)
    if sorted(os.listdir(other)) != ["canary.csv", "canary.txt"]:
        instance.problems.append(f"something was taken or written through the link: {os.listdir(other)}")
    shutil.rmtree(other)


@contextlib.contextmanager
def no_descriptors(instance):
    """Not one more file may be opened."""
    limits = resource.prlimit(instance.child.pid, resource.RLIMIT_NOFILE)
    in_use = len(os.listdir(f"/proc/{instance.child.pid}/fd"))
    resource.prlimit(instance.child.pid, resource.RLIMIT_NOFILE, (in_use, limits[1]))
    yield
    resource.prlimit(instance.child.pid, resource.RLIMIT_NOFILE, limits)


@contextlib.contextmanager
def small_files_only(instance):
    """RLIMIT_FSIZE: writes beyond the limit fail with EFBIG, and SIGXFSZ is sent."""
    limits = resource.prlimit(instance.child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(instance.child.pid, resource.RLIMIT_FSIZE, (1024, limits[1]))
    yield
    resource.prlimit(instance.child.pid, resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def second_instance(instance):
    """Others that are started on the same station are refused and disturb nothing."""
    for arguments in (("--headless",), ("--headless", "--once"), ("rebuild",), ("doctor", "--repair")):
        code, errors, _, _ = stations.run(instance.station, *arguments, timeout=20)
        if code != 75:
            instance.problems.append(f"{' '.join(arguments)} beside an owner ended with {code}: {errors[-200:]}")
    yield


@contextlib.contextmanager
def stranger(instance):
    """Another user reaches the control socket, because somebody has opened its directory: he gets no answer."""
    if not instance.user:
        raise Skipped("only root can be two users, by setpriv")
    folder = f"{instance.station}/logs/control"
    paths = [instance.station, f"{instance.station}/logs", folder, f"{folder}/socket"]
    modes = [os.stat(path).st_mode & 0o777 for path in paths]
    for path in paths:
        os.chmod(path, 0o777)
    for user, is_friend in ((instance.user, True), (instance.user - 1, False)):
        if greeted(user, f"{folder}/socket") != is_friend:
            instance.problems.append(f"user {user} was {'not ' if is_friend else ''}let in")
    yield
    for path, mode in zip(paths, modes):
        os.chmod(path, mode)


def greeted(user, path):
    """True when the owner of a control socket talks to a user."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as peer:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
            peer.settimeout(5)
            peer.connect(path)
            code = 0 if peer.recv(100) else 1
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@contextlib.contextmanager
def quota_used_up(instance):
    """The user that sluice runs as has used up what he may have of the disk."""
    limit(instance, 1)
    yield
    limit(instance, 0)


class Quota(ctypes.Structure):
    """What quotactl takes; space is limited in KiB, 0 is no limit."""
    _fields_ = [(name, ctypes.c_uint64) for name in ("hard", "soft", "space", "ihard", "isoft", "inodes", "btime", "itime")]
    _fields_ += [("valid", ctypes.c_uint32)]


def limit(instance, kibibytes):
    libc = ctypes.CDLL(None, use_errno=True)
    quota = Quota(hard=kibibytes, soft=kibibytes, valid=1)
    if libc.quotactl(0x80000800, instance.device.encode(), instance.user, ctypes.byref(quota)):
        raise Skipped(f"quotas cannot be set: {os.strerror(ctypes.get_errno())}")


@contextlib.contextmanager
def arriving_elsewhere(instance):
    """Files arrive by another path than the one that is watched: that of the directory mounted there."""
    yield


@contextlib.contextmanager
def clock_jumps(instance):
    """The wall clock jumps back a day, ahead a year, and back."""
    for offset in (-86_400, 31_536_000, 0):
        with open(instance.environment["CLOCK_FILE"] + ".next", "w") as stream:
            stream.write(str(offset))
        os.rename(instance.environment["CLOCK_FILE"] + ".next", instance.environment["CLOCK_FILE"])
        instance.drop(2)
        if not instance.wait_for_all(20):
            instance.problems.append(f"{offset} s off, files are not taken")
        if instance.status().get("owner", {}).get("lag_ms", 0) > 20_000:
            instance.problems.append(f"{offset} s off, the lag is {instance.status()['owner']['lag_ms']} ms")
    yield


@contextlib.contextmanager
def archive_is_a_file(instance):
    """The archive directory cannot be made: a file has its name."""
    processed = f"{instance.station}/data/processed"
    shutil.move(processed, f"{instance.station}/aside")
    with open(processed, "w"):
        pass
    yield
    os.unlink(processed)
    shutil.move(f"{instance.station}/aside", processed)


@contextlib.contextmanager
def quarantine_is_a_file(instance):
    quarantine = f"{instance.station}/quarantine"
    shutil.move(quarantine, f"{instance.station}/aside")
    with open(quarantine, "w"):
        pass
    yield
    os.unlink(quarantine)
    shutil.move(f"{instance.station}/aside", quarantine)


def read_only(name):
    """A directory of the station becomes read-only, as a file system does after an error."""
    @contextlib.contextmanager
    def breaking(instance):
        path = f"{instance.station}/{name}"
        for words in (("--bind", path, path), ("-o", "remount,bind,ro", path)):
            if subprocess.run(["mount", *words], capture_output=True).returncode:
                raise Skipped("mounting is not permitted")
        yield
        subprocess.run(["umount", "-l", path], check=True)
    return breaking


@contextlib.contextmanager
def mounted(target, options):
    """A tmpfs on a directory; what the directory had is copied into it and back."""
    saved = target + ".saved"
    shutil.copytree(target, saved, symlinks=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", target], capture_output=True).returncode:
        shutil.rmtree(saved)
        raise Skipped("mounting is not permitted")
    shutil.copytree(saved, target, symlinks=True, dirs_exist_ok=True)
    shutil.rmtree(saved)
    try:
        yield
    finally:
        shutil.copytree(target, saved, symlinks=True, ignore=shutil.ignore_patterns("ballast"))
        subprocess.run(["umount", "-l", target], check=True)
        shutil.copytree(saved, target, symlinks=True, dirs_exist_ok=True)
        shutil.rmtree(saved)


@contextlib.contextmanager
def full(folder):
    """A file fills the rest of a file system."""
    with open(f"{folder}/ballast", "wb", buffering=0) as stream:
        with contextlib.suppress(OSError):
            while True:
                stream.write(bytes(4096))
    yield
    os.unlink(f"{folder}/ballast")


@contextlib.contextmanager
def given_elsewhere(instance, breaking):
    """While the archive is full, a file from outside the inbox is given to the instance: told as stored and not archived."""
    with breaking:
        outside = f"{instance.station}/outside"
        os.makedirs(outside, mode=0o700)
        instance.drop(1, into=outside)
        path = f"{outside}/{os.fsdecode(instance.dropped[-1].name)}"
        code, errors, _, _ = stations.run(instance.station, "ingest", path, timeout=90)
        if code != 74 or "not yet in the archive" not in errors:
            instance.problems.append(f"ingest into a full archive: exit {code}: {errors[-200:]}")
        if not instance.status().get("owner", {}).get("archive_pending_files"):
            instance.problems.append("a file that is stored and not archived is forgotten")
        yield


@contextlib.contextmanager
def without_inodes(folder):
    """Empty files take all names that a file system has room for."""
    made = []
    with contextlib.suppress(OSError):
        while len(made) < 10_000:
            open(f"{folder}/ballast{len(made)}", "x").close()
            made.append(f"{folder}/ballast{len(made)}")
    yield
    for path in made:
        os.unlink(path)


@contextlib.contextmanager
def bound(instance, *command):
    """The inbox is another directory, mounted in its place; nothing can be renamed between it and the rest of the station."""
    inbox, source = f"{instance.station}/data", f"{instance.station}/elsewhere"
    os.rename(inbox, source)
    os.makedirs(inbox, mode=0o700)
    if not shutil.which(command[0]) or subprocess.run([*command, source, inbox], capture_output=True).returncode:
        os.rmdir(inbox)
        os.rename(source, inbox)
        raise Skipped(f"{command[0]} is not there, or not permitted")
    instance.inbox = source
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", inbox], check=True)
        os.rmdir(inbox)
        os.rename(source, inbox)


#: Scenarios that break a running instance: name -> context manager.
RUNNING = {"neighbour": neighbour, "locked": locked_database, "locked-start": locked_start, "inbox-gone": inbox_moved_away,
           "inbox-unreadable": inbox_unreadable, "archive-blocked": archive_is_a_file, "quarantine-blocked": quarantine_is_a_file,
           "inbox-symlinked": inbox_symlinked, "no-descriptors": no_descriptors, "small-files": small_files_only,
           "second-instance": second_instance,
           "archive-readonly": read_only("data/processed"), "quarantine-readonly": read_only("quarantine"),
           "clock-jumps": clock_jumps, "stranger": stranger, "quota": quota_used_up,
           "bind-inbox": arriving_elsewhere, "fuse-inbox": arriving_elsewhere}
#: Scenarios that must run as somebody who is not root.
UNPRIVILEGED = {"inbox-unreadable", "stranger", "quota"}
#: How the inbox is mounted where it is.
BOUND = {"bind-inbox": ("mount", "--bind"), "fuse-inbox": ("bindfs",)}
#: Directories of a station that are put on a small tmpfs which is then full.
SMALL = {"full-store": "data/store", "full-inbox": "data", "full-quarantine": "quarantine", "full-logs": "logs",
         "full-archive": "data/processed"}
#: The same with few inodes, all of which are then taken.
FEW_INODES = {"inodes-store": "data/store", "inodes-quarantine": "quarantine", "inodes-archive": "data/processed"}


def broken(instance, breaking, seconds):
    """Runs one breakage over a running instance; returns problems."""
    problems = []
    instance.start()
    instance.drop(3)
    if not instance.wait_for_all(20):
        return ["the first files did not go through"]
    with breaking(instance):
        before, clock = instance.cpu_seconds(), time.monotonic()
        with contextlib.suppress(OSError):           # a full inbox takes no more files
            instance.drop(5, into=getattr(instance, "inbox", None))
        time.sleep(seconds)
        if instance.child.poll() is not None:
            return [f"it ended with {instance.child.returncode} while broken"]
        busy = (instance.cpu_seconds() - before) / (time.monotonic() - clock)
        status = instance.status()
        troubles = (status.get("owner") or {}).get("troubles", [])
        print(f"    while broken: state {status.get('state')}, CPU {busy:.0%}")
        for trouble in troubles:
            print(f"        {trouble['message'][:70]}; to do: {trouble.get('remedy')}")
        if any(not trouble.get("remedy") or not trouble.get("since") for trouble in troubles):
            problems.append("a trouble does not say since when, or what to do")
        if busy > 0.2:
            problems.append(f"a busy loop: {busy:.0%} of a core")
        if not status:
            problems.append("status --json says nothing while broken")
    instance.drop(2)
    begin = time.monotonic()
    if not instance.wait_for_all(75):
        problems.append(f"after the repair {instance.archived()} of {len(instance.dropped)} files went through in 75 s")
    else:
        print(f"    resumed by itself within {time.monotonic() - begin:.1f} s")
    return problems


def scenario(name, options):
    disk = None
    if name == "quota":
        try:
            disk = loopdisk.LoopDisk()
            disk.format("-O", "quota", "-E", "quotatype=usrquota")
        except loopdisk.Unavailable as reason:
            print(f"{name}\n    skipped: no file system with quotas: {str(reason).splitlines()[0]}")
            if disk:
                disk.close()
            return None
    station = stations.make(f"{disk.mount}/station" if disk else None)
    instance = Instance(station, 50)
    if disk:
        os.chmod(disk.mount, 0o755)
        instance.device = disk.device
    if name in UNPRIVILEGED and os.geteuid() == 0:
        instance.become(65534)
    if name == "clock-jumps":
        library = f"{station}/logs/clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, f"{HERE}/clock.c"], check=True)
        instance.environment = {"LD_PRELOAD": library, "CLOCK_FILE": f"{station}/logs/offset"}
    print(name, flush=True)
    with contextlib.ExitStack() as stack:
        try:
            if name in SMALL or name in FEW_INODES:
                folder = f"{station}/{SMALL.get(name) or FEW_INODES[name]}"
                os.makedirs(folder, mode=0o700, exist_ok=True)
                filling = full if name in SMALL else without_inodes
                stack.enter_context(mounted(folder, "size=6m,mode=0700" if name in SMALL else "nr_inodes=40,mode=0700"))
                wrapped = given_elsewhere(instance, filling(folder)) if name == "full-archive" else filling(folder)
                problems = broken(instance, lambda _: wrapped, options.seconds)
            elif name in BOUND:
                stack.enter_context(bound(instance, *BOUND[name]))
                problems = broken(instance, RUNNING[name], options.seconds)
            else:
                problems = broken(instance, RUNNING[name], options.seconds)
        except Skipped as reason:
            print(f"    skipped: {reason}")
            problems = None
        ended = instance.stop() if instance.child else []
    if problems is None:
        stations.remove(station)
        if disk:
            disk.close()
        return None
    problems += instance.problems + ended + compare.Comparison(station, hostile.manifest(instance.dropped)).run().problems
    problems += stations.doctor(station)
    passed = stations.conclude(station, problems, options.keep)
    if disk and passed and not options.keep:
        disk.close()
    return passed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    results = [scenario(name, options) for name in options.names or [*RUNNING, *SMALL, *FEW_INODES]]
    print(f"{results.count(True)} passed, {results.count(False)} failed, {results.count(None)} skipped")
    sys.exit(1 if False in results else 0)


if __name__ == "__main__":
    main()
