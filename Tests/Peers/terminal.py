"""A program on a pseudo-terminal, from outside: its bytes counted, its keys timed, its processor time and wake-ups read."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

QUIET = 0.015                                        # seconds without a byte after which a frame has ended
PATIENCE = 30                                        # seconds after which what is waited for will not come


class Silent(Exception):
    """What was waited for did not come, or the program has ended."""


class Terminal:
    """A running program and its terminal. Use as a context: the program is killed at the end when it still runs.

    `received` is what it has written so far, unless `keep` is false; `count` how many bytes that is.
    """

    def __init__(self, command, columns=120, rows=40, env=None, keep=True, cwd=None):
        self.keep, self.received, self.count, self.status = keep, bytearray(), 0, None
        reader, writer = os.pipe()                   # both close on exec
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                resize(0, columns, rows)
                if cwd:
                    os.chdir(cwd)
                # The clock starts here: copying this Python's pages for the fork is no part of the program.
                os.write(writer, struct.pack("d", time.monotonic()))
                os.execvpe(command[0], command, env)
            finally:
                os._exit(127)
        os.close(writer)
        self.began, = struct.unpack("d", os.read(reader, 8))
        os.close(reader)
        self.waiting = select.poll()
        self.waiting.register(self.master, select.POLLIN)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None and not self.ended():
            os.kill(self.pid, signal.SIGKILL)
            self.end()
        os.close(self.master)

    def read(self, seconds):
        """What comes within so many seconds, at most 64 KiB; empty when nothing does."""
        if not self.waiting.poll(seconds * 1000):
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:                              # the program has closed its terminal
            data = b""
        self.count += len(data)
        if self.keep:
            self.received += data
        return data

    def until(self, *texts, seconds=PATIENCE, after=0):
        """Seconds since the start until all texts have come behind `after` bytes."""
        end = time.monotonic() + seconds
        wanted = [text.encode() for text in texts]
        while True:
            wanted = [text for text in wanted if self.received.find(text, after) < 0]
            if not wanted:
                return time.monotonic() - self.began
            if not self.read(0.05) and (time.monotonic() > end or self.ended()):
                raise Silent(f"{wanted} within {seconds} s; last bytes {bytes(self.received[-300:])}")

    def settle(self, quiet=QUIET):
        """Reads until nothing has come for so long: the bytes, and the time of the last of them."""
        bytes_read, last = 0, time.monotonic()
        while data := self.read(quiet):
            bytes_read, last = bytes_read + len(data), time.monotonic()
        return bytes_read, last

    def send(self, keys):
        os.write(self.master, keys)

    def answer(self, keys, seconds=5):
        """Types: seconds until the first byte comes, and the bytes of the whole answer."""
        begin = time.monotonic()
        self.send(keys)
        first = len(self.read(seconds))
        spent = time.monotonic() - begin
        if not first:
            raise Silent(f"no byte within {seconds} s after {keys}")
        return spent, first + self.settle()[0]

    def resize(self, columns, rows):
        resize(self.master, columns, rows)

    def frames(self, seconds, quiet=QUIET):
        """The sizes of the frames that come within so many seconds: bytes with a pause before and behind."""
        sizes, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            first = self.read(min(0.2, max(0.001, end - time.monotonic())))
            if first:
                sizes.append(len(first) + self.settle(quiet)[0])
        return sizes

    def ended(self):
        """True when the program has ended; `status` is its exit status then, negative for a signal."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def end(self, seconds=PATIENCE):
        """Reads on until the program has ended: its exit status."""
        limit = time.monotonic() + seconds
        while not self.ended():
            if not self.read(0.02) and time.monotonic() > limit:
                raise Silent(f"still running after {seconds} s")
        while self.read(0):
            pass
        return self.status

    def modes(self):
        """The modes of the terminal, to compare with those of another moment."""
        return termios.tcgetattr(self.master)

    def usage(self):
        return Usage(self.pid)


def resize(descriptor, columns, rows):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Usage:
    """Processor time and wake-ups of a process between two moments, all threads, those that have ended too.

    A wake-up is a voluntary switch: a thread that had waited and ran again. Look often: what an ended thread did
    since the last look is missed.
    """

    def __init__(self, pid):
        self.pid, self.switches = pid, {}
        self.begin, self.cpu = time.monotonic(), self.processor()
        self.look()
        self.first = dict(self.switches)

    def processor(self):
        """Seconds of processor time of the whole process, to the nanosecond: the clock of another process."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def look(self):
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            try:
                with open(f"/proc/{self.pid}/task/{thread}/status", "rb") as stream:
                    line = next(line for line in stream if line.startswith(b"voluntary"))
            except (OSError, StopIteration):
                continue
            self.switches[thread] = int(line.split()[1])

    def so_far(self):
        """Seconds, percent of a processor, wake-ups a second."""
        self.look()
        seconds = time.monotonic() - self.begin
        wakes = sum(count - self.first.get(thread, 0) for thread, count in self.switches.items())
        return seconds, (self.processor() - self.cpu) / seconds * 100, wakes / seconds


def memory(pid, field="VmRSS"):
    """A line of /proc/PID/status in KiB."""
    with open(f"/proc/{pid}/status", "rb") as stream:
        return next(int(line.split()[1]) for line in stream if line.startswith(field.encode() + b":"))
