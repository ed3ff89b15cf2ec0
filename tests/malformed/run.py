#!/usr/bin/env python3
"""run.py: runs every case of the malformed corpus, each in a process of its own within 2 s of CPU and 128 MB.

Usage: run.py PIRA [--only PART_OF_NAME] [--write FOLDER] [--verbose]
--write leaves the files of all cases below FOLDER (a look at them, seeds for fuzzing) and runs nothing.
A build with sanitizers needs more memory than its data: there the bound on memory is left out.
"""
import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import corpus  # noqa: E402

PARTS = ["encoding", "syntax", "schema", "references", "rules", "formulas", "templates", "files", "limits", "archives", "csv"]
SECONDS = 2
MEMORY = 128 << 20
CRASH = re.compile(r"Sanitizer|runtime error:|Assertion")


def has_sanitizer(pira):
    return b"san.so" in subprocess.run(["ldd", pira], capture_output=True, check=False).stdout


def limits(memory, seconds):
    def apply():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return apply


def write_files(case, folder):
    for name, data in case.files.items():
        path = os.path.join(folder, name)
        if os.path.dirname(name):
            os.makedirs(os.path.dirname(path), exist_ok=True)
        if callable(data):
            data(path)
        else:
            with open(path, "wb") as file:
                file.write(data)


def messages(case, done):
    """The messages as (code, level, line, column). Where the program had to stop at once they are on standard error."""
    found = []
    if "--format=json" in case.args:
        lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        found = [(m["code"][5:], m["level"], m["line"], m["column"]) for m in lines]
    for line in done.stderr.decode("utf-8").splitlines():
        match = re.match(r"(?:(.*?):(?:(\d+):(?:(\d+):)?)?|pira:) (errore|avviso|nota): .* \[PIRA-(\d{4})[^\]]*\]$", line)
        if match:
            found.append((match[5], match[4], int(match[2] or 0), int(match[3] or 0)))
    return found


def judge(case, done, folder):
    """What is wrong with the outcome; nothing when all is as it must be."""
    wrong = []
    errors = done.stderr.decode("utf-8", "replace")
    if case.status is None and (done.returncode in (0, 1, 3, 5)):
        return wrong if not CRASH.search(errors) else ["a fault: " + errors]
    if done.returncode != case.status:
        wrong.append(f"status {done.returncode} instead of {case.status}")
    if CRASH.search(errors):
        return wrong + ["a fault: " + errors]
    if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", done.stderr):
        wrong.append("a control character on the terminal")
    try:
        told = messages(case, done)
    except ValueError as error:
        return wrong + [f"messages that cannot be read: {error}"]
    codes = [m[0] for m in told]
    missing = [code for code in case.codes if code not in codes]
    if missing and not (case.kept.get("one_of") and len(missing) < len(case.codes)):
        wrong += [f"does not say {code}" for code in missing]
    wrong += [f"says {m[0]}" for m in told if m[1] == "errore" and m[0] not in case.codes]
    if case.at and case.codes:
        places = [m[2:4] for m in told if m[0] == case.codes[0]]
        if case.at not in places:
            wrong.append(f"{case.codes[0]} at {places} instead of {case.at}")
    for text in case.kept.get("says", []):
        if text not in errors + done.stdout.decode("utf-8", "replace"):
            wrong.append(f"does not say «{text}»")
    output = os.path.join(folder, "documento.pdf")
    if os.path.exists(output) and done.returncode != 0:
        wrong.append("an output of a command that failed")
    if [n for n in os.listdir(folder) if n.startswith(".pira-")]:
        wrong.append("an unfinished output was left behind")
    return wrong


def run(case, pira, memory):
    with tempfile.TemporaryDirectory(prefix="pira-malformed-") as folder:
        write_files(case, folder)
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": os.environ["PIRA_DATA"]}
        environment.update(case.kept.get("environment", {}))
        seconds = SECONDS * (1 if memory else 10)
        try:
            done = subprocess.run([pira, *case.args], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                                  env=environment, preexec_fn=limits(memory, seconds), check=False)
        except subprocess.TimeoutExpired:
            return ["does not end"], ""
        return judge(case, done, folder), done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")


def main():
    arguments = sys.argv[1:]
    pira = os.path.abspath(arguments[0])
    only = arguments[arguments.index("--only") + 1] if "--only" in arguments else ""
    os.environ.setdefault("PIRA_DATA", os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..")))
    corpus.PIRA = pira
    for part in PARTS:
        if os.path.exists(os.path.join(os.path.dirname(os.path.abspath(__file__)), f"cases_{part}.py")):
            importlib.import_module(f"cases_{part}")
    if "--write" in arguments:
        for case in corpus.CASES:
            folder = os.path.join(arguments[arguments.index("--write") + 1], case.name)
            os.makedirs(folder, exist_ok=True)
            write_files(case, folder)
        return 0
    memory = 0 if has_sanitizer(pira) else MEMORY
    passed = failed = 0
    start = time.time()
    for case in corpus.CASES:
        if only not in case.name or (case.kept.get("bounded") and not memory):
            continue
        wrong, output = run(case, pira, memory)
        passed += not wrong
        failed += bool(wrong)
        if wrong:
            print(f"FAILED: {case.name} ({' '.join(case.args)}): {'; '.join(wrong)}")
        if wrong or "--verbose" in arguments:
            print("    " + output[:1500].replace("\n", "\n    "))
    print(f"{len(corpus.CASES)} malformed inputs in {time.time() - start:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
