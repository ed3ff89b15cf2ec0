#!/usr/bin/python3
"""Proves that every rule of check_pdf.py can fail: damages a good file in one way at a time and expects that rule to say so.

usage: mutate.py GOOD.pdf BLOCKS.txt FOLDER

A rule that no damage here breaks is a failure, too.
"""
import contextlib
import io
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import pikepdf          # noqa: E402
from check_pdf import RULES, Checker, Model  # noqa: E402


def elements(pdf, role):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == role and "/P" in o]


def document(pdf):
    return pdf.Root.StructTreeRoot.K


def kids(obj):
    return obj.K if isinstance(obj.K, pikepdf.Array) else pikepdf.Array([obj.K])


def adopt(pdf, parent, role, **entries):
    """A new element, the last within PARENT."""
    element = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(role), P=parent, **entries))
    parent.K = pikepdf.Array([*kids(parent), element])
    return element


def marked(pdf, role):
    """An element of that kind whose content is on the first page."""
    return next(o for o in elements(pdf, role) if "/K" in o and isinstance(o.K, int) and o.Pg.objgen == pdf.pages[0].obj.objgen)


def table(pdf):
    return elements(pdf, "/Table")[0]


def part(pdf, role):
    return elements(pdf, role)[0]


def empty_cell(pdf):
    del marked(pdf, "/TD").K


def no_scope(pdf):
    del elements(pdf, "/TH")[0].A.Scope


def wrong_span(pdf):
    next(o for o in elements(pdf, "/TH") if o.get("/A", {}).get("/ColSpan")).A.ColSpan = 3


def no_alt(pdf):
    del elements(pdf, "/Figure")[0].Alt


def no_bbox(pdf):
    del elements(pdf, "/Figure")[0].A


def no_contents(pdf):
    del pdf.pages[0].Annots[0].Contents


def paint_outside(pdf):
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes() + b"0 0 9 9 re f\n")


def foreign_code(pdf):
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes().replace(b"(voce", b"(\xf0voce"))


def no_glyph(pdf):
    stream = pdf.pages[0].Resources.Font.F0.DescendantFonts[0].CIDToGIDMap
    data = bytearray(stream.read_bytes())
    data[2 * ord("O"):2 * ord("O") + 2] = b"\0\0"
    stream.write(bytes(data))


def swapped_parents(pdf):
    array = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1]
    first, second = array[0], array[1]
    array[0], array[1] = second, first


def deep_heading(pdf):
    elements(pdf, "/H1")[0].S = pikepdf.Name("/H2")


def other_title(pdf):
    pdf.docinfo["/Title"] = "altro titolo"


def no_tabs(pdf):
    del pdf.pages[1].Tabs


def stray_row(pdf):
    elements(pdf, "/TR")[0].S = pikepdf.Name("/P")


def glued_letter(pdf):
    elements(pdf, "/Link")[0].S = pikepdf.Name("/Reference")


def nameless_note(pdf):
    del elements(pdf, "/Note")[0].ID


def change_content(page, old, new, count=1):
    page.contents_coalesce()
    page.Contents.write(re.sub(old, new, page.Contents.read_bytes(), count=count))


def pale_text(pdf):
    change_content(pdf.pages[0], b"Tf\n", b"Tf\n.7 g\n", count=0)


def pale_light(pdf):
    change_content(pdf.pages[0], b"cm\n", b"cm\n.9 g\n", count=0)


def other_text(pdf):
    change_content(pdf.pages[0], rb"/\w+<</MCID 0>>", b"/Span<</MCID 0/ActualText(altro)>>")


def no_identifier(pdf):
    claim = b"<pdfuaid:part>1</pdfuaid:part>"
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(claim, claim.replace(b"1", b"2")))


def not_embedded(pdf):
    font = pdf.pages[0].Resources.Font
    for name in font.keys():
        descriptor = font[name].DescendantFonts[0].FontDescriptor
        if "/FontFile2" in descriptor:
            del descriptor.FontFile2


def no_tree(pdf):
    del pdf.Root.StructTreeRoot


def other_parent(pdf):
    elements(pdf, "/TD")[0].P = elements(pdf, "/TR")[-1]


def mcid_twice(pdf):
    th = marked(pdf, "/TH")
    adopt(pdf, document(pdf), "/P", Pg=th.Pg, K=th.K)


def mcid_lost(pdf):
    """The mark of a head is gone from the page; the ones after it keep their numbers."""
    change_content(pdf.pages[0], rb"/TH<</MCID 8>>BDC", b"/Artifact BMC")


def short_parents(pdf):
    array = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1]
    del array[len(array) - 1]


def left_open(pdf):
    change_content(pdf.pages[0], rb"EMC\s*$", b"")


def other_numbers(pdf):
    change_content(pdf.pages[0], rb"/MCID 15>>", b"/MCID 16>>")


def no_width(pdf):
    font = pdf.pages[0].Resources.Font.F0.DescendantFonts[0]
    font.W = pikepdf.Array(list(font.W)[2:])


def pale_cross(pdf):
    objects = pdf.pages[1].Resources.XObject
    for form in (objects[name] for name in objects.keys()):
        if form.Subtype == "/Form":
            form.write(form.read_bytes().replace(b"\n1 G\n", b"\n.8 .2 .2 RG\n"))


def loose_annotation(pdf):
    pdf.pages[0].Annots[0].StructParent = 99


def hidden_annotation(pdf):
    pdf.pages[0].Annots[0].F = 2


def swapped_columns(pdf):
    """Two heads in the other order: every validator is content, a listener hears the columns wrongly."""
    row = elements(pdf, "/TR")[0]
    row.K = pikepdf.Array(reversed(list(row.K)))


def glued_words(pdf):
    change_content(pdf.pages[0], rb"semplificare gli", b"semplificaregli")


def one_paragraph_more(pdf):
    content = pdf.pages[1].Contents
    content.write(content.read_bytes() + b"/P<</MCID 9>>BDC\nBT /F0 8 Tf 42 20 Td (e altro)Tj ET\nEMC\n")
    added = adopt(pdf, document(pdf), "/P", Pg=pdf.pages[1].obj, K=9)
    pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[3].append(added)


def other_note(pdf):
    elements(pdf, "/Note")[0].ActualText = "An other note"


def lost_note(pdf):
    elements(pdf, "/Note")[0].S = pikepdf.Name("/Span")


def no_heading(pdf):
    elements(pdf, "/H1")[0].S = pikepdf.Name("/P")


def list_in_table(pdf):
    elements(pdf, "/LI")[0].S = pikepdf.Name("/TD")


def mixed(pdf):
    row = elements(pdf, "/TR")[-1]
    cell = next(k for k in row.K if "/K" in k)
    cell.K = pikepdf.Array([cell.K, pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name("/Span"), P=cell))])


def uncounted(pdf):
    del elements(pdf, "/L")[0].A


def empty_paragraph(pdf):
    adopt(pdf, document(pdf), "/P")


def two_heads(pdf):
    t = table(pdf)
    t.K = pikepdf.Array([*t.K, part(pdf, "/THead")])


def no_body(pdf):
    part(pdf, "/TBody").S = pikepdf.Name("/TFoot")


def over_each_other(pdf):
    """The first head hangs down two rows; the second row's first head is made as wide as to reach it."""
    top, low = elements(pdf, "/TR")[:2]
    top.K = pikepdf.Array(reversed(list(top.K)))
    low.K[0].A.ColSpan = 3


def gap(pdf):
    """A cell hangs down in the last column, and the row below is too short to reach it."""
    rows = elements(pdf, "/TR")[2:4]
    rows[0].K[2].A = pikepdf.Dictionary(O=pikepdf.Name("/Table"), RowSpan=2)
    rows[1].K = pikepdf.Array([rows[1].K[0]])


def hanging(pdf):
    elements(pdf, "/TR")[-1].K[0].A.RowSpan = 2


def headless(pdf):
    """Columns without heads, in rows whose head has become a cell like others."""
    for head in elements(pdf, "/TH"):
        head.S = pikepdf.Name("/TD")
        del head.A.Scope


def silent_head(pdf):
    """The head's text becomes that of an empty cell below it."""
    head = marked(pdf, "/TH")
    cell = next(o for o in elements(pdf, "/TD") if "/K" not in o)
    cell.Pg, cell.K = head.Pg, head.K
    pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1][int(head.K)] = cell
    del head.K


def unknown_head(pdf):
    next(o for o in elements(pdf, "/TD") if "/Headers" in o.get("/A", {})).A.Headers[0] = pikepdf.String("99")


def all_heads(pdf):
    attributes = next(o for o in elements(pdf, "/TD") if "/Headers" in o.get("/A", {})).A
    attributes.Headers = pikepdf.Array(list(attributes.Headers) * 4)


def other_id(pdf):
    pdf.trailer.ID = pikepdf.Array([pikepdf.String("x"), pikepdf.String("x")])   # none would be made up by who saves the file


def not_marked(pdf):
    del pdf.Root.MarkInfo


def no_language(pdf):
    del pdf.Root.Lang


def file_name_shown(pdf):
    del pdf.Root.ViewerPreferences


def colourless(pdf):
    del pdf.Root.OutputIntents


def other_part(pdf):
    change_xmp(pdf, rb"<pdfaid:part>\d<", b"<pdfaid:part>1<")


def other_conformance(pdf):
    change_xmp(pdf, rb"conformance>A<", b"conformance>B<")


def no_title(pdf):
    change_xmp(pdf, rb"(?s)<dc:title>.*</dc:title>", b"")


def change_xmp(pdf, old, new):
    pdf.Root.Metadata.write(re.sub(old, new, pdf.Root.Metadata.read_bytes()))


# What is done to the file, and the rule that it breaks.
MUTATIONS = [
    (no_tree, "tree"), (other_parent, "parent"), (mcid_twice, "mcid-twice"), (no_tabs, "tabs"), (mcid_lost, "mcid-not-on-page"),
    (short_parents, "parent-tree"), (empty_cell, "mcid-not-in-tree"), (swapped_parents, "parent-tree-entry"),
    (other_numbers, "mcid-numbers"), (paint_outside, "paint-outside"), (left_open, "left-open"),
    (pale_text, "pale-text"), (pale_light, "pale-light"), (pale_cross, "pale-cross"),
    (foreign_code, "code-meaning"), (no_glyph, "code-glyph"), (no_width, "code-width"), (other_text, "text"),
    (loose_annotation, "annotation-tree"), (no_contents, "annotation-words"), (hidden_annotation, "annotation-print"),
    (swapped_columns, "model-text"), (glued_words, "model-words"), (one_paragraph_more, "model-end"),
    (other_note, "model-note"), (lost_note, "model-notes"),
    (no_heading, "model-outline"),
    (list_in_table, "place"), (stray_row, "child"), (mixed, "mixed"), (empty_paragraph, "empty"), (no_alt, "figure"),
    (no_bbox, "figure"), (nameless_note, "note-id"), (glued_letter, "reference"), (deep_heading, "headings"), (uncounted, "list-marks"),
    (two_heads, "table-parts"), (no_body, "table-body"), (wrong_span, "row-width"), (over_each_other, "cell-over"), (gap, "row-gap"),
    (hanging, "cell-below"), (headless, "cell-head"), (no_scope, "head-scope"),
    (silent_head, "head-empty"), (unknown_head, "heads-known"), (all_heads, "heads-few"),
    (other_id, "file-id"), (not_marked, "marked"), (no_language, "marked"), (file_name_shown, "show-title"),
    (colourless, "output-intent"), (other_part, "claim-pdfa"), (other_conformance, "claim-pdfa"),
    (no_identifier, "claim-pdfua"), (no_title, "xmp-title"), (other_title, "xmp-info"),
    (not_embedded, "font-file"),
]


def complaints(path, model):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        Checker(path, model).run()
    return out.getvalue()


def main():
    good, blocks, folder = sys.argv[1:]
    model = Model(blocks)
    failures = [f"{rule}: no mutation breaks this rule" for rule in RULES if rule not in dict(map(reversed, MUTATIONS))]
    failures += [f"the good file is found bad: {line}" for line in complaints(good, model).splitlines()]
    for damage, rule in MUTATIONS:
        path = os.path.join(folder, damage.__name__ + ".pdf")
        with pikepdf.open(good) as pdf:
            damage(pdf)
            pdf.save(path)
        said = complaints(path, model)
        if f"[{rule}]" not in said:
            failures.append(f"{damage.__name__}: check_pdf.py does not say [{rule}] but: {said}")
        os.remove(path)
    print("\n".join(failures), end="")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
