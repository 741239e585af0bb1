"""The quarantine desk: what operators wait for when they decide about many records at once."""
import os
import random

import check
from figures.latency import instance
from report import Bar, Figure
from runs import run, stations

COLUMNS = ("timestamp,location_id,temperature_celsius,humidity_percent,air_quality_index,noise_level_db,lighting_lux,"
           "crowd_density,stress_level,sleep_hours,mood_score,mental_health_status")
LIMITS = ["datasets", "set", "university", "mood_score.minimum=-3"]


def released(bench):
    """Held records that a wider limit frees: 100 000 in ten files, then 10 000 in five hundred."""
    yield from after_rule_change(bench, "desk.release", "100 000 held records", 10, 20_000, Bar(2, 1))
    yield from after_rule_change(bench, "desk.files", "10 000 held records in 500 files", 500, 40, None)


def after_rule_change(bench, key, title, files, rows, bar):
    """Every second row has a mood of -1.5, all else is good; the owner of the station does the operations."""
    files = max(2, int(files * bench.scale))
    folder = made(bench, files, rows)
    names = [f"{folder}/{name}" for name in sorted(os.listdir(folder))]
    held, stored = files * rows // 2, files * rows - files * rows // 2
    forward, back, taken = [], [], []
    for turn in range(bench.runs):
        with instance(bench) as station, check.read_only(station) as db:
            taken.append(timed(station, 1, "ingest", *names))
            before = state(db)
            check.same("stored and held", before[0], (stored, held))
            forward.append(timed(station, 0, *LIMITS))
            check.same("stored and held after it", state(db)[0], (stored + held, 0))
            if turn == 0:
                check.same("aggregates", state(db)[1], totals(db))
            back.append(timed(station, 0, "quarantine", "undo"))
            check.same("what was before", state(db), before)
    yield Figure(key, f"release of {title} after a rule change", "s", forward, "taking their files", taken, bar, more_is_better=False)
    yield Figure(f"{key}-undo", f"undo of the release of {title}", "s", back, "taking their files", taken, bar, more_is_better=False)


def timed(station, status, *words):
    """Seconds that a command takes which the owner of the station carries out."""
    done = run([stations.binary(), "--station", station, *words])
    check.same(f"exit status of {words[0]}", done.status, status)
    return done.seconds


def state(db):
    """Rows and held records, and the aggregates of the mood, added up by location."""
    counts = db.execute("SELECT sum(stored), sum(quarantined) FROM files").fetchone()
    moods = db.execute("SELECT location_id, sum(count), min(min_value), max(max_value), round(sum(avg_value * count), 4)"
                       " FROM aggregated_metrics WHERE metric_name = 'mood_score' GROUP BY 1 ORDER BY 1").fetchall()
    return counts, moods


def totals(db):
    """The same aggregates from the rows."""
    return db.execute("SELECT location_id, count(mood_score), min(mood_score), max(mood_score), round(sum(mood_score), 4)"
                      " FROM raw_sensor_data GROUP BY 1 ORDER BY 1").fetchall()


def made(bench, files, rows):
    """The files; the moment of a record tells its place."""
    folder, chance, number = bench.directory(f"desk-{files}-{rows}"), random.Random(17), 0
    for file in range(files):
        lines = [COLUMNS]
        for _ in range(rows):
            second = number % 86_400
            lines.append(f"2024-05-{1 + number // 86_400:02} {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},"
                         f"{101 + number % 20},{chance.randrange(180, 260) / 10},40.5,55,{chance.randrange(350, 600) / 10},300,"
                         f"12,30,7.5,{-1.5 if number % 2 else 2.5},1")
            number += 1
        with open(f"{folder}/m{file:04}.csv", "w", encoding="ascii") as stream:
            stream.write("\n".join(lines) + "\n")
    return folder
