#!/usr/bin/env python3
"""gen.py: writes a made-up report on results of any size, to measure pira with. Usage: gen.py CHAMBERS > piano.xml

A chamber has 3 areas of 3 strategic objectives, 60 operational objectives and 3 indicators each: 180 indicators, as
many as a real report. Texts, kinds of values and the share of results below target follow real documents in length
and frequency only; every word is invented. The same number gives the same plan, byte for byte.
"""
import random
import sys
from xml.sax.saxutils import escape, quoteattr

YEAR = 2025
ACTIONS = ["Promuovere", "Consolidare", "Semplificare", "Riordinare", "Potenziare", "Qualificare", "Avviare",
           "Completare", "Valorizzare", "Coordinare", "Aggiornare", "Estendere"]
OBJECTS = ["i servizi di assistenza allo sportello", "le procedure telematiche", "il sistema dei controlli interni",
           "le attività di formazione", "i percorsi di orientamento", "la qualità delle banche dati",
           "gli strumenti per l'accesso al credito", "la gestione documentale", "le verifiche sugli strumenti di misura",
           "la comunicazione con l'utenza", "l'uso dell'identità digitale"]
PEOPLE = ["per le imprese del territorio", "per i consumatori", "per le nuove imprese", "per gli ordini professionali",
          "per le imprese agricole e artigiane", "per gli istituti scolastici", "per gli enti locali"]
TAILS = ["anche con la collaborazione degli altri enti del sistema", "secondo le norme vigenti",
         "nel corso dell'anno", "per ridurre i tempi di attesa", "con attenzione particolare alle aree interne",
         "nel rispetto della carta dei servizi", "e divulgazione dei risultati", "con le piattaforme condivise"]
COUNTED = ["Numero di incontri svolti", "Numero di imprese assistite", "Numero di partecipanti ai seminari",
           "Numero di visite ispettive", "Numero di documenti predisposti", "Numero di pratiche evase"]
TIMED = ["Tempo medio di rilascio dei certificati", "Tempo medio di pagamento delle fatture"]
SHARES = ["Quota di pratiche evase entro cinque giorni", "Quota di utenti soddisfatti del servizio"]
COSTS = ["Costo medio del servizio erogato", "Risorse impiegate per impresa attiva"]
DEADLINES = ["Predisposizione della relazione annuale", "Approvazione del nuovo regolamento"]
OFFICES = ["SEGRETERIA GENERALE", "ESTERO", "MEDIAZIONE", "MARCHI E BREVETTI", "VIGILANZA DEL MERCATO",
           "CONTABILITÀ E BILANCIO", "REGISTRO IMPRESE", "PROMOZIONE", "STATISTICA"]
AREAS = ["Rafforzare il mercato e le imprese", "Semplificare il rapporto con le imprese", "Rafforzare l'ente"]

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<piano xmlns="urn:pira:piano:1" versione="1" anno="{YEAR}" documento="rapporto">
  <ente><denominazione>Camera di commercio di prova</denominazione></ente>
  <documento tipo="rapporto"><titolo>Rapporto sui risultati {YEAR}</titolo></documento>
  <metodo>
    <grado massimo="100" minimo="0" decimali="2"/>
    <aggregazione livello="operativo" regola="media-pesata" decimali="2"/>
    <aggregazione livello="strategico" regola="media" arrotonda="2" decimali="2"/>
    <totale id="totale" regola="media" livelli="operativo" arrotonda="2" decimali="2"><nome>Totale obiettivi operativi</nome></totale>
    <valutazione>
      <fascia id="raggiunto" da="90" forma="cerchio" colore="verde">raggiunto</fascia>
      <fascia id="parziale" da="60" forma="triangolo" colore="ambra">parzialmente raggiunto</fascia>
      <fascia id="mancato" forma="croce" colore="rosso">non raggiunto</fascia>
    </valutazione>
  </metodo>
  <albero>
    <livelli>
      <livello id="area" nome="Area strategica" natura="area"/>
      <livello id="strategico" nome="Obiettivo strategico" natura="strategico"/>
      <livello id="operativo" nome="Obiettivo operativo" natura="operativo"/>
    </livelli>
"""
TAIL = "  </albero>\n</piano>\n"


class Plan:
    def __init__(self, chambers):
        self.random = random.Random(20170)   # any fixed number
        self.chambers = chambers
        self.serial = 0
        self.out = []

    def line(self, depth, text):
        self.out.append("  " * depth + text + "\n")

    def stretch(self, start, mean, spread, low, high):
        """START, prolonged to about as many characters as real texts have."""
        wanted = min(high, max(low, self.random.gauss(mean, spread)))
        text = start
        while len(text) < wanted - 15:
            text += ", " + self.random.choice(TAILS)
        return text

    def title(self):
        r = self.random
        start = f"{r.choice(ACTIONS)} {r.choice(OBJECTS)} {r.choice(PEOPLE)}"
        return escape(self.stretch(start, 140, 40, 44, 250))

    def measure(self, n, kind, value, unit):
        name = f"m{self.serial}-{n}"
        unit = f" unita={quoteattr(unit)}" if unit else ""
        return f'<misura id="{name}" codice="M{self.serial}.{n}"{unit}><valore anno="{YEAR}"><{kind}>{value}</{kind}></valore></misura>', \
            f'<misura rif="{name}"/>'

    def value(self, met):
        """Start of the name, measures, formula, unit, comparator, target with its kind, of one indicator."""
        r, choice = self.random, self.random.random()
        if choice < 0.50:
            n = r.randint(4, 900)
            m, f = self.measure(1, "numero", n, "N.")
            return r.choice(COUNTED), m, f, "N.", "almeno", "numero", n if met else n + r.randint(1, n)
        if choice < 0.65:
            month, day = r.randint(2, 11), r.randint(1, 28)
            m, f = self.measure(1, "data", f"{YEAR}-{month:02d}-{day:02d}", "")
            return r.choice(DEADLINES), m, f, "data", "entro", "data", f"{YEAR}-{month if met else month - 1:02d}-{day:02d}"
        if choice < 0.80:
            b = r.randint(50, 9000)
            a = r.randint(b // 2, b)
            m1, f1 = self.measure(1, "numero", a, "N.")
            m2, f2 = self.measure(2, "numero", b, "N.")
            share = a * 100 // b
            return r.choice(SHARES), m1 + m2, f"{f1} / {f2}", "%", "almeno", "percento", share if met else share + 5
        if choice < 0.92:
            a, b = r.randint(100000, 9000000), r.randint(50, 40000)
            m1, f1 = self.measure(1, "importo", f"{a // 100}.{a % 100:02d}", "€")
            m2, f2 = self.measure(2, "numero", b, "N.")
            cost = a // b
            return r.choice(COSTS), m1 + m2, f"{f1} / {f2}", "€", "al-massimo", "importo", \
                f"{cost / 100 * (1.2 if met else 0.8) + 0.01:.2f}"
        days = r.randint(3, 60)
        m, f = self.measure(1, "durata", days, "gg")
        return r.choice(TIMED), m, f, "gg", "al-massimo", "durata", days if met else days - 1

    def indicator(self, weight):
        r = self.random
        self.serial += 1
        start, measures, formula, unit, comparator, kind, target = self.value(r.random() < 0.83)
        name = self.stretch(start, 88, 34, 20, 168)
        words = name if r.random() < 0.75 else self.stretch(start, 130, 30, 60, 200)
        self.line(5, f'<indicatore id="i{self.serial}" codice="F{self.serial:03d}" peso="{weight}" unita={quoteattr(unit)}>')
        self.line(6, f"<nome>{escape(name)}</nome>")
        self.line(6, f"<algoritmo>{escape(words)}</algoritmo>")
        self.line(6, measures)
        self.line(6, f"<formula>{formula}</formula>")
        self.line(6, f'<target anno="{YEAR}" comparatore="{comparator}"><{kind}>{target}</{kind}></target>')
        self.line(5, "</indicatore>")

    def operational(self, code):
        self.line(4, f'<nodo id="o{self.serial}" livello="operativo" codice="{code}">')
        self.line(5, f"<titolo>{self.title()}</titolo>")
        self.line(5, f"<responsabile>{escape(self.random.choice(OFFICES))}</responsabile>")
        for weight in self.random.choice([(33, 33, 34), (33, 34, 33), (34, 33, 33)]):
            self.indicator(weight)
        self.line(4, "</nodo>")

    def area(self, chamber, a):
        prefix = f"{chamber:03d}." if self.chambers > 1 else ""
        where = f" - Camera di commercio di prova {chamber:03d}" if self.chambers > 1 else ""
        self.line(2, f'<nodo id="a{chamber}-{a}" livello="area" codice="{prefix}{a:02d}"><titolo>{escape(AREAS[a - 1] + where)}</titolo>')
        for s, objectives in enumerate((6, 7, 7), 1):
            code = f"{prefix}{a:02d}.O{s}"
            self.line(3, f'<nodo id="s{chamber}-{a}-{s}" livello="strategico" codice="{code}"><titolo>{self.title()}</titolo>')
            for o in range(objectives):
                self.operational(f"{code}.I{o + 1}")
            self.line(3, "</nodo>")
        self.line(2, "</nodo>")

    def write(self, file):
        for chamber in range(1, self.chambers + 1):
            for a in (1, 2, 3):
                self.area(chamber, a)
        file.write(HEAD + "".join(self.out) + TAIL)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    Plan(int(sys.argv[1])).write(sys.stdout)
