#!/usr/bin/env python3
"""neutral.py: a plan in the neutral form of the peers' benchmark, as a plan of pira. Usage: neutral.py PLAN.xml PIANO.xml

The neutral form holds printed texts ("866 N.", "12-03-2025", ">= 715 N."); here they become measures, a formula and a
target, from which pira computes actual values and grades itself. Of several chambers the code is put before all others.
"""
import re
import sys
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from gen import HEAD, TAIL, YEAR   # the same method and levels

COMPARATORS = {">=": "almeno", "<=": "al-massimo", "Entro": "entro"}
TYPES = {"N.": "numero", "gg": "durata", "€": "importo", "%": "percento"}


def number(text):
    return text.replace(".", "").replace(",", ".")


def typed(text):
    """"2.332,35 €" as ("importo", "2332.35", "€"); a day has no unit."""
    day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", text)
    if day:
        return "data", f"{day[3]}-{day[2]}-{min(int(day[1]), 28):02d}", "data"
    figure, unit = re.fullmatch(r"([\d.,]+) ?(N\.|gg|€|%)", text).groups()
    return TYPES[unit], number(figure), unit


class Writer:
    def __init__(self, file):
        self.write, self.serial, self.prefix = file.write, 0, ""

    def measure(self, n, text):
        kind, value, unit = typed(text)
        name = f"m{self.serial}-{n}"
        unit = "" if kind == "data" else f" unita={quoteattr(unit)}"
        return (f'<misura id="{name}"{unit}><valore anno="{YEAR}"><{kind}>{value}</{kind}></valore></misura>',
                f'<misura rif="{name}"/>')

    def indicator(self, i):
        self.serial += 1
        values = [self.measure(n, text) for n, text in enumerate(i.findtext("valori").split(" / "), 1)]
        sign, target = i.findtext("target").split(" ", 1)
        kind, value, unit = typed(target)
        formula = " / ".join(reference for _, reference in values)
        self.write(
            f'<indicatore id="i{self.serial}" codice={quoteattr(self.prefix + i.get("codice"))} peso="{number(i.get("peso").rstrip("%"))}"'
            f' unita={quoteattr(unit)}>\n<nome>{escape(i.findtext("nome"))}</nome>\n'
            f'<algoritmo>{escape(i.findtext("algoritmo"))}</algoritmo>\n{"".join(measure for measure, _ in values)}\n'
            f'<formula>{formula}</formula>\n<target anno="{YEAR}" comparatore="{COMPARATORS[sign]}">'
            f'<{kind}>{value}</{kind}></target>\n</indicatore>\n')

    def node(self, level, code, element, inside):
        self.serial += 1
        self.write(f'<nodo id="n{self.serial}" livello="{level}" codice={quoteattr(code)}>'
                   f'<titolo>{escape(element.findtext("titolo"))}</titolo>\n')
        if element.get("responsabile"):
            self.write(f'<responsabile>{escape(element.get("responsabile"))}</responsabile>\n')
        inside()
        self.write("</nodo>\n")

    def chamber(self, ente, prefix):
        self.prefix = prefix

        def operational(o):
            self.node("operativo", prefix + o.get("codice"), o, lambda: [self.indicator(i) for i in o.iter("indicatore")])

        def strategic(s):
            self.node("strategico", prefix + s.get("codice"), s, lambda: [operational(o) for o in s.iter("operativo")])

        for a in ente.iter("area"):
            self.node("area", prefix + a.get("codice"), a, lambda: [strategic(s) for s in a.iter("strategico")])


def main():
    plan = ET.parse(sys.argv[1]).getroot()
    chambers = plan.findall("ente")
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        writer = Writer(file)
        file.write(HEAD)
        for ente in chambers:
            writer.chamber(ente, ente.get("codice") + "." if len(chambers) > 1 else "")
        file.write(TAIL)


main()
