"""A small file system of its own on a loop device, whose power can be cut and which can be mounted again."""
import os
import subprocess
import tempfile


class Unavailable(Exception):
    """Loop devices or mounts are not permitted here."""


class LoopDisk:
    """An ext4 in a file. `mount` is where it is mounted; `close()` takes everything away."""

    def __init__(self, megabytes=128):
        self.folder = tempfile.mkdtemp(prefix="loopdisk-")
        self.image, self.mount = f"{self.folder}/image", f"{self.folder}/mount"
        os.makedirs(self.mount)
        with open(self.image, "wb") as stream:
            stream.truncate(megabytes << 20)
        self.is_mounted = False

    def format(self, *options):
        """Empties it, with these further options of mkfs.ext4, and mounts it."""
        self.unmount()
        self.call("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,nodiscard", *options, self.image)
        self.remount()

    @property
    def device(self):
        """The loop device it is mounted from."""
        with open("/proc/mounts") as stream:
            return next(line.split()[0] for line in stream if line.split()[1] == self.mount)

    def remount(self):
        """Mounts it again, as after a power cut: the journal is replayed."""
        self.unmount()
        self.call("mount", "-o", "loop", self.image, self.mount)
        self.is_mounted = True

    def unmount(self):
        if self.is_mounted:
            self.call("umount", self.mount)
            self.is_mounted = False

    def close(self):
        self.unmount()
        for path in (self.image,):
            os.unlink(path)
        os.rmdir(self.mount)
        os.rmdir(self.folder)

    @staticmethod
    def call(*words):
        result = subprocess.run(words, capture_output=True, text=True)
        if result.returncode:
            raise Unavailable(f"{words[0]}: {result.stderr.strip()}")
