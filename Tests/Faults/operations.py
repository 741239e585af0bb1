"""The operations of the quarantine desk as crashmatrix.py faults them, and what must hold after a fault.

Every trial starts from a copy of one station in which files were taken and, where an operation needs it, others were done
before. After the fault and two starts the station must be as it was before, or as it is without a fault: never between.
"""
import collections
import contextlib
import hashlib
import os
import sqlite3

import hostile
import station as stations

DATASET = """name = "towns"
[match]
files = ["*.csv"]
header = ["town", "at", "heat"]
[time]
field = "at"
formats = ["%Y-%m-%d %H:%M:%S"]
timezone = "UTC"
[location]
field = "town"
[[schema.fields]]
name = "heat"
type = "number"
"""


def drops():
    """The files of the station: one with every kind of bad record, one and its correction, one that no dataset knows yet."""
    m = hostile.Maker(11)
    bad = [m.row(mood_score="9"), m.row(mood_score="8"), m.row(temperature_celsius="warm"), m.row()[:-2]]
    m.table("a_mixed.csv", m.rows(30) + bad)
    rows = m.rows(20)
    m.table("b_first.csv", [*rows, m.row(mood_score="7")])
    m.table("c_corrected.csv", [*rows[:10], *m.rows(12)])
    m.add("d_towns.csv", b"town,at,heat\nUlm,2024-05-01 08:00:00,21\nUlm,2024-05-01 08:01:00,warm\n")
    return m.drops


#: name -> (operations before it, the operation, whether the dataset of the towns is there by then). `{name}` stands for a
#: ledger id, `{name:line}` for the id of an entry.
OPERATIONS = {
    "edit": ((), "quarantine edit {a_mixed.csv:33} --set mood_score=2.5", False),
    "edit-in-vain": ((), "quarantine edit {a_mixed.csv:35} --set mood_score=77", False),
    "release": ((), "quarantine release --all", False),
    "repair": ((), "quarantine repair --all --field mood_score --set 1", False),
    "accept": ((), "quarantine accept --all --reason real", False),
    "discard": ((), "quarantine discard --all", False),
    "restore": (("quarantine discard --all",), "quarantine restore --all", False),
    "reprocess": (("quarantine discard --all",), "quarantine reprocess {a_mixed.csv}", False),
    "take-refused": ((), "quarantine reprocess {d_towns.csv}", True),
    "refuse-again": (("quarantine reprocess {d_towns.csv}",), "quarantine undo", True),
    "supersede": ((), "quarantine supersede {b_first.csv} --by {c_corrected.csv}", False),
    "rules": ((), "datasets set university mood_score.maximum=8", False),
    "rules-hold": ((), "datasets set university mood_score.maximum=2 --hold-rows", False),
    "undo": (("quarantine accept --all --reason real",), "quarantine undo", False),
    "undo-rules": (("datasets set university mood_score.maximum=8",), "quarantine undo", False),
    "undo-supersede": (("quarantine supersede {b_first.csv} --by {c_corrected.csv}",), "quarantine undo", False),
    "redo": (("quarantine accept --all --reason real", "quarantine undo"), "quarantine redo", False),
    "rebuild": (("quarantine accept --all --reason real", "quarantine supersede {b_first.csv} --by {c_corrected.csv}",
                 "quarantine reprocess {d_towns.csv}"), "rebuild --force", True),
}

PICTURE = (
    "SELECT id, name, dataset, status, records, stored, quarantined, discarded, archive_name IS NULL FROM files ORDER BY id",
    "SELECT id, file_id, line, status, attempts, hex(raw) FROM quarantine ORDER BY id",
    "SELECT entry_id, column_name, code, value FROM quarantine_findings ORDER BY 1, 2, 3",
    "SELECT file_id, line, location_id, timestamp_ms, mood_score, temperature_celsius, override FROM raw_sensor_data ORDER BY 1, 2",
    "SELECT file_name, location_id, metric_name, count, min_value, max_value, printf('%.9g %.9g', avg_value, std_value)"
    " FROM aggregated_metrics ORDER BY 1, 2, 3",
    "SELECT id, action, batch, file_id, entry_id, undone_by FROM journal ORDER BY id",
    "SELECT * FROM rule_files",
)


class Operation:
    """One operation on one station; `template` is copied for every trial."""

    def __init__(self, name, folder, config):
        before, text, has_dataset = OPERATIONS[name]
        self.name, self.template = name, stations.make(f"{folder}/{name}", config)
        self.drops = drops()
        hostile.write(self.drops, f"{self.template}/data")
        stations.once(self.template)
        if has_dataset:
            os.makedirs(f"{self.template}/data/datasets", exist_ok=True)
            with open(f"{self.template}/data/datasets/towns.toml", "w") as stream:
                stream.write(DATASET)
        for earlier in before:
            code, errors, _, _ = stations.run(self.template, *self.filled(earlier))
            if code not in (0, 1):
                raise SystemExit(f"{name}: {earlier} ended with {code}: {errors[-300:]}")
        self.words = self.filled(text)
        self.before, self.after = self.picture(self.template), None

    def filled(self, text):
        """The words of a command with the ids of this station in them."""
        with self.database(self.template) as db:
            names = {f"{{{name}}}": str(number) for number, name in db.execute("SELECT id, name FROM files")}
            names.update({f"{{{name}:{line}}}": str(number) for number, name, line in db.execute(
                "SELECT id, file_name, line FROM quarantine WHERE line IS NOT NULL")})
        return [names.get(word, word) for word in text.split()]

    @staticmethod
    def database(station):
        return contextlib.closing(sqlite3.connect(f"file:{stations.database(station)}?mode=ro", uri=True))

    def picture(self, station):
        """What a station holds: its tables, but for moments, and its dataset files."""
        with self.database(station) as db:
            tables = [db.execute(sql).fetchall() for sql in PICTURE]
        folder = f"{station}/data/datasets"
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return tables + [[(name, open(f"{folder}/{name}").read()) for name in names if name != "towns.toml"]]

    def problems(self, station):
        """What is neither as before nor as after, and files that are not where they should be."""
        found, picture = [], self.picture(station)
        if picture not in (self.before, self.after):
            found.append(f"neither before nor after: {difference(picture, self.before)} and {difference(picture, self.after)}")
        return found + self.lost(station)

    def lost(self, station):
        """Every dropped file lies in one place, a refused one in quarantine/, any other in the archive."""
        found, places = [], collections.Counter()
        for place in ("data/processed", "quarantine"):
            for path, digest in stations.tree(f"{station}/{place}").items():
                places[place, digest] += b".errors.jsonl" not in path and b".rejected.csv" not in path
        with self.database(station) as db:
            refused = {name for name, in db.execute("SELECT name FROM files WHERE status = 'rejected'")}
        for drop in self.drops:
            digest = hashlib.sha256(drop.content).hexdigest()
            where = [place for place in ("data/processed", "quarantine") for _ in range(places[place, digest])]
            wanted = "quarantine" if drop.name.decode() in refused else "data/processed"
            if where != [wanted]:
                found.append(f"{drop.name.decode()} lies in {where}, expected in {wanted}")
        return found


def difference(one, other):
    """The first rows in which two pictures differ."""
    for number, (left, right) in enumerate(zip(one, other)):
        if left != right:
            only = [row for row in left if row not in right][:2] + [row for row in right if row not in left][:2]
            return f"table {number}: {only}"
    return "nothing"
