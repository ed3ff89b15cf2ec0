#!/usr/bin/python3
"""What validators do not see in a tagged PDF: lost content, codes without glyphs, text that other readers read otherwise, colours
too pale to read, tables that are no grid, and a structure that says other things than the document that was to be set.

usage: check_pdf.py [--model=BLOCKS.txt] FILE.pdf ...

BLOCKS.txt is that document before it was laid out: what `pira render --dump=blocks` writes.

One line for each failure; exit status 1 when there is any. Needs Debian's python3-pikepdf and poppler-utils.
"""
import collections
import re
import subprocess
import sys
import unicodedata
from xml.etree import ElementTree

import pikepdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "BI"}
SHOWING = {"Tj", "TJ", "'", '"'}
GRID = {"/TR", "/TH", "/TD"}
INLINE = {"/Span", "/Link", "/Reference"}   # between these nobody pauses

# Where an element may stand (ISO 32000-1, 14.8.4): only those whose place is fixed.
PARENTS = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"}, "/TD": {"/TR"},
    "/THead": {"/Table"}, "/TBody": {"/Table"}, "/TFoot": {"/Table"},
    "/Caption": {"/Table", "/L", "/Figure", "/TOC", "/Document", "/Sect"},
    "/LI": {"/L"}, "/Lbl": {"/LI", "/Note", "/TOCI", "/Reference", "/P"}, "/LBody": {"/LI"},
    "/TOCI": {"/TOC"},
}
CHILDREN = {
    "/Table": {"/Caption", "/THead", "/TBody", "/TFoot", "/TR"},
    "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TFoot": {"/TR"}, "/TR": {"/TH", "/TD"},
    "/L": {"/Caption", "/LI", "/L"}, "/LI": {"/Lbl", "/LBody"},
    "/TOC": {"/Caption", "/TOCI", "/TOC"},
}


MOST_HEADS = 6   # that a cell names: two levels of columns, two of rows, and some to spare
CONTRAST = 4.5   # WCAG 2.1, 1.4.3; for lights too, which are asked no more than 3 there


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


class Canvas:
    """The colours of a page: fills as they lie over each other, and what is written and drawn on them."""

    def __init__(self, report):
        self.report = report                  # called with what is too pale
        self.fills = []                       # rectangles with their colours
        self.fill = self.stroke = (0, 0, 0)
        self.shift, self.stack = (0, 0), []
        self.line, self.path = (0, 0), []     # the path: its points, moved; None stands for a rectangle

    def background(self, x, y):
        for left, bottom, right, top, colour in reversed(self.fills):
            if left <= x <= right and bottom <= y <= top:
                return colour
        return (1, 1, 1)

    def judge(self, what, x, y, colour):
        behind = self.background(x, y)
        if contrast(colour, behind) < CONTRAST:
            hexes = ["".join(f"{round(255 * c):02X}" for c in each) for each in (colour, behind)]
            self.report(what, f"{what} at {x:.0f}, {y:.0f}: #{hexes[0]} on #{hexes[1]} has a contrast of {contrast(colour, behind):.2f}")

    def run(self, op, operands):
        method = {"rg": self.set_fill, "g": self.set_fill, "RG": self.set_stroke, "G": self.set_stroke, "q": self.push,
                  "Q": self.pop, "cm": self.move, "BT": self.begin_text, "Td": self.step, "re": self.rectangle, "m": self.point,
                  "l": self.point, "c": self.point, "f": self.paint, "f*": self.paint, "S": self.draw}.get(op)
        if method:
            method(*(float(v) for v in operands))
        elif op in SHOWING and bytes(operands[-1]).strip():
            self.judge("text", self.line[0] + 0.3, self.line[1] + 1, self.fill)

    def set_fill(self, *colour):
        self.fill = colour if len(colour) == 3 else colour * 3

    def set_stroke(self, *colour):
        self.stroke = colour if len(colour) == 3 else colour * 3

    def push(self):
        self.stack.append((self.fill, self.stroke, self.shift))

    def pop(self):
        self.fill, self.stroke, self.shift = self.stack.pop()

    def move(self, _a, _b, _c, _d, x, y):
        self.shift = (self.shift[0] + x, self.shift[1] + y)

    def begin_text(self):
        self.line = (0, 0)

    def step(self, x, y):
        self.line = (self.line[0] + x, self.line[1] + y)

    def rectangle(self, x, y, width, height):
        x, y = x + self.shift[0], y + self.shift[1]
        self.path += [(x, y), (x + width, y + height), None]

    def point(self, *numbers):
        self.path.append((numbers[-2] + self.shift[0], numbers[-1] + self.shift[1]))

    def middle(self):
        points = [p for p in self.path if p]
        return [sum(axis) / len(points) for axis in zip(*points)]

    def paint(self):
        """A light is a shape, or anything in a place of its own; other rectangles are backgrounds."""
        if None not in self.path or self.stack:
            self.judge("light", *self.middle(), self.fill)
        corners = [p for p in self.path if p]
        if None in self.path:
            self.fills += [(*low, *high, self.fill) for low, high in zip(corners[::2], corners[1::2])]
        self.path = []

    def draw(self):
        self.judge("cross", *self.middle(), self.stroke)
        self.path = []


class Element:
    """A structure element: children in order, its marked content as (page, mcid), its annotations."""

    def __init__(self, obj, parent):
        self.obj, self.parent = obj, parent
        self.role = str(obj.S)
        self.kids, self.marks, self.annotations = [], [], []

    def attribute(self, name):
        attributes = self.obj.get("/A")
        if attributes is None:
            return None
        for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if name in one:
                return one[name]
        return None

    def walk(self):
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.kids))


def visible(text):
    """The characters of a text but for blanks and hyphens that may go, in one of their spellings."""
    return [c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and c != "\u00AD"]


END = "\0"

# What is checked: each rule by its name, which ends the line that says it is broken. tests/pdf/mutate.py breaks each of them.
RULES = """
    tree parent parent-tree parent-tree-entry mcid-numbers mcid-twice mcid-not-on-page mcid-not-in-tree
    paint-outside left-open tabs pale-text pale-light pale-cross code-meaning code-glyph code-width text
    annotation-tree annotation-words annotation-print
    model-text model-words model-end model-note model-notes model-outline
    place child mixed empty figure note-id reference headings list-marks
    table-parts table-body row-width row-gap cell-over cell-below cell-head head-scope head-empty heads-known heads-few
    file-id marked show-title output-intent claim-pdfa claim-pdfua xmp-title xmp-info font-file
""".split()


def spaced(text):
    """The same, with one blank for blanks between words."""
    return [" " if c.isspace() else c for c in unicodedata.normalize("NFKC", text) if c != "\u00AD"]


def words(characters):
    """The characters without blanks, each with whether a word may begin there."""
    begins, found = True, []
    for c in characters:
        if c != " ":
            found.append((c, begins))
        begins = c == " "
    return found


def quote(heard, at):
    """What stands there, to be shown."""
    return "«" + "".join((" " if begins else "") + (c or "#") for c, begins in heard[at:at + 40]).strip() + "»"


class Model:
    """A document before it was laid out, from its dump: what is to be heard, in order, and the notes; None is a page number."""

    OUTLINE = {"heading": "H", "list": "L", "table": "Table", "figure": "Figure"}
    STRING = re.compile(r'(?:(?<= )(note|alt|caption) )?"((?:[^"\\]|\\.)*)"')
    MARK = re.compile(r"<page of [^>]*>|<note>|<(?:light|bar) \d+>|<br>|\\(.)|([^\\<])")

    def __init__(self, path):
        self.heard, self.notes, self.outline = [], [], []
        for line in open(path, encoding="utf-8"):
            first = line.split('"')[0].split()
            strings = self.STRING.findall(line.strip())
            alt = [s for name, s in strings if name == "alt"]
            body = [s for name, s in strings if name not in ("note", "alt")]
            said = [c for s in (alt + body if first[0] == "figure" else alt or body) for c in self.read(s)]
            self.heard += said
            self.notes += [self.read(s) for name, s in strings if name == "note"]
            if first[0] in self.OUTLINE:
                self.outline.append("TOC" if "contents" in first else self.OUTLINE[first[0]])
            elif any(w.startswith("level=") for w in first) and len(body) == 1 and said:
                self.outline.append("H")

    def read(self, string):
        """The characters of a paragraph, None for a number that layout puts in."""
        found = [" "]
        for match in self.MARK.finditer(string):
            if match[0].startswith("<page"):
                found.append(None)
            elif match[1] or match[2]:
                found += spaced(match[1] or match[2])
            elif match[0] == "<br>":
                found.append(" ")
        return found + [" "]


class Checker:
    def __init__(self, path, model=None):
        self.path, self.model, self.failures = path, model, 0
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.page_of = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.elements = []

    def fail(self, rule, text):
        assert rule in RULES, rule
        self.failures += 1
        print(f"{self.path}: {text} [{rule}]")

    # ---- reading the structure tree ----

    def read_tree(self):
        tree = self.root.get("/StructTreeRoot")
        if tree is None:
            self.fail("tree", "no structure tree")
            return
        top = tree.K if not isinstance(tree.K, pikepdf.Array) else tree.K[0]
        document = Element(top, None)
        stack = [document]
        while stack:
            element = stack.pop()
            self.read_kids(element)
            stack.extend(element.kids)
        self.elements = list(document.walk())

    def read_kids(self, element):
        kids = element.obj.get("/K")
        if kids is None:
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                element.marks.append((self.page_of.get(element.obj.Pg.objgen), kid))
            elif kid.get("/Type") == "/MCR":
                page = kid.get("/Pg", element.obj.get("/Pg"))
                element.marks.append((self.page_of.get(page.objgen), int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                element.annotations.append(kid.Obj)
            else:
                if kid.P.objgen != element.obj.objgen:
                    self.fail("parent", f"{kid.S} {kid.objgen[0]}: its parent is not the element that lists it")
                element.kids.append(Element(kid, element))

    def parent_tree(self):
        numbers = {}
        stack = [self.root.StructTreeRoot.ParentTree]
        while stack:
            node = stack.pop()
            stack.extend(node.get("/Kids", []))
            entries = list(node.get("/Nums", []))
            for key, value in zip(entries[::2], entries[1::2]):
                numbers[int(key)] = value
        return numbers

    # ---- checks of content ----

    def check_pages(self):
        self.fonts = {}
        self.marked = collections.defaultdict(list)   # the characters of each (page, mcid)
        self.artifacts = [collections.Counter() for _ in self.pdf.pages]
        owners = {}
        for element in self.elements:
            for mark in element.marks:
                if mark in owners:
                    self.fail("mcid-twice", f"page {mark[0] + 1}: MCID {mark[1]} belongs to two elements")
                owners[mark] = element
        numbers, painted = self.parent_tree(), set()
        for number, page in enumerate(self.pdf.pages):
            mcids = self.check_content(number, page)
            painted.update((number, mcid) for mcid in mcids)
            self.check_parents(number, page, mcids, numbers, owners)
            if page.get("/Tabs") != "/S":
                self.fail("tabs", f"page {number + 1}: Tabs is not S")
        for page, mcid in owners.keys() - painted:
            self.fail("mcid-not-on-page", f"page {page + 1}: MCID {mcid} is in the tree, not on the page")
        self.check_annotations(numbers)

    def check_parents(self, number, page, mcids, numbers, owners):
        parents = numbers.get(int(page.get("/StructParents", -1)))
        if parents is None or len(parents) != len(mcids):
            self.fail("parent-tree", f"page {number + 1}: the parent tree does not list its content")
            return
        for mcid in mcids:
            owner = owners.get((number, mcid))
            if owner is None:
                self.fail("mcid-not-in-tree", f"page {number + 1}: MCID {mcid} is on the page, not in the tree")
            elif parents[mcid].objgen != owner.obj.objgen:
                self.fail("parent-tree-entry", f"page {number + 1}: MCID {mcid} has another parent in the parent tree")

    def check_content(self, number, page):
        depth, mcids, font, mark = 0, [], None, None
        canvas = Canvas(lambda what, text: self.fail(f"pale-{what}", f"page {number + 1}: {text}"))
        for operands, operator in pikepdf.parse_content_stream(page):
            op = str(operator)
            if op in ("BDC", "BMC"):
                depth += 1
                mark = None
                if op == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    mark = (number, int(operands[1].MCID))
                    mcids.append(mark[1])
            elif op == "EMC":
                depth -= 1
            elif op == "Tf":
                font = page.Resources.Font[str(operands[0])]
            canvas.run(op, operands)
            if op == "Do":
                self.check_form(page.Resources.XObject[str(operands[0])], canvas)
            if op in PAINTING and depth != 1:
                self.fail("paint-outside", f"page {number + 1}: {op} in {depth} marked-content sequences")
            if op in SHOWING:
                self.check_codes(number, font, bytes(operands[-1]), mark)
        if depth != 0:
            self.fail("left-open", f"page {number + 1}: marked content left open")
        if sorted(mcids) != list(range(len(mcids))):
            self.fail("mcid-numbers", f"page {number + 1}: MCIDs are not 0, 1, 2 …")
        return mcids

    def check_form(self, form, canvas):
        if form.Subtype != "/Form":
            return
        canvas.push()
        for operands, operator in pikepdf.parse_content_stream(form):
            canvas.run(str(operator), operands)
        canvas.pop()

    def font_tables(self, font):
        """Codes with a meaning, codes with a glyph, codes with a width, of a one-byte composite font."""
        if font.objgen not in self.fonts:
            text = font.ToUnicode.read_bytes().decode("ascii")
            meanings = {int(code, 16): bytes.fromhex(meaning).decode("utf-16-be")
                        for code, meaning in re.findall(r"(?m)^<([0-9A-F]{2})> <([0-9A-F]{4,})>", text)}
            for low, high, first in re.findall(r"(?m)^<([0-9A-F]{2})> <([0-9A-F]{2})> <([0-9A-F]{4})>", text):
                for code in range(int(low, 16), int(high, 16) + 1):
                    meanings[code] = chr(int(first, 16) + code - int(low, 16))
            descendant = font.DescendantFonts[0]
            gids = descendant.CIDToGIDMap.read_bytes()
            glyphs = {i // 2 for i in range(0, len(gids), 2) if gids[i] or gids[i + 1]}
            widths, runs = set(), list(descendant.W)
            for first, run in zip(runs[::2], runs[1::2]):
                widths.update(range(int(first), int(first) + len(run)))
            self.fonts[font.objgen] = (meanings, glyphs, widths)
        return self.fonts[font.objgen]

    def check_codes(self, number, font, codes, mark):
        for table, what in zip(self.font_tables(font), ("meaning", "glyph", "width")):
            for code in set(codes) - set(table):
                self.fail(f"code-{what}", f"page {number + 1}: code {code:02X} has no {what}")
        meanings = self.font_tables(font)[0]
        text = "".join(meanings.get(code, "") for code in codes)
        if mark is None:
            self.artifacts[number].update(visible(text))
        else:
            self.marked[mark] += spaced(text)

    def check_text(self):
        """poppler reads what the structure has and what is marked as artifact, no more and no less."""
        texts = [collections.Counter(artifacts) for artifacts in self.artifacts]
        for element in self.elements:
            for page, mcid in element.marks:
                texts[page].update(visible("".join(self.marked[page, mcid])))
        out = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", self.path, "-"], capture_output=True, check=True).stdout
        for number, text in enumerate(out.decode("utf-8").split("\f")[:-1]):
            there = collections.Counter(visible(text))
            if there != texts[number]:
                lost, found = texts[number] - there, there - texts[number]
                self.fail("text", f"page {number + 1}: poppler does not read {dict(lost)}, and reads {dict(found)}")

    @staticmethod
    def is_unseen_signature(annotation):
        """The field of a signature that shows nothing: it has no place in the structure (ISO 14289-1, 7.18.1)."""
        box = [float(v) for v in annotation.get("/Rect", [])]
        return annotation.get("/FT") == "/Sig" and len(box) == 4 and (box[0] == box[2] or box[1] == box[3])

    def check_annotations(self, numbers):
        listed = {a.objgen: e for e in self.elements for a in e.annotations}
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.get("/Annots", []):
                if self.is_unseen_signature(annotation) and int(annotation.get("/F", 0)) & 0b100110 == 4:
                    continue
                owner = listed.get(annotation.objgen)
                parent = numbers.get(int(annotation.get("/StructParent", -1)))
                if owner is None or parent is None or parent.objgen != owner.obj.objgen:
                    self.fail("annotation-tree", f"page {number + 1}: an annotation is not in the structure tree")
                if not str(annotation.get("/Contents", "")):
                    self.fail("annotation-words", f"page {number + 1}: a link says nothing to those who cannot see it")
                if int(annotation.get("/F", 0)) != 4:
                    self.fail("annotation-print", f"page {number + 1}: an annotation is not printed")

    # ---- the structure beside the document that was to be set ----

    def hear(self, element, of_note=False):
        """What is read of an element; letters that call notes, and the notes, are not in the line of it. END closes an entry of
        contents, whose last characters are the number of a page."""
        calls = element.role == "/Reference" and element.parent.role != "/TOCI"
        letter = element.role == "/Lbl" and element.parent.role == "/Note"
        if calls or letter or (element.role == "/Note" and not of_note):
            return []
        instead = element.obj.get("/ActualText", element.obj.get("/Alt") if element.role == "/Figure" else None)
        if instead is not None:
            return [" ", *spaced(str(instead)), " "]
        around = [] if element.role in INLINE else [" "]
        marked = [c for mark in element.marks for c in self.marked[mark]]
        inside = marked + [c for kid in element.kids for c in self.hear(kid)]
        return around + inside + ([END] if element.role == "/TOCI" else around)

    @staticmethod
    def after_number(heard, at):
        """Where HEARD goes on after the digits from AT on that close an entry of contents; 0 when there are none."""
        end = at
        while end < len(heard) and heard[end][0].isdigit():
            end += 1
        return end + 1 if at < end < len(heard) and heard[end][0] == END else 0

    def check_model(self):
        heard, said, at = words(self.hear(self.elements[0])), words(self.model.heard), 0
        for number, (wanted, begins) in enumerate(said):
            fits = at < len(heard) and heard[at][0] == wanted
            after = at + 1 if fits else self.after_number(heard, at) if wanted is None else 0
            if not after:
                self.fail("model-text", f"the structure reads {quote(heard, at)} where the document says {quote(said, number)}")
                return
            if begins and not heard[at][1]:
                self.fail("model-words", f"before {quote(heard, at)} two words run into one")
            at = after
        if at < len(heard):
            self.fail("model-end", f"the structure goes on after the document's end: {quote(heard, at)}")

    def check_notes(self):
        notes = [self.hear(e, of_note=True) for e in self.elements if e.role == "/Note"]
        for number, (note, wanted) in enumerate(zip(notes, self.model.notes)):
            if words(note) != words(wanted):
                self.fail("model-note", f"note {number + 1} reads {quote(words(note), 0)} instead of {quote(words(wanted), 0)}")
        if len(notes) != len(self.model.notes):
            self.fail("model-notes", f"{len(notes)} notes instead of {len(self.model.notes)}")

    def check_outline(self):
        """Headings, lists, tables and figures are tagged as what they are, in order."""
        roles = [re.sub(r"^H\d$", "H", e.role[1:]) for e in self.elements]
        roles = [role for role in roles if role in ("H", "L", "Table", "Figure", "TOC")]
        for number, (role, wanted) in enumerate(zip(roles + [None], self.model.outline + [None])):
            if role != wanted:
                self.fail("model-outline", f"part {number + 1} of the document is tagged {role}, not {wanted}")
                return

    # ---- checks of structure ----

    def check_structure(self):
        seen_ids = set()
        for e in self.elements:
            name = f"{e.role} {e.obj.objgen[0]}"
            parent = e.parent.role if e.parent else None
            if e.role in PARENTS and parent not in PARENTS[e.role]:
                self.fail("place", f"{name} stands in {parent}")
            for kid in e.kids:
                if e.role in CHILDREN and kid.role not in CHILDREN[e.role]:
                    self.fail("child", f"{name} holds {kid.role}")
            if e.kids and e.marks:
                self.fail("mixed", f"{name} has elements and content side by side")
            if not (e.kids or e.marks or e.annotations) and e.role not in GRID | {"/Document"}:
                self.fail("empty", f"{name} is empty")
            if e.role == "/Figure" and (not str(e.obj.get("/Alt", "")) or e.attribute("/BBox") is None):
                self.fail("figure", f"{name} lacks a text alternative or its place")
            if e.role == "/Note":
                note = bytes(e.obj.get("/ID", b""))
                if not note or note in seen_ids:
                    self.fail("note-id", f"{name} has no ID of its own")
                seen_ids.add(note)
            if e.role == "/Reference" and parent != "/TOCI" and not str(e.obj.get("/ActualText", "")).startswith(" "):
                self.fail("reference", f"{name}: the letter of a note is heard as part of the word before it")
            if e.role == "/L":
                self.check_list(e, name)
            if e.role == "/Table":
                self.check_table(e, name)

    def check_list(self, element, name):
        """A list whose items are counted says how."""
        labels = [kid for kid in element.kids[0].kids if kid.role == "/Lbl"] if element.kids else []
        first = "".join(self.hear(labels[0])).strip() if labels else ""
        wanted = {"1.": "/Decimal", "a.": "/LowerAlpha", "i.": "/LowerRoman"}.get(first, "/None")
        said = element.attribute("/ListNumbering")
        if ("/None" if said is None else str(said)) != wanted:
            self.fail("list-marks", f"{name}: the list that begins with «{first}» is not {wanted[1:]}")

    def check_headings(self):
        level = 0
        for e in self.elements:
            match = re.fullmatch(r"/H([1-6])", e.role)
            if match:
                if int(match[1]) > level + 1:
                    self.fail("headings", f"heading {e.role[1:]} ({e.obj.objgen[0]}) follows H{level}")
                level = int(match[1])

    def check_table(self, table, name):
        roles = [kid.role for kid in table.kids]
        if roles.count("/THead") > 1 or roles.count("/TFoot") > 1 or "/Caption" in roles[1:-1] or roles.count("/Caption") > 1:
            self.fail("table-parts", f"{name}: more than one head, foot or caption, or a caption in the middle")
        if ("/THead" in roles or "/TFoot" in roles) and "/TBody" not in roles:
            self.fail("table-body", f"{name}: a head or foot without a body")
        parts = {"/THead": [], "/TBody": [], "/TFoot": [], "/TR": []}
        for kid in table.kids:
            if kid.role in parts:
                parts[kid.role] += [kid] if kid.role == "/TR" else kid.kids
        rows = parts["/THead"] + parts["/TR"] + parts["/TBody"] + parts["/TFoot"]
        self.check_names(rows, name)
        grid = self.grid(rows, name)
        if not grid:
            return
        for number, row in enumerate(grid):
            if len(row) != len(grid[0]):
                self.fail("row-width", f"{name}: row {number + 1} has {len(row)} columns, the first {len(grid[0])}")
                return
        self.check_heads(grid, name)

    def check_names(self, rows, name):
        """Heads say something; the heads that a cell names are there, and not so many that nobody listens to the end."""
        cells = [cell for row in rows for cell in row.kids]
        heads = {bytes(c.obj.ID) for c in cells if c.role == "/TH" and "/ID" in c.obj}
        for cell in cells:
            named = [bytes(head) for head in cell.attribute("/Headers") or []]
            if cell.role == "/TH" and not words(self.hear(cell)):
                self.fail("head-empty", f"{name}: head {cell.obj.objgen[0]} says nothing")
            if not heads.issuperset(named):
                self.fail("heads-known", f"{name}: cell {cell.obj.objgen[0]} names a head that is not in its table")
            if len(named) > MOST_HEADS:
                self.fail("heads-few", f"{name}: cell {cell.obj.objgen[0]} names {len(named)} heads")

    def grid(self, rows, name):
        grid, hanging = [], {}
        for number, row in enumerate(rows):
            cells, column = {}, 0
            for cell in row.kids:
                while column in hanging:
                    cells[column] = hanging[column][0]
                    column += 1
                for _ in range(int(cell.attribute("/ColSpan") or 1)):
                    if column in hanging:
                        self.fail("cell-over", f"{name}: row {number + 1}: a cell lies over another")
                    cells[column] = cell
                    column += 1
            for column, (cell, _) in hanging.items():
                cells.setdefault(column, cell)
            hanging = {c: (cell, left - 1) for c, (cell, left) in hanging.items() if left > 1}
            for column, cell in cells.items():
                span = int(cell.attribute("/RowSpan") or 1)
                if cell.parent is row and span > 1:
                    hanging[column] = (cell, span - 1)
            if sorted(cells) != list(range(len(cells))):
                self.fail("row-gap", f"{name}: row {number + 1} has a gap")
            grid.append([cells[c] for c in sorted(cells)])
        if hanging:
            self.fail("cell-below", f"{name}: a cell hangs below the last row")
        return grid

    def check_heads(self, grid, name):
        """Every data cell that says something has a head for its column or its row, by scope or by name; every head says what it heads."""
        headed, seen = set(), set()
        for row in grid:
            row_headed = any(c.role == "/TH" and str(c.attribute("/Scope")) in ("/Row", "/Both") for c in row)
            for column, cell in enumerate(row):
                if cell.role == "/TH" and str(cell.attribute("/Scope")) in ("/Column", "/Both"):
                    headed.add(column)
            for column, cell in enumerate(row):
                if cell.obj.objgen in seen:
                    continue
                seen.add(cell.obj.objgen)
                alone = column not in headed and not row_headed and cell.attribute("/Headers") is None
                if cell.role == "/TD" and alone and words(self.hear(cell)):
                    self.fail("cell-head", f"{name}: cell {cell.obj.objgen[0]} in column {column + 1} has no head")
                if cell.role == "/TH" and cell.attribute("/Scope") is None:
                    self.fail("head-scope", f"{name}: head {cell.obj.objgen[0]} has no scope")

    # ---- checks of the file ----

    def check_claims(self):
        info, trailer = self.pdf.docinfo, self.pdf.trailer
        if "/ID" not in trailer or len(bytes(trailer.ID[0])) != 16:
            self.fail("file-id", "no file identifier")
        if not (self.root.get("/MarkInfo", {}).get("/Marked") and str(self.root.get("/Lang", ""))):
            self.fail("marked", "not marked, or no language")
        if not self.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            self.fail("show-title", "the title is not displayed")
        if "/OutputIntents" not in self.root:
            self.fail("output-intent", "no output intent")
        xmp = Xmp(self.root.Metadata.read_bytes())
        part = "3" if "/AF" in self.root else "2"   # only PDF/A-3 has attachments of any kind
        for key, value in (("part", part), ("conformance", "A")):
            if xmp.text("http://www.aiim.org/pdfa/ns/id/", key) != value:
                self.fail("claim-pdfa", f"XMP does not claim PDF/A {key} {value}")
        if xmp.text("http://www.aiim.org/pdfua/ns/id/", "part") != "1":
            self.fail("claim-pdfua", "XMP does not claim PDF/UA-1")
        if not xmp.text(Xmp.DC, "title"):
            self.fail("xmp-title", "XMP has no title")
        for key, (space, name) in Xmp.INFO.items():
            here, there = info.get(key), xmp.text(space, name)
            here = Xmp.date(str(here)) if here is not None and key.endswith("Date") else here
            if (str(here) if here is not None else None) != there:
                self.fail("xmp-info", f"{key} is {here} in the information dictionary, {there} in XMP")

    def check_fonts_embedded(self):
        for page in self.pdf.pages:
            for name, font in page.Resources.get("/Font", {}).items():
                descriptor = font.DescendantFonts[0].FontDescriptor
                if "/FontFile2" not in descriptor or "/ToUnicode" not in font:
                    self.fail("font-file", f"font {name} is not embedded, or has no ToUnicode")
            break   # all pages share their resources

    def run(self):
        self.read_tree()
        if self.elements:
            self.check_pages()
            self.check_text()
            if self.model:
                self.check_model()
                self.check_notes()
                self.check_outline()
            self.check_structure()
            self.check_headings()
        self.check_claims()
        self.check_fonts_embedded()
        return self.failures


class Xmp:
    DC = "http://purl.org/dc/elements/1.1/"
    BASIC = "http://ns.adobe.com/xap/1.0/"
    ADOBE_PDF = "http://ns.adobe.com/pdf/1.3/"
    RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    INFO = {
        "/Title": (DC, "title"), "/Author": (DC, "creator"), "/Subject": (DC, "description"),
        "/Keywords": (ADOBE_PDF, "Keywords"), "/Producer": (ADOBE_PDF, "Producer"),
        "/Creator": (BASIC, "CreatorTool"),
        "/CreationDate": (BASIC, "CreateDate"), "/ModDate": (BASIC, "ModifyDate"),
    }

    def __init__(self, packet):
        self.root = ElementTree.fromstring(packet.decode("utf-8"))

    def text(self, space, name):
        element = self.root.find(f".//{{{space}}}{name}")
        if element is None:
            return None
        item = element.find(f".//{{{self.RDF}}}li")
        return (item if item is not None else element).text

    @staticmethod
    def date(pdf_date):
        match = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", pdf_date)
        return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else pdf_date


def main():
    model, paths = None, sys.argv[1:]
    if paths and paths[0].startswith("--model="):
        model = Model(paths.pop(0).partition("=")[2])
    if not paths:
        sys.exit(__doc__)
    failures = sum(Checker(path, model).run() for path in paths)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
