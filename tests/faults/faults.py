#!/usr/bin/env python3
"""faults.py: every allocation, and every call of input and output, fails once, in each command; each run must end cleanly.

Usage: faults.py PIRA SHIM [--only PART_OF_NAME] [--kinds alloc,alloc-on,io] [--depth N] [--step N] [--verbose]
Every fourth way to reach a call is tried; with FULL=1 every single allocation, and every way to reach other calls.

What a clean end is: no signal; every block given back (but where the program stops on the spot, as it does when libxml2 or GMP
gets no memory: then nothing is left to give back); and either the failure was harmless, then everything is as it is without it,
or the status says what happened (5 memory, 3 a file that cannot be read, 4 one that cannot be written), standard error says why,
standard output is empty, and the file that was there stands. Nothing unfinished is left behind.
"""
import errno
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FULL = bool(os.environ.get("FULL"))
SHORT = -1
OLD = b"il vecchio documento\n"
NO_MEMORY = "PIRA-9001"
DATA_CHANGED = "PIRA-9005"
RECORD = "diario.jsonl"
PROCESSES = ("fork", "socketpair", "send", "recv", "poll")


class Command:
    """A command line, the status without faults, the output that is put back; ANEW: it makes folders, so each fault gets a run of
    its own; FULL: it is tried with FULL=1 only."""

    def __init__(self, name, status, arguments, output=None, anew=False, full=False):
        self.name, self.status, self.arguments = name, status, arguments.split()
        self.output, self.anew, self.full = output, anew, full


COMMANDS = [
    Command("validate", 0, "validate piano.xml"),
    Command("validate-errors", 1, "validate guasto.xml"),
    Command("validate-json", 1, "validate --format=json guasto.xml piano.xml"),
    Command("validate-sarif", 1, "validate --format=sarif guasto.xml"),
    Command("validate-malformed", 3, "validate malformato.xml"),
    Command("validate-utf16", 0, "validate utf16.xml", full=True),
    Command("compute", 0, "compute piano.xml -o uscita", "uscita"),
    Command("compute-stdout", 0, "compute piano.xml", full=True),
    Command("render", 0, "render piano.xml -t rapporto -o uscita", "uscita"),
    Command("render-stdout", 0, "render piano.xml -t aggiornamento -o -", full=True),
    Command("render-draft", 0, "render totale.xml -t preventivo --draft -o uscita", "uscita"),
    Command("render-figures", 0, "render figure/piano.xml -t performance -o uscita", "uscita", full=True),
    Command("explain", 0, "explain piano.xml i-soddisfazione"),
    Command("explain-unknown", 2, "explain piano.xml i-sodisfazione"),
    Command("explain-code", 0, "explain PIRA-7901"),
    Command("fill", 0, "fill piano.xml valori.csv -o uscita", "uscita"),
    Command("fill-errors", 1, "fill piano.xml guasti.csv -o uscita", "uscita"),
    Command("values", 0, "values piano.xml -o uscita", "uscita"),
    Command("export-indicators", 0, "export piano.xml --table=indicatori -o uscita", "uscita"),
    Command("export-objectives", 0, "export piano.xml --table=obiettivi"),
    Command("export-tree", 0, "export piano.xml --table=albero"),
    Command("extract", 0, "extract documento.pdf -d estratti", "estratti", anew=True),
    Command("verify", 0, "verify documento.pdf"),
    Command("batch", 0, "render piano.xml altro/piano.xml -t rapporto -d uscite -j 1 --log=diario.jsonl", "uscite", anew=True),
    Command("init", 0, "init -o nuovo.xml", "nuovo.xml"),
    Command("usage", 2, "vaildate piano.xml"),
    Command("help", 0, "render --help"),
]


def make_inputs(pira, folder):
    sample = os.path.join(ROOT, "samples", "ciclo-di-vita")
    for name in ("piano.xml", "logo.png"):
        shutil.copy(os.path.join(sample, name), folder)
    shutil.copy(os.path.join(sample, "dicembre.csv"), os.path.join(folder, "valori.csv"))
    shutil.copytree(sample, os.path.join(folder, "altro"))
    shutil.copytree(os.path.join(ROOT, "samples", "bergamo-2022"), os.path.join(folder, "figure"))
    with open(os.path.join(folder, "piano.xml"), encoding="utf-8") as file:
        plan = file.read()
    table = ('<tabella id="t"><colonne><colonna id="c" tipo="importo"/></colonne><riga><cella><importo>1</importo></cella></riga>'
             '<riga><cella><importo>3</importo></cella></riga><riga genere="totale"><cella><importo>5</importo></cella></riga></tabella>')
    texts = {
        "guasto.xml": plan.replace("<fonte>Questionario</fonte>", "<fnote>Questionario</fnote>", 1)
                          .replace('peso="40"', 'peso="400"', 1).replace('cofog="04.1"', 'cofog="44.1"', 1),
        "totale.xml": plan.replace("</albero>", "</albero><tabelle>" + table + "</tabelle>", 1),
        "malformato.xml": plan.replace("</albero>", "</alberi>", 1),
        "guasti.csv": "codice;periodo;valore\nASSISTITE;2026;molti\nP9;2026;5\n",
    }
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    with open(os.path.join(folder, "utf16.xml"), "w", encoding="utf-16") as file:
        file.write(plan.replace('encoding="UTF-8"', 'encoding="UTF-16"', 1))
    subprocess.run([pira, "render", "piano.xml", "-t", "rapporto", "-o", "documento.pdf"], cwd=folder, check=True)


def fnv(data):
    value = 14695981039346656037
    for byte in data:
        value = (value ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return value


def contents(path):
    """A file's bytes; of a folder those of all files, with their names; None when there is nothing."""
    if os.path.isdir(path):
        return b"".join(name.encode() + b"\0" + (contents(os.path.join(path, name)) or b"") for name in sorted(os.listdir(path)))
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


class Outcome:
    """What became of a run: signal, status, blocks leaked, standard output and the output as checksums, standard error.
    The output is 0 when it is as it was before."""
    def __init__(self, signal, status, leaked, out, output, err, said):
        self.signal, self.status, self.leaked, self.out, self.output, self.err = signal, status, leaked, out, output, err
        self.said = said       # standard output itself, where messages go there


def unescape(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), text)


def is_json(text):
    try:
        for part in [text] if text.startswith('{"$schema"') else text.splitlines():
            json.loads(part)
    except ValueError:
        return False
    return True


class Campaign:
    def __init__(self, pira, shim, folder, verbose):
        self.pira, self.shim, self.folder, self.verbose = pira, shim, folder, verbose
        self.faults = self.harmless = self.failed = 0
        self.told, self.whole = {}, {}
        self.inputs = sorted(os.listdir(folder))

    def path(self, name):
        return os.path.join(self.folder, name)

    def environment(self, kind, command, **more):
        chosen = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": ROOT, "PIRA_WATCHED": "1",
                  "LD_PRELOAD": self.shim, "FAULTS": kind}
        if command.output and not command.anew:
            chosen["FAULTS_OUTPUT"] = command.output
        chosen.update({"FAULTS_" + name.upper(): str(value) for name, value in more.items()})
        return chosen

    @staticmethod
    def says(command):
        return command.anew or any(argument.startswith("--format") for argument in command.arguments)

    def files(self, command):
        """What the files of an output folder contain."""
        folder = self.path(command.output)
        names = os.listdir(folder) if os.path.isdir(folder) else []
        return {name: contents(os.path.join(folder, name)) for name in names if not name.startswith(".pira-")}

    def prepare(self, command):
        """The folder as it is before a run."""
        for name in sorted(os.listdir(self.folder)):
            if name not in self.inputs:
                path = self.path(name)
                shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
        if command.output == "uscita":
            with open(self.path("uscita"), "wb") as file:
                file.write(OLD)

    def run(self, command, environment):
        done = subprocess.run([self.pira, *command.arguments], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=600, check=False)
        before = OLD if command.output == "uscita" else None
        output = contents(self.path(command.output)) if command.output else None
        signal, err, leaked = max(0, -done.returncode), done.stderr.decode("utf-8", "replace"), 0
        if "\nfaults: " in "\n" + err:
            err, _, told = err.rpartition("faults: ")
            leaked = int(told.split()[0])
        return Outcome(signal, done.returncode, leaked, fnv(done.stdout), 0 if output == before else fnv(output or b""), err,
                       done.stdout.decode("utf-8", "replace") if self.says(command) else "")

    def complain(self, command, kind, what, number, call, fault, outcome):
        self.failed += 1
        key = (command.name, kind, what)
        self.told[key] = self.told.get(key, 0) + 1
        if self.verbose or self.told[key] <= 2:
            name = "short" if fault == SHORT else errno.errorcode.get(fault, str(fault))
            print(f"FAILED: {command.name}, {kind} {number}, {call} {name}: {what}: signal {outcome.signal}, status {outcome.status}, "
                  f"{outcome.leaked} blocks leaked: {outcome.err[:300]!r}", flush=True)

    def judge(self, command, kind, good, fault, call, o):
        """What is wrong with the outcome O of a run that met FAULT; None: nothing."""
        same = (o.status, o.out, o.output, o.err) == (good.status, good.out, good.output, good.err)
        if o.signal:
            return "a signal"
        if o.leaked:
            return "memory not given back"
        if same:
            self.harmless += 1
            return None
        if fault in (SHORT, errno.EINTR):
            return "was not tried again"
        if call == "stat" and DATA_CHANGED in o.err:
            return None                        # whether the program's data have changed is not known, and said so
        if (call, fault, o.status) == ("access", errno.ENOENT, 2):
            return None                        # a template that is not there
        if (call, fault, o.status, o.out) == ("open", errno.ENOENT, 0, good.out):
            return None                        # a picture that comes into being between two looks at it: its size is another
        if kind != "io":
            if o.status != 5:
                return "not the status of memory"
            if NO_MEMORY not in o.err + o.said:
                return "does not say that memory ran out"
        elif call in PROCESSES:
            if o.status not in (5, 70):
                return "not the status of a process"
        elif o.status not in ((3, 4, 5) if fault == errno.ENOMEM else (3, 4)):
            return "not the status of a file"
        elif o.status != 5 and not any(name in "\n" + o.err + o.said for name in self.names(command)):
            return "names no file"
        if command.anew and good.said.startswith(o.said):
            return None                        # the files that were written before, each of them whole
        if o.out != fnv(b"") and not (self.says(command) and is_json(o.said)) and o.out != good.out:
            return "half a result on standard output"
        if o.output and o.output != good.output and not command.anew:   # whole, when only a message about it was lost
            return "the output was touched"
        return None

    def names(self, command):
        return self.inputs + ["xsd/", "templates/", "fonts/", "uscita", "nuovo.xml", "estratti", "uscite", RECORD, "\n.: ", "hyph", "«-»", "-:", "schemi e i modelli di pira: cercati in " + ROOT]

    def check(self, command, kind, good, number, call, fault, outcome):
        self.faults += 1
        wrong = self.judge(command, kind, good, fault, call, outcome)
        if wrong:
            self.complain(command, kind, wrong, number, call, fault, outcome)

    def record_is_true(self, outcome):
        """Whether the record of a run of many plans, if there is one, says of each plan what became of it. (A document that
        failed may be there, whole: when the folder could not be made to last.)"""
        text = contents(self.path(RECORD))
        if text is None:
            return True
        lines = [json.loads(line) for line in text.decode().splitlines()]
        return ([line["file"] for line in lines] == ["piano.xml", "altro/piano.xml"]
                and all(line["status"] != 0 or os.path.exists(self.path(line["output"])) for line in lines)
                and (outcome.status != 0) >= any(line["status"] for line in lines))

    def late(self, command, kind, good, number, call, fault, index, worker):
        self.prepare(command)
        outcome = self.run(command, self.environment(kind, command, at=number, how=index, tell=1, worker=worker))
        self.check(command, kind, good, number, call, fault, outcome)
        if not self.record_is_true(outcome):
            self.complain(command, kind, "the record is wrong", number, call, fault, outcome)
        if command.anew and not self.files(command).items() <= self.whole.items():
            self.complain(command, kind, "a file that is not whole", number, call, fault, outcome)
        left = [name for name in os.listdir(self.folder) if name.startswith(".pira-")]
        if left and call != "unlinkat" and (call, fault) != ("flock", errno.EWOULDBLOCK):   # a lock: another run removes it
            self.complain(command, kind, "litter", number, call, fault, outcome)
        if left:
            if command.output == "nuovo.xml" and os.path.exists(self.path(command.output)):
                os.unlink(self.path(command.output))   # init replaces nothing
            self.run(command, self.environment("none", command))
            if [name for name in os.listdir(self.folder) if name.startswith(".pira-")]:
                self.complain(command, kind, "litter after the next run", number, call, fault, outcome)

    def campaign(self, command, kind, depth, step, phase):
        self.prepare(command)
        good = self.run(command, self.environment("none", command))
        if good.status != command.status:
            self.complain(command, kind, "the run without faults", 0, "", 0, good)
            return
        self.whole = self.files(command) if command.anew else {}
        self.prepare(command)
        log = self.folder + ".log"
        self.run(command, self.environment(kind, command, log=log, depth=depth, step=step, phase=phase, late=int(command.anew),
                                           say=int(self.says(command))))
        with open(log, encoding="utf-8", errors="replace", newline="\n") as file:
            lines = [line.rstrip("\n").split("\t") for line in file]
        os.unlink(log)
        if not lines or lines[-1][0] != "end" or lines[-1][2] != "0":
            self.complain(command, kind, f"the run of the campaign: {lines[-1:]}", 0, "", 0, good)
        for number, call, fault, index, *rest in lines[:-1]:
            if rest[0] == "late":
                self.late(command, kind, good, int(number), call, int(fault), int(index), rest[1])
                continue
            signal, status, leaked, out, output, err, said = rest
            self.check(command, kind, good, int(number), call, int(fault),
                       Outcome(int(signal), int(status), int(leaked), int(out, 16), int(output, 16), unescape(err), unescape(said)))


def depth_of(command, kind):
    """By how many return addresses the ways to a call are told apart; 0: every call is one."""
    if kind == "io":
        return 8
    if command.name == "batch":
        return 6 if FULL else 3                # two documents for each fault; render reaches every call
    if not FULL:
        return 4
    return 0 if kind == "alloc" and not command.full else 9


def main():
    arguments = sys.argv[1:]
    pira, shim = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    only = arguments[arguments.index("--only") + 1] if "--only" in arguments else ""
    kinds = arguments[arguments.index("--kinds") + 1].split(",") if "--kinds" in arguments else ["alloc", "alloc-on", "io"]
    step = int(arguments[arguments.index("--step") + 1]) if "--step" in arguments else 1 if FULL else 4
    depth = int(arguments[arguments.index("--depth") + 1]) if "--depth" in arguments else None
    with tempfile.TemporaryDirectory(prefix="pira-faults-") as folder:
        make_inputs(pira, folder)
        c = Campaign(pira, shim, folder, "--verbose" in arguments)
        for command in COMMANDS:
            for kind in kinds:
                if only not in command.name or (command.full and not FULL):
                    continue
                begin, faults, failed = time.time(), c.faults, c.failed
                c.campaign(command, kind, depth_of(command, kind) if depth is None else depth, step, 0)
                print(f"{command.name}, {kind}: {c.faults - faults} faults, {c.failed - failed} failed, {time.time() - begin:.1f} s", flush=True)
        print(f"{c.faults} faults, {c.harmless} of them harmless")
        print(f"{c.faults - c.failed} passed, {c.failed} failed")
    return 1 if c.failed else 0


if __name__ == "__main__":
    sys.exit(main())
