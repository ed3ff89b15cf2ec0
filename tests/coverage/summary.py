#!/usr/bin/env python3
"""summary.py: which lines of src the tests have run, by gcov: for each stage and in all; nothing is left out.

Usage: summary.py OBJECT_FOLDER [--list]
OBJECT_FOLDER holds the objects of a build with --coverage, and the counts that runs have left beside them. A line counts as run
when any object has run it. Lines that were not are listed in OBJECT_FOLDER/uncovered.txt as file:line; with --list here too.
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile


def objects(folder):
    """The notes of every object of src, as paths."""
    for path, _, names in sorted(os.walk(os.path.join(folder, "src"))):
        for name in sorted(names):
            if name.endswith(".gcno"):
                yield os.path.join(path, name)


def read_counts(folder):
    """File -> line -> how often it was run."""
    counts = {}
    with tempfile.TemporaryDirectory(prefix="pira-coverage-") as work:
        notes = [os.path.abspath(path) for path in objects(folder)]
        subprocess.run(["gcov", "--json-format", *notes], cwd=work, check=True, stdout=subprocess.DEVNULL)
        for name in os.listdir(work):
            with gzip.open(os.path.join(work, name), "rt", encoding="utf-8") as file:
                add_counts(counts, json.load(file))
    return counts


def add_counts(counts, data):
    root = data["current_working_directory"]
    for file in data["files"]:
        path = os.path.relpath(os.path.join(root, file["file"]))
        if not path.startswith("src" + os.sep):
            continue
        lines = counts.setdefault(path, {})
        for line in file["lines"]:
            lines[line["line_number"]] = max(lines.get(line["line_number"], 0), line["count"])


def stage_of(path):
    parts = path.split(os.sep)
    return parts[1] if len(parts) > 2 else "face"


def print_row(name, run, all_lines):
    print(f"{name:<10} {all_lines:>7} {run:>7} {100 * run / all_lines:>8.2f} %")


def main():
    folder = sys.argv[1]
    counts = read_counts(folder)
    stages = {}
    missed = []
    for path in sorted(counts):
        run = sum(1 for count in counts[path].values() if count)
        stage = stages.setdefault(stage_of(path), [0, 0])
        stage[0] += run
        stage[1] += len(counts[path])
        missed += [f"{path}:{line}" for line, count in sorted(counts[path].items()) if not count]
    with open(os.path.join(folder, "uncovered.txt"), "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in missed)
    if "--list" in sys.argv:
        print("\n".join(missed))
    print(f"{'stage':<10} {'lines':>7} {'run':>7}")
    for name in sorted(stages):
        print_row(name, *stages[name])
    print_row("src", sum(s[0] for s in stages.values()), sum(s[1] for s in stages.values()))
    print(f"lines that were not run: {folder}/uncovered.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
