#!/usr/bin/env python3
"""mutants.py: changes real plans element by element, always in the same way for the same number, and runs pira on them.

Usage: mutants.py PIRA [--count N] [--from N] [--write N FILE]      (--write: mutant N into FILE, and nothing is run)

Each of validate, compute and render must end within SECONDS of CPU and MEMORY with status 0, 1, 3 or 5, and with a message
unless it is 0. What validates is computed and laid out: the computed plan validates, computing it again changes nothing, and
the PDF is whole for qpdf. What does not validate is laid out as a draft, or refused.
"""
import copy
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SECONDS, MEMORY = 2, 256 << 20
SPACE = "urn:pira:piano:1"
GOOD = (0, 1, 3, 5)
CRASH = re.compile(r"Sanitizer|runtime error:|Assertion|PIRA-9002")
# Small ones stand more often: what they show, large ones show more slowly.
SMALL = [("ciclo-di-vita", "rapporto"), ("ciclo-di-vita", "preventivo"), ("ciclo-di-vita", "aggiornamento")]
LARGE = [("bologna-2025", "preventivo"), ("pistoia-prato-2024", "aggiornamento"), ("modena-2025", "alberatura"),
         ("ferrara-2017", "rapporto"), ("bergamo-2022", "performance"), ("ferrara-2017", "cruscotto"), ("modena-2025", "schede")]

NUMBERS = ["0", "-1", "-0.5", "1", "100", "100.0000001", "99999999999999999999", "-99999999999999999999", "0.000000000000000000001",
           "9" * 400, "1e5", "", "NaN", "1,5", "00012", "+7", "1.", ".5", "3.14159265358979"]
DATES = ["2026-02-29", "2024-02-29", "0001-01-01", "9999-12-31", "2026-13-01", "31/12/2026", "2026-12-31Z", "-2026-01-01", ""]
TEXTS = ["", " ", "x" * 5000, "parola " * 400, "a\u00ADb" * 200, "\u202Ebidi al contrario\u202C", "\u2067isolato\u2069", "\u0378 non assegnato",
         "\U0001F600 fuori dal piano", "e\u0301" * 50, "\u200B\u200B\u200B", "riga\nriga\n\nriga", "<&>\"'", "{@codice}", "«" * 40,
         "https://esempio.it/" + "a" * 600, "\u00A0" * 50, "1.234,56 €", "\uFFFD", "\u0430\u0431\u0432 кириллица", "-" * 300]
FORMULAS = ["M1", "1 / 0", "(((((((1)))))))", "1 + " * 300 + "1", "x y", "ASSISTITE * ASSISTITE * ASSISTITE", "((", "", "0 / 0", "-" * 50 + "1"]


def local(element):
    return element.tag.rpartition("}")[2]


def elements(root):
    return [(parent, child) for parent in root.iter() for child in parent]


def pick(chance, root):
    return chance.choice(elements(root))


def delete(chance, root):
    parent, child = pick(chance, root)
    parent.remove(child)


def duplicate(chance, root):
    parent, child = pick(chance, root)
    twin = copy.deepcopy(child)
    if chance.random() < 0.7:                      # its ids are new, so that more than the rule on ids is met
        for element in twin.iter():
            if "id" in element.attrib:
                element.set("id", element.get("id") + "-bis")
    for _ in range(chance.choice([1, 1, 1, 5])):
        parent.insert(list(parent).index(child) + 1, copy.deepcopy(twin) if chance.random() < 0.2 else twin)


def move(chance, root):
    parent, child = pick(chance, root)
    inside = set(child.iter())
    others = [e for e in root.iter() if e not in inside and (local(e) == local(parent) or chance.random() < 0.05)]
    parent.remove(child)
    to = chance.choice(others or [parent])
    to.insert(chance.randint(0, len(to)), child)


def swap(chance, root):
    parent, one = pick(chance, root)
    others = [(p, c) for p, c in elements(root) if local(c) == local(one) and c not in set(one.iter()) and one not in set(c.iter())]
    if not others:
        return
    to, other = chance.choice(others)
    i, j = list(parent).index(one), list(to).index(other)
    parent[i], to[j] = other, one


def ids(root):
    return [e.get("id") for e in root.iter() if e.get("id")]


def reference(chance, root):
    known = ids(root) or ["x"]
    names = ("rif", "livello", "centri", "livelli", "indicatore", "tabella", "riga", "colonna", "missione", "programma")
    holders = [(e, n) for e in root.iter() for n in names if n in e.attrib]
    if holders:
        element, name = chance.choice(holders)
        element.set(name, chance.choice([chance.choice(known), chance.choice(known), "inesistente", "", element.get("id", "x")]))


def identity(chance, root):
    holders = [e for e in root.iter() if "id" in e.attrib]
    if holders:
        chance.choice(holders).set("id", chance.choice(ids(root) + ["nuovo", "9x", "con spazio", ""]))


def number(chance, root):
    places = [e for e in root.iter() if local(e) in ("numero", "percento", "importo", "durata")]
    attributes = [(e, n) for e in root.iter() for n in ("peso", "massimo", "minimo", "da", "decimali", "arrotonda", "larghezza-mm", "prima-pagina") if n in e.attrib]
    if attributes and chance.random() < 0.5:
        element, name = chance.choice(attributes)
        element.set(name, chance.choice(NUMBERS))
    elif places:
        chance.choice(places).text = chance.choice(NUMBERS)


def date(chance, root):
    places = [e for e in root.iter() if local(e) == "data"]
    attributes = [(e, n) for e in root.iter() for n in ("anno", "al", "data", "dal", "fino-al") if n in e.attrib]
    if places and chance.random() < 0.4:
        chance.choice(places).text = chance.choice(DATES)
    elif attributes:
        element, name = chance.choice(attributes)
        element.set(name, chance.choice(DATES + ["2024", "2025", "2026", "2027", "1", "9999"]))


def text(chance, root):
    places = [e for e in root.iter() if e.text and e.text.strip() and len(e) == 0]
    if places:
        element = chance.choice(places)
        element.text = chance.choice(TEXTS) if chance.random() < 0.7 else element.text * chance.choice([2, 50])


def formula(chance, root):
    places = [e for e in root.iter() if local(e) == "formula"]
    if places:
        chance.choice(places).text = chance.choice(FORMULAS)


def attribute(chance, root):
    element = chance.choice([e for e in root.iter() if e.attrib])
    name = chance.choice(sorted(element.attrib))
    kind = chance.random()
    if kind < 0.4:
        del element.attrib[name]
    elif kind < 0.7:                               # a value that the attribute has elsewhere
        element.set(name, chance.choice([e.get(name) for e in root.iter() if name in e.attrib]))
    else:
        element.set(name, chance.choice(TEXTS[:8] + ["si", "no", "0", "x"]))


def type_of_value(chance, root):
    kinds = ("numero", "percento", "importo", "durata", "data", "sino", "parole")
    places = [e for e in root.iter() if local(e) in kinds]
    if places:
        chance.choice(places).tag = "{%s}%s" % (SPACE, chance.choice(kinds))


MUTATIONS = [delete, delete, duplicate, duplicate, move, swap, swap, reference, reference, identity, number, number, number, date, text, text,
             formula, attribute, attribute, type_of_value]


def base(n):
    sample, template = SMALL[n // 3 % len(SMALL)] if n % 3 else LARGE[n // 3 % len(LARGE)]
    return os.path.join(ROOT, "samples", sample), template


def mutant(n):
    """The plan of number N, its template, the folder of its pictures, and what was done to it."""
    chance = random.Random(n)
    folder, template = base(n)
    root = ET.parse(os.path.join(folder, "piano.xml")).getroot()
    done = [chance.choice(MUTATIONS) for _ in range(chance.choice([1, 1, 1, 2, 3, 6]))]
    for mutation in done:
        mutation(chance, root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True), template, folder, [m.__name__ for m in done]


def bounds(pira):
    """What limits each run; a build with sanitizers needs other memory and more time."""
    slow = b"san.so" in subprocess.run(["ldd", pira], capture_output=True, check=False).stdout

    def apply():
        seconds = SECONDS * (20 if slow else 1)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if not slow:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    return apply


class Trial:
    def __init__(self, pira, folder):
        self.pira, self.folder, self.bounds = pira, folder, bounds(pira)
        self.statuses, self.wrong = {}, []

    def run(self, *arguments):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": ROOT}
        try:
            done = subprocess.run([self.pira, *arguments], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=120, preexec_fn=self.bounds, check=False)
        except subprocess.TimeoutExpired:
            self.wrong.append(f"{arguments[0]} does not end")
            return 5, ""
        errors = done.stderr.decode("utf-8", "replace")
        if done.returncode not in GOOD or CRASH.search(errors):
            self.wrong.append(f"{' '.join(arguments)}: status {done.returncode}: {errors[:400]}")
        elif done.returncode != 0 and "PIRA-" not in errors:
            self.wrong.append(f"{' '.join(arguments)}: status {done.returncode} without a message")
        key = (arguments[0], done.returncode)
        self.statuses[key] = self.statuses.get(key, 0) + 1
        return done.returncode, errors

    def check_pdf(self, name):
        done = subprocess.run(["qpdf", "--check", name], cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.wrong.append(f"qpdf: {(done.stdout + done.stderr)[:300]}")

    def laid_out(self, template, draft):
        status, errors = self.run("render", "piano.xml", "-t", template, "-o", "uscita.pdf", *(["--draft"] if draft else []))
        there = os.path.exists(os.path.join(self.folder, "uscita.pdf"))
        if there != (status == 0):
            self.wrong.append(f"render: status {status}, and the file is {'there' if there else 'not there'}")
        if status == 0:
            self.check_pdf("uscita.pdf")
        elif status == 1 and not draft and not re.search(r"PIRA-[567]", errors):   # what no font has, what fits no page
            self.wrong.append(f"render refuses a plan that validates: {errors[:400]}")

    def computed(self):
        status, errors = self.run("compute", "piano.xml", "-o", "una.xml")
        if status != 0:
            self.wrong.append(f"compute refuses a plan that validates: {errors[:400]}")
            return
        if self.run("validate", "una.xml")[0] != 0:
            self.wrong.append("the computed plan does not validate")
        self.run("compute", "una.xml", "-o", "due.xml")
        one, two = (open(os.path.join(self.folder, name), "rb").read() if os.path.exists(os.path.join(self.folder, name)) else None
                    for name in ("una.xml", "due.xml"))
        if one != two:
            self.wrong.append("computing twice is not computing once")

    def attempt(self, n):
        self.wrong = []
        plan, template, pictures, done = mutant(n)
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        for name in os.listdir(pictures):
            if name.endswith(".png") and name != "pagina.png":
                shutil.copy(os.path.join(pictures, name), self.folder)
        with open(os.path.join(self.folder, "piano.xml"), "wb") as file:
            file.write(plan)
        status, _ = self.run("validate", "piano.xml")
        if status == 0:
            self.computed()
        else:
            self.run("compute", "piano.xml", "-o", "una.xml")
        if status in (0, 1):
            self.laid_out(template, status != 0)
        if [name for name in os.listdir(self.folder) if name.startswith(".pira-")]:
            self.wrong.append("litter")
        return done, template


def main():
    arguments = sys.argv[1:]
    ET.register_namespace("", SPACE)

    def option(name, otherwise):
        return int(arguments[arguments.index(name) + 1]) if name in arguments else otherwise
    if "--write" in arguments:
        with open(arguments[arguments.index("--write") + 2], "wb") as file:
            file.write(mutant(option("--write", 0))[0])
        return 0
    pira = os.path.abspath(arguments[0])
    first, count = option("--from", 0), option("--count", 2000 if os.environ.get("FULL") else 60)
    passed = failed = 0
    start = time.time()
    with tempfile.TemporaryDirectory(prefix="pira-mutants-") as folder:
        trial = Trial(pira, folder)
        for n in range(first, first + count):
            done, template = trial.attempt(n)
            passed += not trial.wrong
            failed += bool(trial.wrong)
            for what in trial.wrong:
                print(f"FAILED: mutant {n} ({', '.join(done)}; {template}): {what}", flush=True)
    print(f"{count} mutants in {time.time() - start:.0f} s: " +
          ", ".join(f"{command} {status}: {times}" for (command, status), times in sorted(trial.statuses.items())))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
