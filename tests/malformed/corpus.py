"""corpus.py: what a case is, the good plan and the good template that cases break, and how they are changed.

A case is a command on a few files, with the exit status and the codes of the messages that must come. In the text of the
plan (or template) the sign ¦ may stand where the first of those codes must point to; it is taken out before the file is
written.
"""
import os
import re
import subprocess
import tempfile

MARK = "¦"

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<piano xmlns="urn:pira:piano:1" versione="1" anno="2025" documento="altro">
  <ente><denominazione>Camera di prova</denominazione></ente>
  <documento tipo="altro"><titolo>Piano di prova</titolo></documento>
  <metodo>
    <totale id="totale" regola="media" livelli="s"><nome>Totale</nome></totale>
  </metodo>
  <organizzazione><centro id="k1"><nome>Settore I</nome></centro></organizzazione>
  <misure>
    <misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>
    <misura id="m2" codice="M2" unita="N."><valore anno="2025"><numero>2</numero></valore></misura>
  </misure>
  <albero>
    <livelli>
      <livello id="s" nome="Obiettivo strategico" natura="strategico"/>
      <livello id="o" nome="Obiettivo operativo" natura="operativo"/>
    </livelli>
    <nodo id="n1" livello="s" codice="01">
      <titolo>Servizi alle imprese</titolo>
      <indicatore id="i1" codice="A1" unita="N.">
        <nome>Visite</nome>
        <formula>M1 / M2</formula>
        <target anno="2025" comparatore="almeno"><numero>5</numero></target>
      </indicatore>
      <indicatore id="i2" codice="A2" unita="N.">
        <nome>Accessi</nome>
        <target anno="2025" comparatore="almeno"><numero>5</numero></target>
        <consuntivo anno="2025"><numero>5</numero></consuntivo>
      </indicatore>
    </nodo>
  </albero>
  <tabelle>
    <tabella id="t1">
      <colonne><colonna id="c1"><testata>Voce</testata></colonna><colonna id="c2" tipo="importo"><testata>Euro</testata></colonna></colonne>
      <riga id="r1"><cella><testo>Fiere</testo></cella><cella id="x1"><importo>1</importo></cella></riga>
      <riga id="r2"><cella><testo>Missioni</testo></cella><cella id="x2"><importo>2</importo></cella></riga>
      <riga id="r3" genere="totale"><cella><testo>Totale</testo></cella><cella id="x3"><somma/></cella></riga>
    </tabella>
  </tabelle>
  <viste><vista id="v1"><titolo>Settore I</titolo><voce rif="i1"/></vista></viste>
  <testi><sezione id="sez"><titolo>Premessa</titolo><p>Il piano dice che cosa si farà.</p></sezione></testi>
</piano>
"""

TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<modello xmlns="urn:pira:modello:1" versione="1">
  <famiglia nome="f" tondo="PiraSans-Regular" corsivo="PiraSans-Italic" neretto="PiraSans-SemiBold"/>
  <colore nome="nero" valore="#000000"/>
  <stile nome="p" famiglia="f" corpo="9pt" interlinea="11pt" colore="nero"/>
  <stile nome="titolo-1" come="p" corpo="14pt" interlinea="16pt"/>
  <aspetto-riga nome="r" stile="p"/>
  <aspetto-tabella nome="t" stile="p" testa="r" voce="r" gruppo="r" subtotale="r" totale="r"/>
  <stile-pagina nome="a4" larghezza="210mm" altezza="297mm" sinistra="20mm" destra="20mm" alto="20mm" basso="20mm"/>
  <frammento nome="indicatori"><per-ogni di="indicatore"><paragrafo stile="p">{@codice} {nome}</paragrafo></per-ogni></frammento>
  <documento titolo="{documento/titolo}"/>
  <corpo>
    <pagina stile="a4"/>
    <titolo livello="1" stile="titolo-1">{documento/titolo}</titolo>
    <per-ogni di="albero/nodo"><inserisci frammento="indicatori"/></per-ogni>
    <tabella-del-piano di="tabelle/tabella" aspetto="t"/>
    <testo-del-piano di="testi/sezione"/>
  </corpo>
</modello>
"""

CASES = []
PIRA = "pira"   # set by run.py
_names = set()


class Case:
    """A command on files. STATUS and CODES are what must come; AT is where (line, column), or None."""

    def __init__(self, name, files, args, status, codes, at=None, **kept):
        if name in _names:
            raise ValueError(f"two cases called {name}")
        _names.add(name)
        self.name, self.files, self.args, self.status, self.codes, self.at = name, files, args, status, codes.split(), at
        self.kept = kept


def edit(text, *changes):
    """TEXT with each OLD, NEW of CHANGES; OLD must stand in it exactly once."""
    for old, new in zip(changes[::2], changes[1::2]):
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times in the text")
        text = text.replace(old, new)
    return text


def place(text):
    """TEXT without its mark, and the line and column of the mark."""
    if MARK not in text:
        return text, None
    before, after = text.split(MARK)
    last = re.split("\r\n|\r|\n", before)
    return before + after, (len(last), len(last[-1]) + 1)


def encode(text):
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def plan(name, text, status, codes, **kept):
    """A plan to be validated."""
    at = None
    if isinstance(text, str):
        text, at = place(text)
    CASES.append(Case(name, {"piano.xml": encode(text)}, ["validate", "--format=json", "piano.xml"], status, codes, at, **kept))


def edited(name, status, codes, *changes, **kept):
    """The good plan, changed, to be validated."""
    plan(name, edit(PLAN, *changes), status, codes, **kept)


def render(name, status, codes, text=PLAN, template=TEMPLATE, files=None, **kept):
    """A plan to be rendered by a template, with other files beside them. The mark may stand in either."""
    text, at = place(text) if isinstance(text, str) else (text, None)
    template, there = place(template) if isinstance(template, str) else (template, None)
    both = {"piano.xml": encode(text), "modello.xml": encode(template)}
    both.update(files or {})
    CASES.append(Case(name, both, ["render", "piano.xml", "-t", "./modello.xml", "-o", "documento.pdf"], status, codes,
                      at or there, **kept))


def template(name, status, codes, *changes, **kept):
    """The good template, changed, to render the good plan."""
    render(name, status, codes, template=edit(TEMPLATE, *changes), **kept)


def command(name, args, status, codes, files=None, **kept):
    """Any command."""
    CASES.append(Case(name, files if files is not None else {"piano.xml": encode(PLAN)}, args, status, codes, **kept))


def document():
    """The good plan as PDF, made by the program that is tested."""
    with tempfile.TemporaryDirectory(prefix="pira-malformed-") as folder:
        for name, text in (("piano.xml", PLAN), ("modello.xml", TEMPLATE)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        subprocess.run([PIRA, "render", "piano.xml", "-t", "./modello.xml", "-o", "documento.pdf"], cwd=folder, check=True)
        with open(os.path.join(folder, "documento.pdf"), "rb") as file:
            return file.read()
