#!/usr/bin/python3
"""Changes one byte of a document and makes the file well-formed again: what `pira verify` must notice.

usage: tamper.py WHAT GOOD.pdf BAD.pdf

WHAT is page (a digit of a page's text), place (a digit of a position), plan (a digit of the attached plan's last figure),
template, computed (a byte of that attachment), or nothing: the file is written anew, nothing else. version makes another
version of pira the author, foreign another program; encrypt, names (an attachment called ../fuga.xml), twice (two of one name),
planless (without the plan), modelless (without the template) and pictureless (without the logo) are what they say.
"""
import re
import sys

import pikepdf


def last_digit(data, pattern):
    """The last digit of the last match's group, changed."""
    place = list(re.finditer(pattern, data))[-1].end(1) - 1
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def change_content(pdf, pattern):
    """The middle page whose content has the pattern."""
    pages = list(pdf.pages)
    for page in pages[len(pages) // 2:] + pages:
        page.contents_coalesce()
        data = page.Contents.read_bytes()
        if re.search(pattern, data):
            page.Contents.write(last_digit(data, pattern))
            return
    sys.exit("no page has " + repr(pattern))


def change_attachment(pdf, number, pattern):
    stream = pdf.Root.AF[number].EF.F
    stream.write(last_digit(stream.read_bytes(), pattern))


def change_creator(pdf, creator):
    old = str(pdf.docinfo["/Creator"])
    pdf.docinfo["/Creator"] = creator
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old.encode(), creator.encode()))


def change_name(pdf):
    spec = pdf.Root.AF[0]
    spec.F = spec.UF = "../fuga.xml"


def change_twice(pdf):
    for spec in list(pdf.Root.AF)[:2]:
        spec.F = spec.UF = "piano.xml"


def remove(pdf, goes):
    """Without the attached files of which GOES(name, relation) is true."""
    stay = [spec for spec in pdf.Root.AF if not goes(str(spec.UF), str(spec.AFRelationship))]
    pdf.Root.AF = pikepdf.Array(stay)
    del pdf.Root.Names


WHAT = {
    "page": lambda pdf: change_content(pdf, rb"\((\d+)[^()]*\)Tj"),
    "place": lambda pdf: change_content(pdf, rb"\.(\d+) re"),
    "plan": lambda pdf: change_attachment(pdf, 0, rb"<(?:numero|percento|importo)>[^<]*?(\d)</"),
    "computed": lambda pdf: change_attachment(pdf, 1, rb"(\d)</"),
    "template": lambda pdf: change_attachment(pdf, 2, rb'"(\d)'),
    "nothing": lambda pdf: None,
    "encrypt": lambda pdf: None,
    "version": lambda pdf: change_creator(pdf, "pira 0.0.9"),
    "foreign": lambda pdf: change_creator(pdf, "Writer"),
    "names": change_name,
    "twice": change_twice,
    "planless": lambda pdf: remove(pdf, lambda name, relation: name == "piano.xml"),
    "modelless": lambda pdf: remove(pdf, lambda name, relation: relation == "/Supplement"),
    "pictureless": lambda pdf: remove(pdf, lambda name, relation: name == "logo.png"),
}


def main():
    what, good, bad = sys.argv[1:]
    with pikepdf.open(good) as pdf:
        WHAT[what](pdf)
        encryption = pikepdf.Encryption(owner="x", user="") if what == "encrypt" else False
        pdf.save(bad, object_stream_mode=pikepdf.ObjectStreamMode.preserve, compress_streams=True, encryption=encryption)


if __name__ == "__main__":
    main()
