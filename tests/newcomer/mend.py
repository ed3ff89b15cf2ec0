"""mend.py: does what a message says, and nothing more: its place, and the words between «» of its text and remedy.

What the first line of the file is to say is looked for there. The ways in which remedies say what to do, in Italian and in English; of each the first that applies counts:

    scrivere «A» al posto di «B»        the first B from the place on becomes A
      …, all'apertura e alla chiusura   the name of an element: both its tags
    aggiungere qui «A»                  A is put at the place
    aggiungere «A» dentro il tag, dopo «B»   A, preceded by a blank, is put behind the first B from the place on
    aggiungere «A» dentro «B»           A is put behind the start tag at the place
    togliere «A» e «B»                  the first A from the place on, and the first B, go
    togliere «A»                        the first A from the place on goes; when A is a name, the element or attribute called so
    spostare «A» prima di «B»           the element at the place goes before the B whose line the text names
    spostare «A» dopo «B»               … behind the B whose line the text names
    spostare «A» dopo la chiusura «B»   … behind the next B
    togliere ciò che sta prima          all before the place goes
    togliere tutto da qui in poi        all from the place on goes

"…" in what is to be written stands for what only the person knows: the caller says it.
"""
import re

PATTERNS = {
    "it": (
        ("replace", r"«(?P<new>[^«»]*)» al posto di «(?P<old>[^«»]*)»"),
        ("add", r"aggiungere qui «(?P<new>[^«»]*)»"),
        ("attribute", r"aggiungere «(?P<new>[^«»]*)» dentro il tag, dopo «(?P<old>[^«»]*)»"),
        ("inside", r"aggiungere «(?P<new>[^«»]*)» dentro «(?P<old>[^«»]*)»"),
        ("append", r"aggiungere «(?P<new>[^«»]*)» in fondo alla formula"),
        ("remove_two", r"togliere «(?P<old>[^«»]*)» e «(?P<other>[^«»]*)»"),
        ("remove", r"togliere «(?P<old>[^«»]*)»"),
        ("before", r"spostare «[^«»]*» prima di «(?P<old>[^«»]*)»"),
        ("behind_end", r"spostare «[^«»]*» dopo la chiusura «(?P<old>[^«»]*)»"),
        ("behind", r"spostare «[^«»]*» dopo «(?P<old>[^«»]*)»"),
        ("behead", r"togliere ciò che sta prima"),
        ("truncate", r"togliere tutto da qui in poi"),
    ),
    "en": (
        ("replace", r"write (?:for instance )?'(?P<new>.*?)' instead of '(?P<old>.*?)'(?=$|[,;:)]| \()"),
        ("add", r"add '(?P<new>.*?)' here"),
        ("attribute", r"add '(?P<new>.*?)' in the tag, behind '(?P<old>.*?)'$"),
        ("inside", r"add '(?P<new>.*?)' inside '(?P<old>.*?)'$"),
        ("append", r"add '(?P<new>.*?)' at the end of the formula"),
        ("remove_two", r"remove '(?P<old>.*?)' and '(?P<other>.*?)'(?=$|[,;])"),
        ("remove", r"remove '(?P<old>.*?)'(?=$|[,;])"),
        ("before", r"move '.*?' before '(?P<old>.*?)'$"),
        ("behind_end", r"move '.*?' behind the end, '(?P<old>.*?)'$"),
        ("behind", r"move '.*?' after '(?P<old>.*?)'$"),
        ("behead", r"remove what stands before it"),
        ("truncate", r"remove everything from here on"),
    ),
}
BOTH_TAGS = ("all'apertura e alla chiusura", "where it opens and where it closes")
FIRST_LINE = ("nella prima riga", "in the first line")
LINE = re.compile(r"(?:alla riga|in line) (\d+)")


class CannotMend(Exception):
    pass


def offset(text, line, column):
    """The place (from 1) in TEXT; 0 for a message without a line."""
    if not line:
        return 0
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[:line - 1]) + column - 1


def find(text, piece, at):
    """Where PIECE is from AT on. Messages have blanks where the file may have the end of a line."""
    found = re.compile(r"\s+".join(re.escape(word) for word in piece.split(" "))).search(text, at)
    if not found:
        raise CannotMend(f"the file has no «{piece}» from the place on")
    return found.span()


def element_end(text, at):
    """Behind the element whose "<" is at AT."""
    name = re.match(r"<([^\s/>]+)", text[at:])[1]
    depth = 0
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*?(/?)>").finditer(text, at):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth == 0:
            return tag.end()
    raise CannotMend(f"«{name}» does not end")


def whole_lines(text, start, end):
    """The span with the blanks before it, and the end of its line, when nothing else is on its lines."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    if not text[first:start].strip() and last >= 0 and not text[end:last].strip():
        return first, last + 1
    return start, end


def move(text, at, where):
    """The element at AT, moved to WHERE, an offset of TEXT."""
    start, end = whole_lines(text, at, element_end(text, at))
    piece = text[start:end]
    rest = text[:start] + text[end:]
    where = where - len(piece) if where > at else where
    return rest[:where] + piece + rest[where:]


def at_line(text, message, name):
    """The start tag of NAME in the line that the text of the message names."""
    line = LINE.search(message["message"])
    if not line:
        raise CannotMend("the message names no line")
    return find(text, "<" + name, offset(text, int(line[1]), 1))[0]


def remove(text, at, piece):
    """What PIECE names: the tag, text or attribute itself, or the element or attribute called so."""
    if text.startswith("<" + piece, at) and re.match(r"[\s/>]", text[at + 1 + len(piece):]):
        start, end = whole_lines(text, at, element_end(text, at))
    elif re.match(rf"{re.escape(piece)}=\"[^\"]*\" ?", text[at:]):
        start, end = at, at + len(re.match(rf"{re.escape(piece)}=\"[^\"]*\" ?", text[at:])[0])
    else:
        start, end = find(text, piece, at)
    return text[:start] + text[end:]


def mend(text, message, known="", lang="it"):
    """TEXT with what MESSAGE (an object of --format=json) says done. KNOWN stands for "…"."""
    at = offset(text, message["line"], message["column"])
    if any(words in message["help"] for words in FIRST_LINE):
        at = 0
    for kind, pattern in PATTERNS[lang]:
        found = re.search(pattern, message["help"])
        if found:
            break
    else:
        raise CannotMend("the remedy says nothing exact: " + message["help"])
    piece = found.groupdict()
    new, old = (piece.get("new") or "").replace("…", known), piece.get("old") or ""
    if kind == "replace" and any(words in message["help"] for words in BOTH_TAGS):
        end = element_end(text, at)
        start, stop = find(text, old, at)
        closing = text.rfind("</" + old, at, end)
        if closing >= 0:
            text = text[:closing + 2] + new + text[closing + 2 + len(old):]
        return text[:start] + new + text[stop:]
    if kind == "replace":
        start, stop = find(text, old, at) if old.strip() else (text.index(old, at), text.index(old, at) + len(old))
        return text[:start] + new + text[stop:]
    if kind == "add":
        return text[:at] + new + text[at:]
    if kind == "attribute":
        stop = find(text, old, at)[1]
        return text[:stop] + " " + new + text[stop:]
    if kind == "inside":
        stop = text.index(">", at) + 1
        return text[:stop] + new + text[stop:]
    if kind == "append":
        stop = text.index("</", at)
        return text[:stop] + new + text[stop:]
    if kind == "remove_two":
        text = remove(text, at, old)
        return remove(text, at, piece["other"])
    if kind == "remove":
        return remove(text, at, old)
    if kind == "before":
        return move(text, at, whole_lines(text, *[at_line(text, message, old)] * 2)[0])
    if kind == "behind":
        end = element_end(text, at_line(text, message, old))
        return move(text, at, whole_lines(text, text.rindex("<", 0, end), end)[1])
    if kind == "behind_end":
        outer = at_line(text, message, old.strip("</>"))
        return move(text, at, whole_lines(text, outer, element_end(text, outer))[1])
    return text[at:] if kind == "behead" else text[:at].rstrip() + "\n"
