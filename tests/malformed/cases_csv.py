"""cases_csv.py: tables of values that are broken, or that do not go with their plan."""
from corpus import PLAN, command, edit, encode

HEAD = "codice;id;nome;unità;voce;parte;periodo;valore;nota\r\n"
ROW = "M1;m1;;N.;misura;;2025;9;\r\n"
MARK = "\ufeff"


def fill(name, status, codes, table, plan=PLAN, **kept):
    command(f"csv-{name}", ["fill", "piano.xml", "valori.csv", "-o", "uscita"], status, codes, files={"piano.xml": encode(plan), "valori.csv": table if isinstance(table, (bytes, type(None))) else encode(table)}, **kept)


fill("buona", 0, "", MARK + HEAD + ROW)
fill("buona-senza-mark", 0, "", HEAD + ROW)
fill("buona-virgole", 0, "", (HEAD + ROW).replace(";", ","))
fill("buona-windows-1252", 0, "", (HEAD + ROW).encode("cp1252"))
fill("buona-utf16", 0, "", (HEAD + ROW).encode("utf-16"))
fill("buona-fra-virgolette", 0, "", '"codice";"periodo";"valore"\n"M1";"2025";"9"\n')
fill("buona-solo-codice", 0, "", "codice;periodo;valore\nM1;2025;9\n")
for name, table, status, codes in (
        ("vuota", "", 3, "1006 1105"), ("solo-mark", MARK, 3, "1105 1008 1006"), ("solo-testata", HEAD, 0, ""), ("xlsx", b"PK\3\4\x14\0\0\0", 3, "1101"), ("xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 3, "1101"),
        ("pdf", b"%PDF-1.7\n", 3, "1102"), ("xml", PLAN, 3, "1102"), ("virgolette-aperte", HEAD + 'M1;"m1;;N.;misura;;2025;9;\r\n', 3, "1103"), ("virgolette-in-mezzo", HEAD + 'M1;"m1"x;;N.;misura;;2025;9;\r\n', 3, "1104"),
        ("zeri", b"\0" * 1000, 3, "1021 1102 1105"), ("byte-di-controllo", HEAD + "M1\x01;m1;;;misura;;2025;9;\r\n", 3, "1021"), ("bidi", HEAD + "M1\u202e;m1;;;misura;;2025;9;\r\n", 3, "1021"),
        ("trecento-celle", HEAD + ";" * 300 + "\r\n", 5, "8007"), ("senza-colonna-valore", "codice;periodo\nM1;2025\n", 1, "7201"), ("senza-colonna-codice", "periodo;valore\n2025;9\n", 1, "7201"),
        ("colonna-doppia", "codice;periodo;valore;valore\nM1;2025;9;9\n", 1, "7202"), ("cella-di-troppo", "codice;periodo;valore\nM1;2025;9;extra\n", 1, "7203"), ("senza-codice", "codice;periodo;valore\n;2025;9\n", 1, "7204"),
        ("codice-ignoto", "codice;periodo;valore\nZZZZZ;2025;9\n", 1, "7205"), ("codice-quasi", "codice;periodo;valore\nM11;2025;9\n", 1, "7206"), ("id-e-codice-diversi", HEAD + "M1;m2;;;misura;;2025;9;\r\n", 1, "7208"),
        ("periodo", "codice;periodo;valore\nM1;l'anno scorso;9\n", 1, "7209"), ("numero", "codice;periodo;valore\nM1;2025;nove\n", 1, "7210 7213"), ("numero-con-unita", "codice;periodo;valore\nM1;2025;9 pezzi\n", 1, "7210 7213 7216"),
        ("formula-di-excel", "codice;periodo;valore\nM1;2025;=A1+1\n", 1, "7210 7213"), ("errore-di-excel", "codice;periodo;valore\nM1;2025;#DIV/0!\n", 1, "7210 7213"), ("numero-lungo", "codice;periodo;valore\nM1;2025;" + "9" * 30 + "\n", 1, "7215"),
        ("numero-lunghissimo", "codice;periodo;valore\nM1;2025;" + "9" * 100000 + "\n", 1, "7215 7210 7213"), ("due-volte", "codice;periodo;valore\nM1;2025;9\nM1;2025;10\n", 1, "7219"), ("calcolato", "codice;voce;periodo;valore\nA1;consuntivo;2025;9\n", 1, "7217"),
        ("voce", "codice;voce;periodo;valore\nM1;desiderio;2025;9\n", 1, "7220"), ("nota-sola", HEAD + "M1;m1;;;misura;;2024;;vedi\r\n", 1, "7222")):
    fill(name, status, codes, table, one_of=True)
fill("mille-errori", 1, "7205 7223", "codice;periodo;valore\n" + "".join(f"ZZ{i}ZZ;2025;9\n" for i in range(1000)))
fill("centomila-righe-vuote", 0, "", HEAD + ";;;;;;;;\r\n" * 100000)
fill("cella-di-dieci-milioni", 1, "7205", "codice;periodo;valore\n" + "x" * 10_000_000 + ";2025;9\n")
fill("piano-rotto", 3, "1051", HEAD + ROW, plan=edit(PLAN, "</nodo>\n", ""))
fill("piano-non-valido", 1, "2002", HEAD + ROW, plan=edit(PLAN, "<nome>Accessi</nome>", "<nomme>Accessi</nomme>"))
fill("nota-con-marcatori", 0, "", HEAD + 'M1;m1;;;misura;;2025;9;"<script>&amp;]]>"\r\n')
fill("nota-con-formula", 0, "", HEAD + "M1;m1;;;misura;;2025;9;=1+1\r\n")
command("csv-che-manca", ["fill", "piano.xml", "valori.csv"], 3, "1002")
command("csv-cartella", ["fill", "piano.xml", "."], 3, "1004")
command("csv-export-tabella-ignota", ["export", "piano.xml", "--table=costi"], 1, "7231 7232", one_of=True)
command("csv-export-senza-tabella", ["export", "piano.xml"], 2, "9029")
for table in ("t1", "indicatori", "obiettivi", "albero"):
    command(f"csv-export-{table}", ["export", "piano.xml", f"--table={table}"], 0, "")
command("csv-values", ["values", "piano.xml"], 0, "")
