"""cases_encoding.py: bytes that are no text: broken UTF-8, encodings declared wrongly, characters that no text has."""
from corpus import PLAN, edit, edited, plan

TITLE = "<titolo>Servizi alle imprese</titolo>"
TITLE_LINE, TITLE_COLUMN = 19, 15   # of what follows <titolo>


def with_bytes(raw, where=TITLE, before=b"<titolo>"):
    """The good plan with RAW put after BEFORE in WHERE."""
    return edit(PLAN, where, "\0").encode().replace(b"\0", where.encode().replace(before, before + raw))


# ---- broken UTF-8, in every way, at every kind of place

BROKEN = {
    "continuazione-sola": b"\x80", "continuazione-alta": b"\xbf", "due-byte-troncati": b"\xc3", "tre-byte-troncati": b"\xe2\x82",
    "tre-byte-troncati-prima": b"\xe2", "quattro-byte-troncati": b"\xf0\x9f\x98", "due-byte-superflui": b"\xc0\xaf",
    "c1-superfluo": b"\xc1\xbf", "tre-byte-superflui": b"\xe0\x80\xaf", "quattro-byte-superflui": b"\xf0\x80\x80\xaf",
    "surrogato-alto": b"\xed\xa0\x80", "surrogato-basso": b"\xed\xbf\xbf", "surrogati-in-coppia": b"\xed\xa0\xbd\xed\xb8\x80",
    "oltre-10ffff": b"\xf4\x90\x80\x80", "f5": b"\xf5\x80\x80\x80", "fe": b"\xfe", "ff": b"\xff", "cinque-byte": b"\xf8\x88\x80\x80\x80",
    "latin1-e-accento": b"\xe8 ", "windows-apostrofo": b"\x92",
}
for name, raw in BROKEN.items():
    plan(f"utf8-{name}", with_bytes(raw), 3, "1020", says=[f"0x{raw[0]:02X}"])
for name, (where, before) in {
    "attributo": ('codice="01"', b'codice="'), "nome-elemento": ("<testi>", b"<te"), "nome-attributo": ('natura="operativo"', b"na"),
    "fine-tag": ("</testi>", b"</te"), "testo-formula": ("<formula>M1 / M2</formula>", b"<formula>"),
    "primo-testo": ("Camera di prova", b"Camera"), "spazi-fra-elementi": ("\n  <testi>", b"\n "), "dichiarazione": ('version="1.0"', b"version=")}.items():
    plan(f"utf8-posto-{name}", with_bytes(b"\xff", where, before), 3, "1020")
plan("utf8-posto-commento", with_bytes(b"<!-- \xff -->", "  <albero>", b"  "), 3, "1020")
plan("utf8-posto-istruzione", with_bytes(b"<?x \xff?>", "  <albero>", b"  "), 3, "1020")
plan("utf8-posto-cdata", with_bytes(b"<![CDATA[\xff]]>"), 3, "1020")
plan("utf8-posto-fine", PLAN.encode() + b"\xff", 3, "1020")
plan("utf8-posto-inizio", b"\xff" + PLAN.encode(), 3, "1020")
plan("utf8-troncato-in-fondo", PLAN.encode()[:PLAN.encode().index("à".encode()) + 1], 3, "1020")

# ---- control characters, in the text and as references

for code in [*range(0, 9), 11, 12, *range(14, 32), 127, 128, 133, 144, 159]:
    plan(f"controllo-{code:02x}", with_bytes(chr(code).encode()), 3, "1021", says=[f"U+{code:04X}"])
for code in (0xFFFE, 0xFFFF):
    plan(f"non-carattere-{code:04x}", with_bytes(chr(code).encode()), 3, "1021")
for name, reference in {"zero": "&#0;", "uno": "&#1;", "esadecimale": "&#x1F;", "surrogato": "&#xD800;", "fffe": "&#xFFFE;",
                        "oltre": "&#x110000;", "enorme": "&#99999999999999999999;", "vuoto": "&#;", "vuoto-esadecimale": "&#x;",
                        "lettere": "&#abc;", "segno-meno": "&#-5;"}.items():
    edited(f"riferimento-carattere-{name}", 3, "1042", TITLE, TITLE.replace("Servizi", "Servizi¦" + reference))

# ---- other encodings: read when they are what they say, refused when not

def declared(name, text=PLAN):
    return text.replace('encoding="UTF-8"', f'encoding="{name}"')


GOOD = {
    "utf16-le-bom": declared("UTF-16").encode("utf-16"), "utf16-be-bom": b"\xfe\xff" + declared("UTF-16").encode("utf-16-be"),
    "utf16-le-senza-bom": declared("UTF-16LE").encode("utf-16-le"), "utf16-be-senza-bom": declared("UTF-16BE").encode("utf-16-be"),
    "utf8-bom": b"\xef\xbb\xbf" + PLAN.encode(), "latin1": declared("ISO-8859-1").encode("latin-1"),
    "windows-1252": declared("windows-1252", edit(PLAN, "Visite", "Visite “nuove” – €")).encode("cp1252"),
    "latin9": declared("ISO-8859-15", edit(PLAN, "Visite", "Visite €")).encode("iso-8859-15"),
    "senza-dichiarazione": PLAN.split("\n", 1)[1].encode(), "ascii": declared("US-ASCII", PLAN.replace("à", "a")).encode(),
    "minuscole": declared("utf-8").encode(), "senza-encoding": PLAN.replace(' encoding="UTF-8"', "").encode(),
    "righe-crlf": PLAN.replace("\n", "\r\n").encode(), "righe-cr": PLAN.replace("\n", "\r").encode(),
    "bom-e-altra-dichiarazione": b"\xef\xbb\xbf" + declared("ISO-8859-1").encode(),
}
for name, raw in GOOD.items():
    plan(f"codifica-buona-{name}", raw, 0, "")

plan("codifica-latin1-non-detta", PLAN.encode("latin-1"), 3, "1025")
plan("codifica-utf16-detta-ma-utf8", declared("UTF-16").encode(), 3, "1024")
plan("codifica-utf16le-detta-ma-utf8", declared("UTF-16LE").encode(), 3, "1024")
plan("codifica-ascii-detta-ma-latin1", declared("US-ASCII").encode("latin-1"), 3, "1025")
plan("codifica-sconosciuta", declared("EBCDIC-CP-IT").encode(), 3, "1023")
plan("codifica-koi8", declared("KOI8-R").encode(), 3, "1023")
plan("codifica-vuota", declared("").encode(), 3, "1065")
plan("codifica-nome-lungo", declared("X" * 5000).encode(), 3, "1023")
plan("codifica-utf32-le", b"\xff\xfe\0\0" + PLAN.encode("utf-32-le"), 3, "1023")
plan("codifica-utf32-be", b"\0\0\xfe\xff" + PLAN.encode("utf-32-be"), 3, "1023")
plan("codifica-utf7", declared("UTF-7").encode("utf-7"), 3, "1023")
for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D):
    plan(f"windows-1252-byte-{byte:02x}", declared("windows-1252").encode("cp1252").replace(b"<titolo>Servizi", b"<titolo>Servizi" + bytes([byte])), 3, "1022",
         says=[f"0x{byte:02X}"])
plan("utf16-byte-dispari", b"\xff\xfe" + declared("UTF-16").encode("utf-16-le") + b"\n", 3, "1022")
plan("utf16-surrogato-solo", b"\xff\xfe" + declared("UTF-16").encode("utf-16-le").replace("Servizi".encode("utf-16-le"), b"\x00\xd8S\0"), 3, "1022")
plan("utf16-surrogato-basso", b"\xff\xfe" + declared("UTF-16").encode("utf-16-le").replace("Servizi".encode("utf-16-le"), b"\x00\xdcS\0"), 3, "1022")
plan("utf16-troncato-a-meta-coppia", b"\xff\xfe" + declared("UTF-16").encode("utf-16-le")[:200] + b"\x3d\xd8", 3, "1022")
plan("utf16-controllo", b"\xff\xfe" + declared("UTF-16").encode("utf-16-le").replace("Servizi".encode("utf-16-le"), b"\x01\0"), 3, "1021")
plan("utf16-solo-bom", b"\xff\xfe", 3, "1008")
plan("utf8-solo-bom", b"\xef\xbb\xbf", 3, "1008")
plan("bom-doppio", b"\xef\xbb\xbf\xef\xbb\xbf" + PLAN.encode(), 3, "1007")

# ---- texts that are characters, but odd ones: read, and never shown raw

for code in (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069):
    plan(f"bidi-{code:04x}", with_bytes(chr(code).encode()), 3, "1021", says=[f"U+{code:04X}"])
for name, text in {"segno-di-direzione": "a\u200eb\u200fc", "larghezza-zero": "a\u200bb\u200cc\u200dd",
                   "bom-nel-testo": "a\ufeffb", "uso-privato": "\ue000", "non-assegnato": "\u0378", "tag": "\U000e0041",
                   "accento-senza-lettera": "\u0301\u0301\u0301", "molti-accenti": "e" + "\u0301" * 500, "emoji": "\U0001f600",
                   "cinese": "中文", "arabo": "العربية", "piano-15": "\U000f0000", "ultimo": "\U0010fffd"}.items():
    edited(f"testo-{name}", 0, "", TITLE, f"<titolo>Servizi {text}</titolo>")
