#!/usr/bin/env python3
"""complete.py: whatever a plan says of its objectives, indicators and results stands in the document made of it.
Usage: complete.py PLAN.xml FILE.pdf. Prints what is missing; the exit status is 1 when anything is."""
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

NAMESPACE = "{urn:pira:piano:1}"

# What is looked for: the text of these elements, under these parents (None: any) ...
TEXTS = {
    "titolo": ("nodo", "sezione"), "nome": ("indicatore", "totale"), "descrizione": ("nodo",), "attivita": ("nodo",),
    "risultato-atteso": ("nodo",), "portatori": ("nodo",), "arco-temporale": ("nodo",), "cosa-misura": None, "tipologia": None,
    "algoritmo": None, "fonte": ("indicatore", "misura"), "responsabile": None, "causa": None, "azione-correttiva": None,
    "motivo": None, "testo": ("risorse", "campo", "cella"), "centro-di-costo": None, "traduzione": ("nodo",), "p": None,
}
# ... these attributes, and typed values under these elements.
ATTRIBUTES = {"codice": ("nodo", "indicatore"), "codice-sistema": ("indicatore",), "codice-standard": ("indicatore",)}
VALUES = {"target", "consuntivo", "intermedio", "base", "ultimo", "risorse", "voce", "cella", "precedente", "target-intermedio"}
NUMBERS = {"numero", "percento", "importo", "durata"}


def squeezed(text):
    """Without what a line break may add or typography change."""
    text = text.replace("’", "'").translate({ord(c): '"' for c in "«»“”"})
    return re.sub(r"[\s\u00a0\u202f\u2002\u2003\u00ad\"-]+", "", text).casefold()


def run(*command):
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout


def text_of_pages(pdf):
    return squeezed(run("pdftotext", "-raw", pdf, "-"))


def text_of_tree(pdf):
    """A paragraph or cell that goes on over a page is whole in the structure tree. (Slow.)"""
    return squeezed("".join(line for line in run("pdfinfo", "-struct-text", pdf).splitlines() if line.lstrip().startswith('"')))


def italian(value):
    sign, value = ("−", value[1:]) if value.startswith("-") else ("", value)
    whole, _, fraction = value.partition(".")
    return sign + re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole) + ("," + fraction if fraction else "")


def name(element):
    return element.tag.removeprefix(NAMESPACE)


def shown(value):
    """A typed value as Italian print; None for one that the plan words itself, or that is no figure."""
    text = (value.text or "").strip()
    if name(value) in NUMBERS:
        return italian(text)
    return "/".join(reversed(text.split("-"))) if name(value) == "data" else None


def wanted(element, parent, document):
    """(what, text) for all below ELEMENT that the document must print."""
    kind = name(element)
    if kind in ("calcoli", "pubblicato", "metodo") or document not in element.get("per", document).split():
        return
    if kind == "documento" and element.get("tipo") != document:
        return
    texts = kind in TEXTS and (TEXTS[kind] is None or parent in TEXTS[kind])
    # Parts that print something else than their text: figures, notes, marks.
    if texts and not any(name(e) in ("dato", "nota", "rimando-nota", "inserisci", "tabella", "figura", "grafico", "p", "elenco") for e in element.iter() if e is not element):
        yield f"{parent}/{kind}", "".join(element.itertext())
    for attribute, owners in ATTRIBUTES.items():
        if kind in owners and element.get(attribute):
            yield f"{kind}@{attribute}", element.get(attribute)
    own_words = element.find(NAMESPACE + "stampato") is not None
    for child in element:
        if kind in VALUES and not own_words and shown(child):
            yield f"{kind}/{name(child)}", shown(child)
        yield from wanted(child, kind, document)


def main():
    plan = ET.parse(sys.argv[1]).getroot()
    missing = list(wanted(plan, "", plan.get("documento")))
    for text in text_of_pages, text_of_tree:
        if missing:
            found = text(sys.argv[2])
            missing = [(what, words) for what, words in missing if squeezed(words) not in found]
    for what, words in missing[:10]:
        print(f"{what}: «{' '.join(words.split())[:100]}» is not in {sys.argv[2]}")
    if len(missing) > 10:
        print(f"… and {len(missing) - 10} more")
    return 1 if missing else 0


sys.exit(main())
