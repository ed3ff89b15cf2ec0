#!/usr/bin/python3
"""Proves that check_pdf.py can fail: damages a good file in one way at a time and expects the matching complaint.

usage: mutate.py GOOD.pdf FOLDER
"""
import contextlib
import io
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

import pikepdf          # noqa: E402
from check_pdf import Checker  # noqa: E402


def elements(pdf, role):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == role and "/P" in o]


def empty_cell(pdf):
    del next(o for o in elements(pdf, "/TD") if "/K" in o).K


def no_scope(pdf):
    del elements(pdf, "/TH")[0].A.Scope


def wrong_span(pdf):
    next(o for o in elements(pdf, "/TH") if o.get("/A", {}).get("/ColSpan")).A.ColSpan = 3


def no_alt(pdf):
    del elements(pdf, "/Figure")[0].Alt


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


MUTATIONS = [
    (pale_text, "text at"), (pale_light, "light at"), (other_text, "poppler does not read"), (no_identifier, "PDF/UA-1"),
    (not_embedded, "is not embedded"),
    (empty_cell, "not in the tree"), (no_scope, "has no scope"), (wrong_span, "columns"), (no_alt, "text alternative"),
    (no_contents, "says nothing"), (paint_outside, "in 0 marked-content"), (foreign_code, "has no meaning"),
    (no_glyph, "has no glyph"), (swapped_parents, "another parent"), (deep_heading, "follows H0"),
    (other_title, "/Title is"), (no_tabs, "Tabs is not S"), (stray_row, "holds /P"), (nameless_note, "no ID"),
]


def complaints(path):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        Checker(path).run()
    return out.getvalue()


def main():
    good, folder = sys.argv[1:]
    missed = 0
    for damage, expected in MUTATIONS:
        path = os.path.join(folder, damage.__name__ + ".pdf")
        with pikepdf.open(good) as pdf:
            damage(pdf)
            pdf.save(path)
        if expected not in complaints(path):
            missed += 1
            print(f"{damage.__name__}: check_pdf.py does not say «{expected}» but: {complaints(path)}")
        os.remove(path)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
