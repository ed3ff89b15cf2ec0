#!/usr/bin/env python3
"""bench.py: what pira costs, beside floors and peers, all from one run. Usage: bench.py WORK_FOLDER, with PIRA in the environment.

A made-up report of 1, 10 and 100 chambers (gen_neutral.py: 180 indicators each) is set by pira and, as the same table, by
every peer that is found: Typst and pdfmake in the folder BENCH_NODE, where npm installed @myriaddreamin/typst-ts-node-compiler
and pdfmake; WeasyPrint, Chromium, LibreOffice, FOP and pdfLaTeX on the PATH. None is installed from here. Peers are given
their own input, converted beforehand; pira reads its plan, validates it, checks its rules and computes what they leave out.

Floors: xmllint validating the same plan against the same schema, and zlib at level 6 deflating what pira's document holds.
Figures are CPU seconds of all processes, the least of ROUNDS (3) rounds in which every program has its turn, and the peak
memory of the largest process. SCALES ("1 10 100"), PEERS ("typst fop", "": none) and LIMIT (60 s, above which a peer is left
out) may be set. Speed never fails: the exit status says only whether something could not be run.
"""
import os
import shutil
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCHEMA = f"{ROOT}/xsd/piano.xsd"
BATCH = 800

# What is aimed at; mended when the aim is.
BATCH_SECONDS = 14.0      # CPU of BATCH plans of one chamber in one run
GROWTH = 10.5             # CPU of 100 chambers over that of 10


def setting(name, otherwise):
    return os.environ.get(name, otherwise)


def run_within(seconds, command):
    """Status, output and messages of COMMAND, which ends, with all that it has started, after SECONDS on the clock."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return 124, "", f"stopped after {seconds:.0f} s"
    return process.returncode, out, err


class Runner:
    """Something that is measured: its command, what it writes, and what was measured so far."""

    def __init__(self, name, command, output=None):
        self.name, self.command, self.output = name, command, output
        self.cpu, self.peak, self.runs, self.failed = None, 0, 0, False

    def run(self, measure, limit):
        # What is slow is not repeated: there the noise is small beside the figure.
        if self.failed or (self.runs > 0 and self.cpu > 10):
            return
        status, out, err = run_within(limit * 4, [measure, *self.command])
        if status != 0 or len(out.split()) != 2:
            self.failed = True
            print(f"bench: {self.name}: {err.strip()[-300:] or f'status {status}'}", file=sys.stderr)
            return
        cpu, peak = out.split()
        self.runs += 1
        self.cpu = float(cpu) if self.cpu is None else min(self.cpu, float(cpu))
        self.peak = max(self.peak, int(peak))

    def pages(self):
        if not self.output or not os.path.exists(self.output):
            return 0
        info = subprocess.run(["pdfinfo", self.output], capture_output=True, text=True).stdout
        return next((int(line.split()[1]) for line in info.splitlines() if line.startswith("Pages:")), 0)


# --- peers: how each is found, what it reads, and how it is run ---

def fonts():
    """The folder of Liberation Sans, for those who want files; None."""
    if not shutil.which("fc-match"):
        return None
    path = subprocess.run(["fc-match", "-f", "%{file}", "Liberation Sans:style=Regular"], capture_output=True, text=True).stdout
    return os.path.dirname(path) if path.endswith("LiberationSans-Regular.ttf") else None


def node_has(package):
    folder = setting("BENCH_NODE", "")
    return bool(folder and shutil.which("node") and fonts() and os.path.isdir(f"{folder}/node_modules/{package}"))


def node(script, *arguments):
    return ["env", f"NODE_PATH={os.path.abspath(setting('BENCH_NODE', ''))}/node_modules", "node", f"{HERE}/peers/{script}", *arguments, fonts() or ""]


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def run_typst(folder, out):
    shutil.copy(f"{HERE}/peers/plan.typ", folder)
    return node("typst.cjs", folder, out)


def run_chromium(folder, out):
    return [chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            f"--user-data-dir={folder}/chromium", "--no-pdf-header-footer", f"--print-to-pdf={out}", f"file://{folder}/plan.html"]


def run_libreoffice(folder, out):
    return ["sh", "-c", 'soffice "-env:UserInstallation=file://$1/office" --headless --convert-to pdf --outdir "$1" "$1/plan.fodt" && mv "$1/plan.pdf" "$2"',
            "sh", folder, out]


def run_latex(folder, out):
    once = 'pdflatex -interaction=batchmode -output-directory="$1" "$1/plan.tex"'
    return ["sh", "-c", f'{once} && {once} && mv "$1/plan.pdf" "$2"', "sh", folder, out]


PEERS = [   # name, whether it is here, what it reads, its command
    ("typst", lambda: node_has("@myriaddreamin/typst-ts-node-compiler"), "json", run_typst),
    ("pdfmake", lambda: node_has("pdfmake"), "json", lambda folder, out: node("pdfmake.cjs", f"{folder}/plan.json", out)),
    ("pdflatex", lambda: shutil.which("pdflatex"), "tex", run_latex),
    ("chromium", chromium, "html", run_chromium),
    ("libreoffice", lambda: shutil.which("soffice"), "fodt", run_libreoffice),
    ("fop", lambda: shutil.which("fop"), "fo", lambda folder, out: ["fop", "-q", "-fo", f"{folder}/plan.fo", "-pdf", out]),
    ("weasyprint", lambda: shutil.which("weasyprint"), "html", lambda folder, out: ["weasyprint", "-q", f"{folder}/plan.html", out]),
]


def peers_here():
    wanted = setting("PEERS", None)
    return [p for p in PEERS if (wanted is None or p[0] in wanted.split()) and p[1]()]


# --- one scale ---

def python_to(path, script, *arguments):
    with open(path, "w", encoding="utf-8") as out:
        subprocess.run([sys.executable, f"{HERE}/{script}", *arguments], stdout=out, check=True)


class Scale:
    def __init__(self, work, chambers):
        self.chambers, self.folder = chambers, f"{work}/{chambers}"
        self.measure, self.zfloor = f"{work}/measure", f"{work}/zfloor"
        self.limit = float(setting("LIMIT", "60"))
        os.makedirs(self.folder, exist_ok=True)

    def path(self, name):
        return f"{self.folder}/{name}"

    def make_inputs(self):
        python_to(self.path("neutro.xml"), "gen_neutral.py", str(self.chambers))
        subprocess.run([sys.executable, f"{HERE}/neutral.py", self.path("neutro.xml"), self.path("piano.xml")], check=True)
        python_to(self.path("proprio.xml"), "gen.py", str(self.chambers))

    def make_floor(self):
        """A document of pira must be there before what it holds can be deflated."""
        subprocess.run([os.environ["PIRA"], "render", self.path("piano.xml"), "-t", "rapporto", "-o", self.path("pira.pdf")],
                       check=True, stderr=subprocess.DEVNULL)
        subprocess.run([self.zfloor, "take", self.path("pira.pdf"), self.path("streams")], check=True)

    def own_runners(self):
        render = [os.environ["PIRA"], "render"]
        return [
            Runner("pira", [*render, self.path("piano.xml"), "-t", "rapporto", "-o", self.path("pira.pdf")], self.path("pira.pdf")),
            Runner("xmllint", ["xmllint", "--noout", "--schema", SCHEMA, self.path("piano.xml")]),
            Runner("zlib 6", [self.zfloor, self.path("streams")]),
            Runner("pira, gen.py", [*render, self.path("proprio.xml"), "-t", "rapporto", "-o", self.path("own.pdf")], self.path("own.pdf")),
        ]

    def peer_runners(self, peers, before):
        runners = []
        for name, _, form, command in peers:
            expected = before.get(name, 0) * self.chambers
            if expected > self.limit:
                print(f"bench: {name} is left out at {self.chambers} chambers: about {expected:.0f} s", file=sys.stderr)
                continue
            if not os.path.exists(self.path(f"plan.{form}")):
                python_to(self.path(f"plan.{form}"), f"peers/to_{form}.py", self.path("neutro.xml"))
            runners.append(Runner(name, command(self.folder, self.path(f"{name}.pdf")), self.path(f"{name}.pdf")))
        return runners


def measure_all(runners, scale):
    for _ in range(int(setting("ROUNDS", "3"))):
        for runner in runners:
            runner.run(scale.measure, scale.limit)


# --- tables ---

def verdict(ok):
    return "ok" if ok else "over"


def line(runner, pira):
    pages = runner.pages()
    each = f"{runner.cpu * 1000 / pages:8.3f}" if pages else " " * 8
    beside = "" if runner is pira else f"pira / this {pira.cpu / max(runner.cpu, 0.001):8.2f}" if pages == 0 \
        else f"this / pira {runner.cpu / pira.cpu:8.2f}  {verdict(runner.cpu >= pira.cpu) if not runner.name.startswith('pira') else ''}"
    print(f"  {runner.name:14}{runner.cpu:9.3f} {pages or '':>7} {each} {runner.peak / 1024:9.1f}   {beside}".rstrip())


def table(scale, runners):
    pira, floors = runners[0], runners[1:3]
    print(f"\n{scale.chambers} chamber{'s' if scale.chambers > 1 else ''}, {scale.chambers * 180} indicators\n")
    print(f"  {'':14}{'CPU s':>9} {'pages':>7} {'ms/page':>8} {'peak MB':>9}")
    for runner in runners:
        if runner.cpu is not None:
            line(runner, pira)
    if all(f.cpu is not None for f in floors):
        both = sum(f.cpu for f in floors)
        print(f"  pira is {pira.cpu / both:.2f} times the two floors together ({both:.3f} s)")


def batch(work, scale):
    """Many plans of one chamber in one run; then again, when nothing has changed."""
    plans, out = f"{work}/plans", f"{work}/documents"
    shutil.rmtree(plans, ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(plans)
    with open(scale.path("piano.xml"), encoding="utf-8") as file:
        text = file.read()
    files = [f"{plans}/camera-{n:03d}.xml" for n in range(1, BATCH + 1)]
    for n, path in enumerate(files, 1):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("Camera di commercio di prova", f"Camera di commercio numero {n}"))
    command = [os.environ["PIRA"], "render", *files, "-t", "rapporto", "-d", out, "-j", "2"]
    first, again = Runner("batch", command), Runner("batch, unchanged", [*command, "--skip-unchanged"])
    first.run(scale.measure, scale.limit)
    again.run(scale.measure, scale.limit)
    if first.cpu is None or again.cpu is None:
        return False
    print(f"\n{BATCH} plans of one chamber, -d -j 2\n")
    print(f"  made      {first.cpu:9.3f} CPU s, {first.cpu * 1000 / BATCH:.1f} ms each, peak {first.peak / 1024:.1f} MB"
          f"   target {BATCH_SECONDS:.0f} s  {verdict(first.cpu <= BATCH_SECONDS)}")
    print(f"  unchanged {again.cpu:9.3f} CPU s, {again.cpu * 1000 / BATCH:.1f} ms each (--skip-unchanged)")
    return True


def main():
    work = os.path.abspath(sys.argv[1])
    os.makedirs(work, exist_ok=True)
    compiler = setting("CC", "gcc")
    subprocess.run([compiler, "-std=c11", "-O2", "-o", f"{work}/measure", f"{HERE}/measure.c"], check=True)
    subprocess.run([compiler, "-std=c11", "-O2", "-o", f"{work}/zfloor", f"{HERE}/zfloor.c", "-lz"], check=True)
    peers, each, pira, complete = peers_here(), {}, {}, True
    for chambers in map(int, setting("SCALES", "1 10 100").split()):
        scale = Scale(work, chambers)
        scale.make_inputs()
        scale.make_floor()
        own = scale.own_runners()
        runners = own + scale.peer_runners(peers, each)
        measure_all(runners, scale)
        complete = complete and all(r.cpu is not None for r in own)
        if own[0].cpu is None:
            break
        table(scale, runners)
        each.update({r.name: (r.cpu or scale.limit) / chambers for r in runners if r not in own})
        pira[chambers] = own[0].cpu
        if chambers == 1:
            complete = batch(work, scale) and complete
        sys.stdout.flush()
    if 10 in pira and 100 in pira:
        growth = pira[100] / max(pira[10], 0.001)
        print(f"\ngrowth of pira from 10 to 100 chambers: {growth:.2f} (10 is linear)   target {GROWTH:.1f}  {verdict(growth <= GROWTH)}")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
