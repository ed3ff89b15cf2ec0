"""rows.py: the neutral plan as rows of one table a chamber, the same for every peer: 12 columns, landscape A4."""
import xml.etree.ElementTree as ET

HEAD = ["Peso", "Codice", "Indicatore", "Algoritmo", "Misure", "Consuntivo", "Target", "Grado", "I", "II", "III", "Responsabile"]
WIDTHS = [12, 20, 58, 60, 26, 21, 22, 18, 6, 6, 6, 22]   # mm: 277, between margins of 10
COLOURS = {"v": "#2b8a3e", "g": "#b8860b", "r": "#c0392b"}
FILLS = {"head": "#2f4a66", "ente": "#b9c6d6", "area": "#cdd7e2", "strategico": "#dee5ed", "operativo": "#eef2f6"}
LIGHT = "●"


class Cell:
    def __init__(self, text, span=1, colour=None):
        self.text, self.span, self.colour = text or "", span, colour


def lights(element):
    return [Cell(LIGHT, 1, COLOURS[element.get("luce")]) for _ in range(3)]


def walk(element):
    """(kind, cells) of the rows of ELEMENT and what is in it; a kind without a fill is an indicator."""
    kind = element.tag
    if kind == "indicatore":
        texts = [element.get("peso"), element.get("codice")] + [child.text for child in element]
        yield kind, [Cell(t) for t in texts] + lights(element) + [Cell("")]
        return
    if kind == "ente":
        yield kind, [Cell(element.get("nome"), 12)]
    else:
        end = lights(element) + [Cell(element.get("responsabile"))] if kind == "operativo" else [Cell("", 4)]
        yield kind, [Cell(f'{element.get("codice")} {element.findtext("titolo")}', 7), Cell(element.get("grado"))] + end
    for child in element:
        if child.tag != "titolo":
            yield from walk(child)


def read(path):
    """The title, and the rows of each chamber."""
    plan = ET.parse(path).getroot()
    return plan.findtext("titolo"), [list(walk(ente)) for ente in plan.findall("ente")]
