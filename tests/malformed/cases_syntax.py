"""cases_syntax.py: XML that is not well-formed, or that would draw other files in."""
from corpus import PLAN, edit, edited, plan

TITLE = "<titolo>Servizi alle imprese</titolo>"
ROW = '<indicatore id="i2" codice="A2" unita="N.">'


def title(name, text, codes, status=3):
    edited(f"sintassi-{name}", status, codes, TITLE, text)


# ---- signs in the text

title("e-commerciale", "<titolo>Ricerca ¦& sviluppo</titolo>", "1040")
title("e-commerciale-in-fondo", "<titolo>Ricerca ¦&</titolo>", "1040")
title("e-commerciale-due", "<titolo>Ricerca ¦&& sviluppo</titolo>", "1040")
title("entita-senza-punto-e-virgola", "<titolo>Ricerca ¦&amp sviluppo</titolo>", "1040")
title("entita-sconosciuta", "<titolo>Qualit¦&agrave; dei servizi</titolo>", "1041")
title("entita-spazio", "<titolo>Ricerca¦&nbsp;sviluppo</titolo>", "1041")
title("entita-euro", "<titolo>Spesa in ¦&euro;</titolo>", "1041")
title("minore", "<titolo>Tempi ¦< 30 giorni</titolo>", "1043")
title("minore-cifra", "<titolo>Tempi ¦<30 giorni</titolo>", "1043")
title("minore-uguale", "<titolo>Tempi ¦<= 30 giorni</titolo>", "1043")
title("fine-cdata", "<titolo>Servizi [[a¦]]>b</titolo>", "1061")
edited("sintassi-minore-in-attributo", 3, "1044", ROW, ROW.replace('codice="A2"', 'codice="A¦<2"'))
edited("sintassi-e-commerciale-in-attributo", 3, "1040", ROW, ROW.replace("A2", "A¦&2"))
edited("sintassi-entita-in-attributo", 3, "1041", ROW, ROW.replace("A2", "A¦&ugrave;2"))

# ---- attributes

for name, old, new, code in (
        ("ripetuto", 'codice="A2"', 'codice="A2" ¦codice="A3"', "1045"), ("senza-valore", 'codice="A2"', "¦codice", "1046"),
        ("senza-uguale", 'codice="A2"', '¦codice "A2"', "1046"), ("senza-virgolette", 'codice="A2"', "¦codice=A2", "1047"),
        ("virgolette-tipografiche", 'codice="A2"', "¦codice=“A2”", "1067"), ("senza-spazio", '" unita', '"¦unita', "1064"),
        ("due-uguali", 'codice="A2"', '¦codice=="A2"', "1047"), ("valore-vuoto", 'codice="A2"', "¦codice=", "1047"),
        ("virgola", 'codice="A2"', 'codice="A2"¦,', "1049"), ("punto-e-virgola", 'codice="A2"', 'codice="A2"¦;', "1049"),
        ("virgolette-in-piu", 'codice="A2"', 'codice="A2"¦"', "1049"), ("barra", 'codice="A2"', 'codice="A2" ¦/ ', "1049"),
        ("cifra-davanti", 'codice="A2"', '¦1codice="A2"', "1049")):
    edited(f"sintassi-attributo-{name}", 3, code, ROW, edit(ROW, old, new))
edited("sintassi-attributo-mai-chiuso", 3, "1048", ROW, ROW.replace('codice="A2" unita="N."', '¦codice="A2 unita=\'N.\''))
edited("sintassi-attributo-virgolette-diverse", 3, "1048", ROW, ROW.replace('codice="A2"', "¦codice=\"A2'"))

# ---- tags

title("tag-non-chiuso", "<titolo¦ Servizi</titolo>", "1050")
title("tag-di-chiusura-non-chiuso", "<titolo>Servizi</titolo¦", "1050")
title("manca-la-chiusura", "<titolo>Servizi", "1051")
title("chiusura-diversa", "<titolo>Servizi¦</tittolo>", "1052")
title("chiusura-maiuscola", "<titolo>Servizi¦</Titolo>", "1052")
title("chiusura-doppia", "<titolo>Servizi</titolo>¦</titolo>", "1053")
title("chiusura-incrociata", "<titolo>Servizi <forte>alle¦</titolo> imprese</forte>", "1051")
title("chiusura-con-attributo", '<titolo>Servizi</titolo ¦a="b">', "1066")
title("spazio-dopo-minore", "¦< titolo>Servizi</titolo>", "1068")
title("spazio-dopo-barra", "<titolo>Servizi¦</ titolo>", "1068")
title("prefisso-sconosciuto", "<¦x:titolo>Servizi</x:titolo>", "1062")
title("prefisso-di-attributo", '<titolo ¦x:a="b">Servizi</titolo>', "1062")
title("due-punti-in-fondo", "<¦titolo:>Servizi</titolo:>", "1062")
title("tag-vuoto", "¦<>Servizi</>", "1043")
edited("sintassi-nodo-non-chiuso", 3, "1051", "    </nodo>\n", "")
edited("sintassi-due-elementi-non-chiusi", 3, "1051", "        <consuntivo anno=\"2025\"><numero>5</numero></consuntivo>\n      </indicatore>\n    </nodo>\n", "")
plan("sintassi-troncato-nel-testo", PLAN[:PLAN.index("alle imprese")], 3, "1054")
plan("sintassi-troncato-nel-tag", PLAN[:PLAN.index('codice="A2"') + 3], 3, "1054")
plan("sintassi-troncato-nel-valore", PLAN[:PLAN.index('codice="A2"') + 9], 3, "1054")
plan("sintassi-troncato-nella-chiusura", PLAN[:PLAN.index("</albero>") + 4], 3, "1054")
plan("sintassi-troncato-nel-commento", PLAN[:PLAN.index("<albero>")] + "¦<!-- qui", 3, "1057")
plan("sintassi-troncato-in-cdata", PLAN[:PLAN.index("Servizi")] + "¦<![CDATA[ qui", 3, "1059")
plan("sintassi-troncato-in-istruzione", PLAN[:PLAN.index("<albero>")] + "¦<?x qui", 3, "1059")
plan("sintassi-troncato-nella-dichiarazione", "¦" + PLAN[:30], 3, "1059")
plan("sintassi-manca-l-ultima-chiusura", PLAN.replace("</piano>\n", ""), 3, "1054")

# ---- what stands around the root

plan("sintassi-seconda-radice", PLAN + "¦<piano/>", 3, "1055")
plan("sintassi-due-piani", PLAN + PLAN.split("\n", 1)[1].replace("<piano", "¦<piano", 1), 3, "1055")
plan("sintassi-testo-in-fondo", PLAN + "¦fine", 3, "1056")
plan("sintassi-testo-in-testa", PLAN.replace("<piano", "¦inizio <piano", 1), 3, "1056")
plan("sintassi-niente-elementi", '<?xml version="1.0"?>\n<!-- nulla -->\n', 3, "1063")
plan("sintassi-solo-dichiarazione", '<?xml version="1.0"?>', 3, "1063")
plan("sintassi-spazio-prima-della-dichiarazione", " ¦" + PLAN, 3, "1060")
plan("sintassi-riga-prima-della-dichiarazione", "\n¦" + PLAN, 3, "1060")
plan("sintassi-dichiarazione-due-volte", PLAN.split("\n", 1)[0] + "\n¦" + PLAN, 3, "1060")
plan("sintassi-dichiarazione-in-mezzo", edit(PLAN, "  <albero>", '  ¦<?xml version="1.0"?><albero>'), 3, "1060")
plan("sintassi-dichiarazione-senza-versione", PLAN.replace(' version="1.0"', ""), 3, "1065")
plan("sintassi-dichiarazione-versione-2", PLAN.replace('version="1.0"', 'version="2.0"'), 3, "1065")
plan("sintassi-dichiarazione-maiuscola", PLAN.replace("<?xml", "<?XML"), 3, "1069")
plan("sintassi-dichiarazione-senza-fine", "¦" + PLAN.replace('"UTF-8"?>', '"UTF-8">'), 3, "1059")
plan("sintassi-dichiarazione-standalone", PLAN.replace("?>", ' standalone="forse"?>'), 3, "1065")
plan("sintassi-xml-1-1", PLAN.replace('version="1.0"', 'version="1.1"'), 0, "")

# ---- comments, sections, instructions

title("commento-con-trattini", "<!-- uno ¦-- due -->" + TITLE, "1058")
title("commento-tre-trattini", "<!-- uno ¦--->" + TITLE, "1075")
title("commento-mai-finito", "¦<!-- uno >" + TITLE, "1057")
title("commento-di-html", "¦<! uno >" + TITLE, "1043")
title("cdata-mai-finita", "<titolo>¦<![CDATA[Servizi</titolo>", "1059")
title("cdata-minuscola", "<titolo>¦<![cdata[Servizi]]></titolo>", "1043")
title("istruzione-mai-finita", "¦<?x y >" + TITLE, "1059")
title("istruzione-xml", "¦<?xml y?>" + TITLE, "1060")
title("istruzione-senza-nome", "<? y?>" + TITLE, "1069")
edited("sintassi-buona-istruzione", 0, "", TITLE, "<?editor colore?>" + TITLE)
edited("sintassi-buono-commento", 0, "", TITLE, "<!-- a - b -->" + TITLE)
edited("sintassi-buona-cdata", 0, "", TITLE, "<titolo><![CDATA[Ricerca & <sviluppo>]]></titolo>")

# ---- DTDs, entities, inclusions: nothing is read through them

def doctype(subset):
    return PLAN.replace("<piano", "¦" + subset + "\n<piano", 1)


for name, subset in {
    "dtd-vuota": "<!DOCTYPE piano>", "dtd-esterna": '<!DOCTYPE piano SYSTEM "file:///etc/passwd">',
    "dtd-rete": '<!DOCTYPE piano PUBLIC "-//X//Y" "http://127.0.0.1:1/x.dtd">', "dtd-interna": '<!DOCTYPE piano [<!ENTITY a "b">]>',
    "dtd-entita-esterna": '<!DOCTYPE piano [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "dtd-parametro": '<!DOCTYPE piano [<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]>',
    "dtd-risate": '<!DOCTYPE piano [<!ENTITY a "ah"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    "dtd-attributi": '<!DOCTYPE piano [<!ATTLIST piano x CDATA "y">]>', "dtd-minuscola": "<!doctype piano>",
    "dtd-senza-fine": "<!DOCTYPE piano [", "dtd-dopo-un-commento": "<!-- a --><!DOCTYPE piano>"}.items():
    text = doctype(subset)
    if "commento" in name:
        text = text.replace("¦<!-- a -->", "<!-- a -->¦")
    plan(f"{name}", text, 3, "1030")
plan("dtd-in-mezzo", edit(PLAN, "  <albero>", "  ¦<!DOCTYPE x><albero>"), 3, "1030")
plan("dtd-in-utf16", doctype("<!DOCTYPE piano>").replace("¦", "").replace("UTF-8", "UTF-16").encode("utf-16"), 3, "1030")
edited("xinclude", 3, "1031", TITLE, TITLE + '¦<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>')
edited("xinclude-2003", 3, "1031", TITLE, TITLE + '¦<x:include xmlns:x="http://www.w3.org/2003/XInclude" href="/etc/passwd" parse="text"/>')
edited("xinclude-fallback", 3, "1031", TITLE, TITLE + '<a xmlns:x="http://www.w3.org/2001/XInclude">¦<x:fallback/></a>')
edited("schema-location", 0, "", 'versione="1"', 'versione="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:pira:piano:1 file:///etc/passwd"')
edited("schema-location-senza-spazio", 0, "", 'versione="1"', 'versione="1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://127.0.0.1:1/x.xsd"')
edited("foglio-di-stile", 0, "", "<piano", '<?xml-stylesheet type="text/xsl" href="file:///etc/passwd"?>\n<piano')
edited("xsi-tipo", 1, "2099", TITLE, TITLE.replace("<titolo", '<titolo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="altro"'))
edited("xsi-nil", 1, "2099", TITLE, TITLE.replace("<titolo", '<titolo xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'))
edited("xml-base", 1, "2013", TITLE, TITLE.replace("<titolo", '<titolo xml:base="/etc/"'))

# ---- files that are something else

for name, raw, code in (
        ("vuoto", b"", "1006"), ("spazi", b" \n\t\n ", "1008"), ("testo", "Relazione sulla gestione\n".encode(), "1007"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "1009"), ("zip", b"PK\x03\x04\x14\0\0\0", "1010"),
        ("office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "1011"), ("gzip", b"\x1f\x8b\x08\0\0", "1012"),
        ("html", b"<!DOCTYPE html>\n<html><body>x</body></html>", "1013"), ("html-senza-doctype", b"<HTML><body>x</body></HTML>", "1013"),
        ("json", b'{"piano": 1}', "1007"), ("csv", b"codice;nome\nA1;Visite\n", "1007"), ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "1014"),
        ("solo-minore", b"<", "1043"), ("rtf", b"{\\rtf1\\ansi x}", "1007"), ("zeri", b"\0" * 4096, "1021"), ("un-byte", b"x", "1007"),
        ("elf", b"\x7fELF\x02\x01\x01\0", "1021"), ("sqlite", b"SQLite format 3\0\x10\0", "1021")):
    plan(f"genere-{name}", raw, 3, code)
plan("genere-altro-xml", '<?xml version="1.0"?>\n¦<bilancio><voce/></bilancio>', 1, "2008")
plan("genere-modello", '<modello xmlns="urn:pira:modello:1" versione="1"/>', 1, "2008")
plan("genere-schema", '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', 1, "2008")
plan("genere-senza-spazio-dei-nomi", PLAN.replace(' xmlns="urn:pira:piano:1"', ""), 1, "2009")
plan("genere-altro-spazio-dei-nomi", PLAN.replace("urn:pira:piano:1", "urn:pira:piano:2"), 1, "2047")
