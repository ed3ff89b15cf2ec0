#!/usr/bin/env python3
"""gen_neutral.py: writes a made-up report on results in the neutral form. Usage: gen_neutral.py CHAMBERS > neutro.xml

The neutral form says what is printed ("866 N.", "12-03-2025", ">= 715 N.", "100,00%"), so that every program of the
benchmark sets the same texts in a table of the same shape; neutral.py makes a plan of pira of it. A chamber has 3 areas of 4
strategic objectives, 60 operational objectives and 3 indicators each, as long in words as real documents; every word is
invented (gen.py). The same number gives the same file, byte for byte.
"""
import random
import sys
from xml.sax.saxutils import escape, quoteattr

from gen import ACTIONS, AREAS, COSTS, COUNTED, DEADLINES, OBJECTS, OFFICES, PEOPLE, SHARES, TAILS, TIMED, YEAR


def italian(value, decimals=0):
    """1234.5 as "1.234,50"."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


class Neutral:
    def __init__(self):
        self.random = random.Random(92)   # any fixed number
        self.out = []
        self.serial = 0

    def words(self, start, mean, least, most):
        wanted = min(most, max(least, self.random.gauss(mean, mean / 3)))
        while len(start) < wanted - 18:
            start += ", " + self.random.choice(TAILS)
        return start

    def title(self):
        pick = self.random.choice
        return self.words(f"{pick(ACTIONS)} {pick(OBJECTS)} {pick(PEOPLE)}", 145, 50, 255)

    def value(self, met):
        """Start of the name, measures, actual value, target, and the degree of attainment when the target is missed."""
        r, kind = self.random, self.random.choices("ndqcg", (50, 15, 15, 12, 8))[0]
        if kind == "n":
            n = r.randint(5, 1800)
            target = n - r.randint(0, n // 3) if met else n + r.randint(1, n)
            return r.choice(COUNTED), f"{italian(n)} N.", f"{italian(n)} N.", f">= {italian(target)} N.", n / target
        if kind == "d":
            day, month = r.randint(1, 28), r.randint(2, 11)
            actual = f"{day:02d}-{month:02d}-{YEAR}"
            return r.choice(DEADLINES), actual, actual, f"Entro {day:02d}-{month + (1 if met else -1):02d}-{YEAR}", 0
        if kind == "q":
            whole = r.randint(60, 9000)
            part = r.randint(whole // 2, whole - 1)
            share = int(1000 * part / whole) / 10
            target = share - 2 if met else min(share + 6, 100)
            return r.choice(SHARES), f"{italian(part)} N. / {italian(whole)} N.", f"{italian(share, 2)}%", f">= {italian(target, 2)}%", \
                share / target
        if kind == "c":
            amount, over = r.randint(2000, 90000), r.randint(40, 20000)
            cost = amount / over
            target = cost * (1.2 if met else 0.8) + 0.01
            return r.choice(COSTS), f"{italian(amount, 2)} € / {italian(over)} N.", f"{italian(cost, 2)} €", \
                f"<= {italian(target, 2)} €", target / cost
        days = r.randint(4, 60)
        target = days + r.randint(0, 5) if met else days - 1
        return r.choice(TIMED), f"{days} gg", f"{days} gg", f"<= {target} gg", target / days

    def indicator(self, weight):
        r = self.random
        met = r.random() < 0.8
        self.serial += 1
        start, values, actual, target, part = self.value(met)
        name = self.words(start, 90, 20, 170)
        algorithm = name if r.random() < 0.75 else self.words(start, 125, 60, 200)
        grade = 100 if met else min(99.99, 100 * part)
        light = "v" if grade >= 90 else "g" if grade >= 60 else "r"
        texts = [("nome", name), ("algoritmo", algorithm), ("valori", values), ("consuntivo", actual), ("target", target),
                 ("grado", italian(grade, 2) + "%")]
        inside = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts)
        return grade, f'<indicatore codice="F{self.serial:03d}" peso="{weight}%" luce="{light}">{inside}</indicatore>\n'

    def node(self, tag, code, children, more=""):
        """An element around CHILDREN, pairs of grade and text, with their mean as its own grade."""
        grade = sum(g for g, _ in children) / len(children)
        light = "v" if grade >= 90 else "g" if grade >= 60 else "r"
        return grade, f'<{tag} codice="{code}" grado="{italian(grade, 2)}%" luce="{light}"{more}>\n<titolo>{escape(self.title())}</titolo>\n' \
            + "".join(text for _, text in children) + f"</{tag}>\n"

    def operational(self, code):
        weights = self.random.choice([(33, 33, 34), (40, 30, 30), (50, 25, 25)])
        office = f" responsabile={quoteattr(self.random.choice(OFFICES))}"
        return self.node("operativo", code, [self.indicator(w) for w in weights], office)

    def area(self, a):
        strategic = [self.node("strategico", f"{a:02d}.{s:02d}", [self.operational(f"{a:02d}.{s:02d}.O{o}") for o in range(1, 6)])
                     for s in range(1, 5)]
        grade, text = self.node("area", f"{a}", strategic)
        return text.replace("<titolo>", f"<titolo>{escape(AREAS[a - 1])}: ", 1)

    def write(self, chambers, file):
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<piano anno="{YEAR}"><titolo>Rapporto sui risultati {YEAR}</titolo>\n')
        for chamber in range(1, chambers + 1):
            self.serial = 0
            file.write(f'<ente codice="E{chamber:03d}" nome="Camera di commercio di prova {chamber:03d}">\n')
            file.write("".join(self.area(a) for a in (1, 2, 3)))
            file.write("</ente>\n")
        file.write("</piano>\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    Neutral().write(int(sys.argv[1]), sys.stdout)
