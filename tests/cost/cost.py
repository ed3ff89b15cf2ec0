#!/usr/bin/env python3
"""cost.py: measures plans of one shape at a size and at four times that size: for each doubling time may grow by MOST, beyond
what starting costs.

Usage: cost.py PIRA [--only PART_OF_NAME]

Time is user CPU, the least of several runs, measured again where it seems too much: other programs disturb it. What ends with status 5 has met a limit: then it was quick.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "malformed"))
import corpus  # noqa: E402

FULL = bool(os.environ.get("FULL"))
MOST = 2.3
LEAST_SECONDS = 0.1       # what takes less beyond the start is not measured: the clock is coarse
PLAN = corpus.PLAN


def insert(before, text, plan=PLAN):
    return plan.replace(before, text + before, 1)


def indicator(n, more="", name="Visite"):
    return (f'<indicatore id="j{n}" codice="J{n}" unita="N."><nome>{name}</nome>{more}<target anno="2025" comparatore="almeno"><numero>5</numero></target>'
            '<consuntivo anno="2025"><numero>5</numero></consuntivo></indicatore>')


def nodes(n):
    return insert("</albero>", "".join(f'<nodo id="kk{i}" livello="s" codice="{i}"><titolo>Obiettivo numero {i}</titolo>{indicator(i)}</nodo>' for i in range(n)))


def one_node(n):
    return insert("</nodo>", "".join(indicator(i) for i in range(n)))


def views(n):
    return insert("</viste>", "".join(f'<vista id="w{i}"><titolo>Ufficio {i}</titolo><voce rif="i1"/></vista>' for i in range(n)))


def one_view(n):
    return insert("</viste>", '<vista id="w"><titolo>Ufficio</titolo>' + '<voce rif="i1"/>' * n + "</vista>")


def rinvii(n):
    return insert("</nodo>", '<rinvio rif="i1"/>' * n)


def rinvii_apart(n):
    return insert("</albero>", "".join(f'<nodo id="kk{i}" livello="s" codice="{i}"><titolo>Obiettivo {i}</titolo><rinvio rif="i{1 + i % 2}"/></nodo>' for i in range(n)))


def measures(n):
    return insert("</misure>", "".join(f'<misura id="q{i}" codice="Q{i}" unita="N."><valore anno="2025"><numero>{i}</numero></valore></misura>' for i in range(n)))


def formulas(n):
    plan = measures(n)
    return insert("</nodo>", "".join(
        f'<indicatore id="j{i}" codice="J{i}" unita="N."><nome>Visite</nome><formula>Q{i} + M1</formula></indicatore>' for i in range(n)), plan)


def one_formula(n):
    return PLAN.replace("M1 / M2", " + ".join(["M1"] * n), 1)


def table(rows, columns='<colonna id="c9" tipo="importo"/>'):
    return insert("</tabelle>", f'<tabella id="t9"><colonne>{columns}</colonne>{rows}</tabella>')


def rows(n):
    return table("".join(f'<riga id="s{i}"><cella><importo>{i}</importo></cella></riga>' for i in range(n)) +
                 '<riga genere="totale"><cella><somma/></cella></riga>')


def rows_by_name(n):
    return table("".join(f'<riga id="s{i}"><cella><importo>{i}</importo></cella></riga>' for i in range(n)) +
                 f'<riga genere="totale"><cella><somma righe="{" ".join(f"s{i}" for i in range(n))}"/></cella></riga>')


def chained_rows(n):
    return table('<riga id="s0"><cella><importo>1</importo></cella></riga>' +
                 "".join(f'<riga id="s{i}"><cella><formula>s{i - 1} + 1</formula></cella></riga>' for i in range(1, n)))


def subtotals(n):
    return table("".join(f'<riga id="s{i}"><cella><importo>{i}</importo></cella></riga><riga genere="subtotale"><cella><somma/></cella></riga>' for i in range(n)))


def columns(n):
    return table("<riga>" + "<cella><importo>1</importo></cella>" * n + "</riga>", "".join(f'<colonna id="d{i}" tipo="importo"/>' for i in range(n)))


def tables(n):
    return insert("</tabelle>", "".join(
        f'<tabella id="u{i}"><colonne><colonna id="e{i}" tipo="importo"/></colonne><riga><cella><importo>1</importo></cella></riga></tabella>' for i in range(n)))


def text_of(section):
    return insert("</testi>", f'<sezione id="z9"><titolo>Testo</titolo>{section}</sezione>')


def paragraphs(n):
    return text_of("<p>Il piano dice che cosa si farà nell'anno, e come lo si misura.</p>" * n)


def one_paragraph(n):
    return text_of("<p>" + "parole del piano " * n + "</p>")


def one_word(n):
    return text_of("<p>" + "parolalunga" * n + "</p>")


def one_cell(n):
    return table("<riga><cella><testo>" + "parole della cella " * n + "</testo></cella></riga>", '<colonna id="c9"/>')


def notes(n):
    return text_of("".join(f"<p>Una frase<nota>con la sua nota numero {i}</nota>.</p>" for i in range(n)))


def notes_in_one(n):
    return text_of("<p>" + "".join(f"Una frase<nota>nota {i}</nota>. " for i in range(n)) + "</p>")


def emphases(n):
    return text_of("<p>" + "<corsivo>una</corsivo> <forte>due</forte> " * n + "</p>")


def sections(n):
    return insert("</testi>", "".join(f'<sezione id="z{i}"><titolo>Titolo {i}</titolo><p>Testo.</p></sezione>' for i in range(n)))


def list_items(n):
    return text_of("<elenco>" + "<voce>Una voce dell'elenco</voce>" * n + "</elenco>")


def schema_errors(n):
    return insert("</nodo>", "<sbagliato/>" * n)


def bad_numbers(n):
    return insert("</nodo>", "".join(indicator(i).replace("<numero>5", "<numero>cinque") for i in range(n)))


def bad_references(n):
    return insert("</viste>", "".join(f'<vista id="w{i}"><titolo>Ufficio {i}</titolo><voce rif="manca{i}"/></vista>' for i in range(n)))


def bad_formulas(n):
    return insert("</nodo>", "".join(indicator(i, f"<formula>X{i} + 1</formula>").replace('<consuntivo anno="2025"><numero>5</numero></consuntivo>', "") for i in range(n)))


def same_ids(n):
    return insert("</nodo>", indicator(1) * n)


def same_codes(n):
    return insert("</nodo>", "".join(indicator(i).replace(f'codice="J{i}"', 'codice="J"') for i in range(n)))


def same_names(n):
    return insert("</albero>", "".join(f'<nodo id="kk{i}" livello="s" codice="9"><titolo>Lo stesso</titolo>{indicator(i)}</nodo>' for i in range(n)))


def centres(n):
    plan = insert("</organizzazione>", "".join(f'<centro id="h{i}"><nome>Ufficio {i}</nome></centro>' for i in range(n)))
    return insert("</nodo>", "".join(indicator(i).replace("<consuntivo", f'<responsabile centri="h{i} k1"/><consuntivo', 0) for i in range(n)), plan)


def years(n):
    """Many values of one indicator: as many as there are days."""
    days = [f"{y}-{m:02d}-{d:02d}" for y in range(2025, 2200) for m in range(1, 13) for d in range(1, 29)]
    values = "".join(f'<intermedio anno="{day[:4]}" al="{day}"><numero>5</numero></intermedio>' for day in days[:n])
    return PLAN.replace('<consuntivo anno="2025"><numero>5</numero>', values + '<consuntivo anno="2025"><numero>5</numero>', 1)


def own_measures(n):
    measures = "".join(f'<misura id="q{i}" codice="Q{i}" unita="N."><valore anno="2025"><numero>{i}</numero></valore></misura>' for i in range(n))
    return PLAN.replace("<formula>M1 / M2", measures + "<formula>Q1 / Q2", 1)


DRAW = [["render", "piano.xml", "-t", "./modello.xml", "-o", "-"]]
SHIPPED = [["render", "piano.xml", "-t", name, "--draft", "-o", "-"] for name in ("preventivo", "aggiornamento", "alberatura", "rapporto", "performance")]
TABLE = [["values", "piano.xml"]]

# shape, size in check, size with FULL, what is done besides validating.
SHAPES = [
    (nodes, 1000, 9000, DRAW), (one_node, 1000, 9000, DRAW), (views, 2000, 20000, None), (one_view, 2000, 20000, None),
    (rinvii, 2000, 20000, None), (rinvii_apart, 2000, 10000, None), (measures, 2000, 20000, None), (formulas, 1000, 10000, None),
    (one_formula, 1000, 10000, None), (rows, 2000, 10000, DRAW), (rows_by_name, 2000, 5000, DRAW), (chained_rows, 1000, 5000, DRAW),
    (subtotals, 1000, 5000, DRAW), (columns, 50, 5000, DRAW), (tables, 500, 5000, DRAW), (paragraphs, 1000, 10000, DRAW),
    (one_paragraph, 2000, 10000, DRAW), (one_word, 2000, 10000, DRAW), (one_cell, 2000, 10000, DRAW), (notes, 500, 5000, DRAW),
    (notes_in_one, 500, 5000, DRAW), (emphases, 1000, 10000, DRAW), (sections, 500, 5000, DRAW), (list_items, 1000, 10000, DRAW),
    (schema_errors, 500, 10000, None), (bad_numbers, 500, 10000, None), (bad_references, 2000, 10000, None),
    (bad_formulas, 500, 10000, None), (same_ids, 500, 10000, None), (same_codes, 500, 10000, None), (same_names, 500, 10000, None),
    (centres, 500, 20000, None), (years, 4000, 14000, None),
    (own_measures, 2000, 20000, TABLE), (nodes, 1000, 4000, SHIPPED), (one_node, 1000, 4000, SHIPPED), (rinvii, 1000, 8000, SHIPPED),
]


class Costs:
    def __init__(self, pira, folder):
        self.pira, self.folder = pira, folder

    def once(self, command):
        """User CPU of a run, and its status."""
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": ROOT}
        child = subprocess.Popen([self.pira, *command], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (120, 120)))
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_utime, child.returncode

    def least(self, plan, command):
        with open(os.path.join(self.folder, "piano.xml"), "w", encoding="utf-8") as file:
            file.write(plan)
        times = []
        while len(times) < 3 or (sum(times) < 0.3 and len(times) < 6):
            seconds, status = self.once(command)
            times.append(seconds)
            if seconds > 5:
                break
        return min(times), status


class Growth:
    """What a command costs for a shape of one size and of four times that, beyond the start; the least of what was measured."""
    def __init__(self, costs, shape, size, command):
        self.costs, self.shape, self.size, self.command = costs, shape, size, command
        self.times, self.statuses = [9e9] * 3, [0] * 3

    def measure(self):
        for i, plan in enumerate((PLAN, self.shape(self.size), self.shape(4 * self.size))):
            seconds, self.statuses[i] = self.costs.least(plan, self.command)
            self.times[i] = min(self.times[i], seconds)

    def parts(self):
        start, one, four = self.times
        return max(one - start, 0), max(four - start, 0)

    def for_each_doubling(self):
        one, four = self.parts()
        return (four / max(one, LEAST_SECONDS / 4)) ** 0.5

    def is_good(self):
        return self.parts()[1] < LEAST_SECONDS or self.for_each_doubling() <= MOST or self.statuses[2] == 5

    def larger(self):
        """The same with twice as much where the smaller size takes too little to be measured; otherwise this one."""
        return Growth(self.costs, self.shape, 2 * self.size, self.command) if self.parts()[0] < LEAST_SECONDS else self

    def __str__(self):
        return (f"{' '.join(self.command)} {self.shape.__name__}: {self.size} in {self.times[1]:.2f} s (status {self.statuses[1]}), "
                f"{4 * self.size} in {self.times[2]:.2f} s (status {self.statuses[2]}): × {self.for_each_doubling():.2f} for each doubling")


def try_shape(costs, shape, size, command):
    """The growth, measured up to four times, and whether it is as it should be."""
    growth = Growth(costs, shape, size, command)
    growth.measure()
    for _ in range(3):
        if growth.is_good():
            break
        growth = growth.larger()
        growth.measure()
    return growth, growth.is_good() and all(status in (0, 1, 5) for status in growth.statuses)


def main():
    arguments = sys.argv[1:]
    pira = os.path.abspath(arguments[0])
    only = arguments[arguments.index("--only") + 1] if "--only" in arguments else ""
    passed = failed = 0
    begin = time.time()
    with tempfile.TemporaryDirectory(prefix="pira-cost-") as folder:
        costs = Costs(pira, folder)
        with open(os.path.join(folder, "modello.xml"), "w", encoding="utf-8") as file:
            file.write(corpus.TEMPLATE)
        for shape, small, large, besides in SHAPES:
            for command in [["validate", "piano.xml"]] + (besides or []):
                if only not in shape.__name__:
                    continue
                growth, good = try_shape(costs, shape, large if FULL else small, command)
                passed += good
                failed += not good
                if not good or "--verbose" in arguments:
                    print(f"{'ok' if good else 'FAILED'}: {growth}", flush=True)
    print(f"{passed + failed} shapes in {time.time() - begin:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
