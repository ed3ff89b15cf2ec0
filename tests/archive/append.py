#!/usr/bin/python3
"""Appends a revision to a document, as a program that signs does (sign.py), to cheat.

usage: append.py WHAT GOOD.pdf OUT.pdf

WHAT is content (page 1 has another content), font (another glyph outline), page (another page first), attachment (another plan), or
root (another catalog with nothing attached).
"""
import re
import sys

import pikepdf


class Appender:
    def __init__(self, path):
        self.data = bytearray(open(path, "rb").read())
        self.pdf = pikepdf.open(path)
        self.start = int(re.findall(rb"startxref\s+(\d+)", self.data)[-1])
        self.next = int(self.pdf.trailer.Size)
        self.root = self.pdf.Root.objgen[0]
        self.offsets = {}

    def put(self, number, text):
        self.offsets[number] = len(self.data)
        self.data += b"%d 0 obj\n%s\nendobj\n" % (number, text)

    def new(self, text):
        self.next += 1
        self.put(self.next - 1, text)
        return self.next - 1

    def replace(self, obj):
        """The object as it now stands in memory."""
        self.put(obj.objgen[0], obj.unparse(resolved=True))

    def replace_stream(self, obj, content):
        self.put(obj.objgen[0], b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content))

    def save(self, path):
        table = len(self.data)
        self.data += b"xref\n"
        for number, offset in sorted(self.offsets.items()):
            self.data += b"%d 1\n%010d 00000 n \n" % (number, offset)
        trailer = self.pdf.trailer
        self.data += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
            self.next, self.root, trailer.Info.objgen[0], trailer.ID.unparse(), self.start, table)
        open(path, "wb").write(self.data)


def first_stream(page):
    contents = page.obj["/Contents"]
    return contents[0] if isinstance(contents, pikepdf.Array) else contents


def append_content(a):
    stream = first_stream(a.pdf.pages[0])
    a.replace_stream(stream, stream.read_bytes().replace(b"(2", b"(3"))


def append_font(a):
    font = a.pdf.pages[0].Resources.Font[sorted(a.pdf.pages[0].Resources.Font.keys())[0]]
    program = font.DescendantFonts[0].FontDescriptor.FontFile2
    a.replace_stream(program, program.read_bytes()[:-40] + bytes(40))


def append_page(a):
    kids = a.pdf.Root.Pages
    while kids.Kids[0].Type == "/Pages":
        kids = kids.Kids[0]
    kids.Kids = pikepdf.Array([kids.Kids[-1], *kids.Kids])
    a.replace(kids)


def append_attachment(a):
    stream = a.pdf.Root.AF[0].EF.F
    a.replace_stream(stream, stream.read_bytes() + b"\n")


def append_root(a):
    del a.pdf.Root.AF
    del a.pdf.Root.Names
    a.replace(a.pdf.Root)


WHAT = {"content": append_content, "font": append_font, "page": append_page, "attachment": append_attachment, "root": append_root}


def main():
    what, good, out = sys.argv[1:]
    appender = Appender(good)
    WHAT[what](appender)
    appender.save(out)


if __name__ == "__main__":
    main()
