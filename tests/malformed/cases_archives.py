"""cases_archives.py: documents that were damaged, or that never were ours, read back by extract and verify."""
import re
import zlib

import corpus
from corpus import command

PDF = corpus.document()
PNG = b"\x89PNG\r\n\x1a\n"


def archive(name, data, status, codes, commands=("extract", "verify"), **kept):
    for what in commands:
        command(f"pdf-{name}-{what}", [what, "documento-di-altri.pdf"], status, codes, files={"documento-di-altri.pdf": data}, **kept)


def pdf(objects, trailer="/Root 1 0 R", table=None):
    """A small document of OBJECTS with a right table of them, or TABLE in its place."""
    text, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(text)
    if table is None:
        table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return text + table + b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer.encode(), start)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[]/Count 0>>"

archive("buono", PDF, 0, "")
for name, data, codes in (("vuoto", b"", "7101"), ("testo", b"ciao", "7101"), ("xml", b"<piano/>", "7101"), ("png", PNG, "7101"), ("solo-testa", b"%PDF-1.7\n", "7102 7101"),
                          ("zeri", b"%PDF-1.7\n" + b"\0" * 5000, "7102"), ("troncato-a-meta", PDF[:len(PDF) // 2], "7102"), ("senza-fine", PDF[:-40], "7102"),
                          ("senza-inizio", PDF[20:], "7101"), ("startxref-lontano", re.sub(rb"startxref\n\d+", b"startxref\n99999999999999999999", PDF), "7102"),
                          ("startxref-negativo", re.sub(rb"startxref\n\d+", b"startxref\n-5", PDF), "7102"), ("startxref-zero", re.sub(rb"startxref\n\d+", b"startxref\n0", PDF), "7102")):
    archive(name, data, 3, codes, one_of=True)
for name, objects in {
    "senza-catalogo": [PAGES, PAGES], "catalogo-vuoto": [b"<<>>"], "catalogo-numero": [b"5"], "oggetto-non-finito": [b"<</Type/Catalog/Pages 2 0 R"], "stringa-non-finita": [b"<</Type/Catalog/A (x"],
    "parentesi-annidate": [b"(" * 100000], "riferimento-a-se-stesso": [b"1 0 R"],
    "pagine-in-circolo": [CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"], "pagine-miliardi": [CATALOG, b"<</Type/Pages/Kids[]/Count 2147483647>>"],
    "nomi-in-circolo": [b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>", PAGES, b"<</Kids[3 0 R]>>"],
    "lunghezza-di-se-stessa": [CATALOG, PAGES, b"<</Length 3 0 R>>stream\nx\nendstream"], "lunghezza-enorme": [CATALOG, PAGES, b"<</Length 99999999999>>stream\nx\nendstream"],
    "cifrato": [CATALOG, PAGES]}.items():
    archive(name, pdf(objects, "/Root 1 0 R" + ("/Encrypt 2 0 R" if name == "cifrato" else "")), 3, "7102 7103 7105 7106", one_of=True)
archive("vettori-annidati", pdf([b"[" * 100000]), 5, "7104")
archive("dizionari-annidati", pdf([b"<</A" * 50000]), 5, "7104")
archive("tavola-vuota", pdf([CATALOG, PAGES], table=b"xref\n0 0\n"), 3, "7102")
archive("tavola-enorme", pdf([CATALOG, PAGES], table=b"xref\n0 99999999\n0000000000 65535 f \n"), 3, "7102 7104", one_of=True)
archive("tavola-in-circolo", pdf([CATALOG, PAGES], "/Root 1 0 R/Prev 9"), 3, "7102 7105 7106", one_of=True)


def attached(data, name=b"piano.xml", more=b""):
    """A document with one attachment."""
    return pdf([b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(%s) 3 0 R]>>>>>>" % name, b"<</Type/Pages/Kids[5 0 R]/Count 1>>", b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F 4 0 R>>>>" % (name, name),
                b"<</Type/EmbeddedFile/Length %d%s>>stream\n%s\nendstream" % (len(data), more, data),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>"])


FLATE = b"/Filter/FlateDecode"
archive("allegato-buono", attached(b"ciao"), 0, "", ("extract",))
archive("allegato-di-altri", attached(b"ciao"), 3, "7105", ("verify",))
for name, path in {"genitore": b"../fuori.xml", "assoluto": b"/tmp/fuori-di-pira.xml", "nascosto": b".bashrc", "cartella-su": b"a/../../b", "barra-rovescia": b"..\\\\x", "vuoto": b"", "trattino": b"-x",
                   "a-capo": b"a\\nb", "lungo": b"a" * 5000, "barra-in-fondo": b"a/", "due-punti": b"C:x"}.items():
    archive(f"allegato-nome-{name}", attached(b"ciao", path), 3, "7131", ("extract",))
archive("allegato-bomba", attached(zlib.compress(b"\0" * 300_000_000, 9), more=FLATE), 5, "7104 9001", ("extract",), one_of=True, bounded=True)
archive("allegato-compresso-male", attached(b"xxxxxxxx", more=FLATE), 3, "7102", ("extract",))
archive("allegato-compresso-a-meta", attached(zlib.compress(b"ciao" * 1000)[:-20], more=FLATE), 3, "7102", ("extract",))
archive("allegato-filtro-ignoto", attached(b"x", more=b"/Filter/JBIG2Decode"), 3, "7102", ("extract",))
archive("allegato-mille-filtri", attached(b"x", more=b"/Filter[" + b"/FlateDecode" * 1000 + b"]"), 3, "7102", ("extract",))
for place in range(0, 20):
    at = len(PDF) * place // 20 + 7
    command(f"pdf-byte-cambiato-{place:02}", ["verify", "documento-di-altri.pdf"], None, "", files={"documento-di-altri.pdf": PDF[:at] + bytes([PDF[at] ^ 0x55]) + PDF[at + 1:]}, any=True)
