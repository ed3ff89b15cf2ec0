"""cases_templates.py: templates that are broken, that never end, or whose pages and columns hold nothing."""
from corpus import PLAN, TEMPLATE, edit, render, template

HEADING = '    <titolo livello="1" stile="titolo-1">{documento/titolo}</titolo>\n'
LOOP = '<per-ogni di="albero/nodo"><inserisci frammento="indicatori"/></per-ogni>'
FRAGMENT = '<frammento nome="indicatori"><per-ogni di="indicatore"><paragrafo stile="p">{@codice} {nome}</paragrafo></per-ogni></frammento>'
STYLE = '<stile nome="p" famiglia="f" corpo="9pt" interlinea="11pt" colore="nero"/>'
PAGE = '<stile-pagina nome="a4" larghezza="210mm" altezza="297mm" sinistra="20mm" destra="20mm" alto="20mm" basso="20mm"/>'
TABLE = '<tabella-del-piano di="tabelle/tabella" aspetto="t"/>'


def body(name, status, codes, text, **kept):
    """The good template with TEXT after its heading."""
    template(f"modello-{name}", status, codes, HEADING, HEADING + text + "\n", **kept)


def definitions(name, status, codes, text, **kept):
    template(f"modello-{name}", status, codes, FRAGMENT, FRAGMENT + text, **kept)


def table(columns, rows="", **attributes):
    more = "".join(f' {k.replace("_", "-")}="{v}"' for k, v in attributes.items())
    return f'<tabella aspetto="t"{more}><colonne>{columns}</colonne><corpo>{rows}</corpo></tabella>'


ROW = "<riga><cella>x</cella><cella>y</cella></riga>"

render("modello-buono", 0, "")
render("modello-buono-e-bozza", 0, "")

# ---- not XML, not a template

for name, text, status, codes in (
        ("vuoto", "", 3, "1006"), ("non-xml", "ciao", 3, "1007"), ("non-chiuso", TEMPLATE.replace("  </corpo>\n", ""), 3, "1051"), ("dtd", TEMPLATE.replace("<modello", "¦<!DOCTYPE modello><modello"), 3, "1030"),
        ("utf8-rotto", TEMPLATE.encode().replace(b"#000000", b"#00\xff00"), 3, "1025"), ("un-piano", PLAN, 1, "2008"), ("altro-spazio", TEMPLATE.replace("modello:1", "modello:2"), 1, "2047"),
        ("solo-definizioni", TEMPLATE[:TEMPLATE.index("  <documento")] + "</modello>", 3, "5008"), ("versione", TEMPLATE.replace('versione="1"', '¦versione="2"'), 1, "2039")):
    render(f"modello-{name}", status, codes, template=text)
template("modello-elemento-sbagliato", 1, "2002", LOOP, "¦<per-ognuno di=\"albero/nodo\"/>")
template("modello-elemento-sconosciuto", 1, "2014", LOOP, "¦<ripeti di=\"albero/nodo\"/>")
template("modello-attributo-sconosciuto", 1, "2011", 'corpo="9pt"', '¦corp="9pt"')
template("modello-misura-senza-unita", 1, "2028", 'corpo="9pt"', '¦corpo="9"')
template("modello-misura-in-pollici", 1, "2028", 'corpo="9pt"', '¦corpo="1in"')
template("modello-misura-virgola", 1, "2028", 'corpo="9pt"', '¦corpo="9,5pt"')
template("modello-colore-nome", 1, "2038", 'valore="#000000"', '¦valore="nero"')
template("modello-file-di-carattere-altrove", 1, "2028", 'tondo="PiraSans-Regular"', '¦tondo="../../etc/passwd"')

# ---- names that nobody defines

for name, old, new, codes in (
        ("stile", 'titolo livello="1" stile="titolo-1"', 'titolo livello="1" ¦stile="capitolo"', "5004"), ("stile-quasi", 'titolo livello="1" stile="titolo-1"', 'titolo livello="1" ¦stile="titolo-2"', "5005"),
        ("frammento", 'inserisci frammento="indicatori"', 'inserisci ¦frammento="schede"', "5004"), ("frammento-quasi", 'inserisci frammento="indicatori"', 'inserisci ¦frammento="indicatore"', "5005"),
        ("colore", 'colore="nero"/>', '¦colore="blu"/>', "5004"), ("famiglia", 'famiglia="f"', '¦famiglia="sans"', "5004"), ("pagina", 'pagina stile="a4"', 'pagina ¦stile="orizzontale"', "5004"),
        ("aspetto-tabella", 'tabelle/tabella" aspetto="t"', 'tabelle/tabella" ¦aspetto="importi"', "5004"), ("aspetto-riga", 'testa="r"', '¦testa="testata"', "5004"),
        ("come", '<stile nome="titolo-1" come="p"', '<stile nome="titolo-1" ¦come="prosa"', "5004")):
    template(f"modello-nome-{name}", 3, codes, old, new)
template("modello-come-in-circolo", 3, "5006", STYLE, '<stile nome="p" ¦come="p" famiglia="f" corpo="9pt" interlinea="11pt" colore="nero"/>')
template("modello-come-in-circolo-di-due", 3, "5006", STYLE, STYLE + '<stile nome="a" come="b"/><stile nome="b" come="a"/>')
template("modello-carattere-che-manca", 3, "7001", 'tondo="PiraSans-Regular"', 'tondo="Inesistente"')
template("modello-testo-senza-famiglia", 3, "5106", STYLE, '<stile nome="p" corpo="9pt" interlinea="11pt" colore="nero"/>')
template("modello-testo-senza-corpo", 3, "5106", STYLE, '<stile nome="p" famiglia="f" interlinea="11pt" colore="nero"/>')
template("modello-frammento-di-altro-genere", 3, "5009", FRAGMENT, FRAGMENT.replace("frammento nome", "frammento-righe nome").replace("</frammento>", "</frammento-righe>")
         .replace('<paragrafo stile="p">{@codice} {nome}</paragrafo>', "<riga><cella>{nome}</cella></riga>"))

# ---- expressions

for name, expression, codes in (
        ("non-finita", "albero/nodo[", "5001"), ("vuota-fra-graffe", "albero/", "5001"), ("due-barre", "albero//", "5001"), ("operatore", "nodo and", "5001"), ("virgolette", "@codice = 'a", "5001"),
        ("parentesi", "count(nodo", "5001"), ("funzione", "conta(nodo)", "5002"), ("funzione-di-xslt", "document('/etc/passwd')", "5002"), ("variabile", "$x", "5003"),
        ("chiave", "key('a', 'b')", "5002"), ("prefisso", "x:nodo", "5001"), ("asse", "padre::nodo", "5001"), ("asse-degli-spazi-dei-nomi", "namespace::*", "5001"), ("percento", "50%", "5001"), ("argomenti", "contains(nodo)", "5101"),
        ("argomenti-nostri", "rif()", "5101"), ("argomenti-troppi", "rif(1, 2, 3)", "5101"), ("argomenti-numero", "numero()", "5101"), ("argomenti-missione", "missione()", "5101")):
    body(f"espressione-{name}", 3, codes, f'    <se test="{expression}"><salto-pagina/></se>')
for name, text in {"non-chiusa": "{codice", "non-aperta": "codice}", "vuota": "{}", "dentro": "{a{b}}", "sola": "{"}.items():
    body(f"graffa-{name}", 3, "5007 5001" if name == "dentro" else "5007", f'    <paragrafo stile="p">{text}</paragrafo>')
body("espressione-non-elementi", 3, "5114", '    <per-ogni di="1 + 1"><salto-pagina/></per-ogni>')
body("espressione-lunga", 1, "2030", f'    <se ¦test="{"(" * 600}1{")" * 600}"><salto-pagina/></se>')
body("espressione-annidata", 0, "", f'    <se test="{"(" * 400}1{")" * 400}"><spazio altezza="1pt"/></se>')
body("espressione-di-se-stessa", 3, "5101", '    <poni nome="x" valore="$x + 1"/>')
body("espressione-fuori-dal-piano", 0, "", '    <paragrafo stile="p">{ancestor::*} {/..} {../../..}</paragrafo>')
body("quantita-di-un-elemento", 3, "5109", '    <paragrafo stile="p"><quantita di="albero/nodo"/></paragrafo>')
body("rif-che-manca", 0, "", "    <paragrafo stile=\"p\">{rif('nessuno')/titolo}x</paragrafo>")
body("anno-non-numero", 0, "", "    <paragrafo stile=\"p\">{numero('a', 'b')} {data('c')}x</paragrafo>")
body("decimali-fuori-misura", 0, "", "    <paragrafo stile=\"p\">{numero(1, 1e308)} {numero(1, -5)} {numero(1 div 0)} {numero('NaN')}x</paragrafo>")

# ---- what never ends, or walks too far

template("modello-frammento-senza-fine", 5, "5103", FRAGMENT, '<frammento nome="indicatori"><inserisci frammento="indicatori"/></frammento>')
template("modello-due-frammenti-senza-fine", 5, "5103", FRAGMENT, '<frammento nome="indicatori"><inserisci frammento="b"/></frammento><frammento nome="b"><inserisci frammento="indicatori"/></frammento>')
template("modello-frammento-che-si-moltiplica", 5, "5103", FRAGMENT, '<frammento nome="indicatori">' + '<inserisci frammento="indicatori"/>' * 4 + "</frammento>")
MANY = edit(PLAN, '<p>Il piano dice che cosa si farà.</p>', "<p>x</p>" * 3000)
render("modello-percorre-troppo", 5, "5102", text=MANY, template=edit(TEMPLATE, HEADING, HEADING + '    <se test="count(//p[count(//p[count(//p) > 1]) > 1]) > 1"><salto-pagina/></se>\n'))
render("modello-ripete-troppo", 5, "5107", text=MANY,
       template=edit(TEMPLATE, HEADING, HEADING + '    <per-ogni di="//p"><per-ogni di="//p"><per-ogni di="//p">' + '<se test="0"><salto-pagina/></se>' * 40 + '</per-ogni></per-ogni></per-ogni>\n'), slow=True)
template("modello-usa-se-stesso", 0, "", "  <famiglia nome", '  <usa file="modello.xml"/>\n  <famiglia nome')
render("modello-usa-un-file-che-manca", 3, "1002", template=edit(TEMPLATE, "  <famiglia nome", '  <usa file="altro.xml"/>\n  <famiglia nome'))
render("modello-usa-in-circolo", 0, "", template=edit(TEMPLATE, "  <famiglia nome", '  <usa file="a.xml"/>\n  <famiglia nome'), files={
    "a.xml": b'<modello xmlns="urn:pira:modello:1" versione="1"><usa file="b.xml"/></modello>', "b.xml": b'<modello xmlns="urn:pira:modello:1" versione="1"><usa file="a.xml"/></modello>'})
render("modello-usa-trenta-file", 5, "8015", template=edit(TEMPLATE, "  <famiglia nome", '  <usa file="f0.xml"/>\n  <famiglia nome'), files={
    f"f{i}.xml": f'<modello xmlns="urn:pira:modello:1" versione="1"><usa file="f{i + 1}.xml"/></modello>'.encode() for i in range(30)})
template("modello-usa-un-altra-cartella", 1, "2028", "  <famiglia nome", '  <usa ¦file="../stile.xml"/>\n  <famiglia nome')
render("modello-usa-una-cartella", 3, "1004", template=edit(TEMPLATE, "  <famiglia nome", '  <usa file="sotto"/>\n  <famiglia nome'), files={"sotto/x.xml": b"x"})

# ---- tables: columns that are not there, that have no width, that do not fit

TWO = '<colonna nome="a" larghezza="30mm"/><colonna nome="b" larghezza="30mm"/>'
body("tabella-buona", 0, "", table(TWO, ROW))
body("tabella-colonna-che-manca", 3, "5104", table(TWO, '<riga>¦<cella colonna="c">x</cella></riga>'))
body("tabella-colonna-occupata", 3, "5105", table(TWO, '<riga><cella colonna="a">x</cella><cella colonna="a">y</cella></riga>'))
body("tabella-fino-a-che-manca", 3, "5104", table(TWO, '<riga>¦<cella colonna="a" fino-a="z">x</cella></riga>'))
body("tabella-troppe-celle", 3, "5113", table(TWO, "<riga><cella>x</cella><cella>y</cella><cella>z</cella></riga>"))
body("tabella-troppo-larga", 1, "6002", table('<colonna nome="a" larghezza="150mm"/><colonna nome="b" larghezza="150mm"/>', ROW))
body("tabella-larghissima", 1, "6002", table('<colonna nome="a" larghezza="9999mm"/>', "<riga><cella>x</cella></riga>"))
body("tabella-colonna-zero", 1, "6003", table('<colonna nome="a" larghezza="0mm"/><colonna nome="b" larghezza="30mm"/>', ROW))
body("tabella-colonna-quasi-zero", 1, "6010", table('<colonna nome="a" larghezza="0.001mm"/><colonna nome="b" larghezza="30mm"/>', ROW))
body("tabella-resto-che-non-c-e", 1, "6003", table('<colonna nome="a" larghezza="170mm"/><colonna nome="b" larghezza="1*"/>', ROW))
body("tabella-resto-negativo", 1, "6003", table('<colonna nome="a" larghezza="200mm"/><colonna nome="b" larghezza="1*"/>', ROW))
body("tabella-larghezza-negativa", 1, "2028", table('<colonna nome="a" ¦larghezza="-5mm"/>', "<riga><cella>x</cella></riga>"))
body("tabella-rientro-oltre-la-pagina", 1, "6002", table(TWO, ROW, rientro="200mm"))
body("tabella-larga-zero", 0, "", table('<colonna nome="a" larghezza="1*"/>', "<riga><cella>x</cella></riga>", larghezza="0mm"))
body("tabella-diecimila-colonne", 1, "6010", table("".join(f'<colonna nome="c{i}" larghezza="1*"/>' for i in range(10000)), "<riga>" + "<cella>x</cella>" * 10000 + "</riga>"))
body("tabella-diecimila-colonne-contenuto", 1, "6002", table("".join(f'<colonna nome="c{i}" larghezza="contenuto"/>' for i in range(10000)), "<riga>" + "<cella>x</cella>" * 10000 + "</riga>"))
body("tabella-due-colonne-con-un-nome", 0, "", table('<colonna nome="a" larghezza="30mm"/><colonna nome="a" larghezza="30mm"/>', ROW))
body("tabella-margini-oltre-la-cella", 1, "6003", table(TWO, '<riga><cella margine-sinistro="40mm">x</cella></riga>'))
body("tabella-senza-righe", 0, "", table(TWO))
body("tabella-riga-vuota", 0, "", table(TWO, "<riga/>"))
body("parola-piu-larga-della-colonna", 0, "6005", table('<colonna nome="a" larghezza="12mm"/>', f'<riga><cella>{"W" * 60}</cella></riga>'))
body("parola-piu-larga-della-pagina", 0, "", f'    <paragrafo stile="p">{"W" * 1900}</paragrafo>')
body("lettera-piu-larga-della-colonna", 1, "6010", table('<colonna nome="a" larghezza="1mm"/>', "<riga><cella>W</cella></riga>"))
body("cella-piu-alta-della-pagina", 0, "", table(TWO, f'<riga><cella>{"parola " * 280}</cella><cella>{"parola " * 280}</cella></riga>' * 3))
body("cella-intera-piu-alta-della-pagina", 0, "", table('<colonna nome="a" larghezza="13mm"/>', f'<riga intera="si"><cella>{"parola " * 280}</cella></riga>'))
body("testa-piu-alta-della-pagina", 0, "", f'<tabella aspetto="t"><colonne><colonna nome="a" larghezza="13mm"/></colonne><testa><riga><cella>{"parola " * 280}</cella></riga></testa>'
     '<corpo><riga><cella>x</cella></riga></corpo></tabella>')

# ---- pages that hold nothing

template("modello-pagina-senza-posto", 1, "6008", 'alto="20mm" basso="20mm"', 'alto="150mm" basso="147mm"')
template("modello-pagina-margini-oltre", 1, "6008", 'alto="20mm" basso="20mm"', 'alto="200mm" basso="200mm"')
template("modello-pagina-enorme", 1, "7004", 'larghezza="210mm" altezza="297mm"', 'larghezza="9999mm" altezza="9999mm"')
template("modello-corpo-enorme", 1, "6010 6003", STYLE, STYLE.replace("9pt", "2000pt").replace("11pt", "2400pt"))
template("modello-corpo-zero", 1, "6003", STYLE, STYLE.replace("9pt", "0pt").replace("11pt", "11pt"))
template("modello-interlinea-zero", 0, "", STYLE, STYLE.replace("11pt", "0pt"))
template("modello-rientro-enorme", 1, "6010 6003", STYLE, STYLE.replace("/>", ' rientro="5000mm"/>'))
template("modello-rientro-negativo", 1, "6003", STYLE, STYLE.replace("/>", ' rientro="-300mm"/>'))
template("modello-senza-pagina", 3, "5108", '    <pagina stile="a4"/>\n', "")
template("modello-corpo-vuoto", 3, "5110", TEMPLATE[TEMPLATE.index('    <pagina'):TEMPLATE.index("  </corpo>")], '    <pagina stile="a4"/>\n')
body("spazio-enorme", 0, "", '    <spazio altezza="9999mm"/>')
body("tela-fuori-dalla-pagina", 0, "", '    <tela x="500mm" y="500mm" larghezza="100mm"><paragrafo stile="p">x</paragrafo></tela>')
body("serve-piu-della-pagina", 0, "", '    <serve altezza="9999mm"/><paragrafo stile="p">x</paragrafo>')
body("indice-senza-titoli", 0, "", '    <indice aspetto="t" colonna-numero="10mm" colonna-pagina="10mm"><livello aspetto="r"/></indice>')
body("collegamento-a-nulla", 0, "6007", '    <paragrafo stile="p"><collegamento ancora="nessuna">x</collegamento></paragrafo>')
body("segno-senza-glifo", 1, "6001", '    <paragrafo stile="p">中</paragrafo>', says=["U+4E2D"])

# ---- plans that the template cannot set

render("piano-segno-senza-glifo", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>Accessi 中文</nome>"), says=["U+4E2D"])
render("piano-segno-arabo", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>العربية</nome>"))
render("piano-segno-bidi", 3, "1021", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>a\u202eb</nome>"), says=["U+202E"])
render("piano-segno-non-assegnato", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>a\u0378b</nome>"), says=["U+0378"])
render("piano-segno-privato", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>a\ue000b</nome>"))
render("piano-segno-emoji", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>\U0001f600</nome>"))
render("piano-segni-ottanta", 1, "6001", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>" + "".join(chr(0x4E00 + i) for i in range(80)) + "</nome>"))
render("piano-accenti-scomposti", 0, "", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>Qualita\u0300 perche\u0301</nome>"))
render("piano-larghezza-zero", 0, "", text=edit(PLAN, "<nome>Accessi</nome>", "<nome>a\u200bb\u00adc\u2060d</nome>"))
render("piano-parola-di-centomila-lettere", 0, "", text=edit(PLAN, "Il piano dice che cosa si farà.", "a" * 100000))
render("piano-tabella-senza-righe", 0, "", text=edit(PLAN, '      <riga id="r1"><cella><testo>Fiere</testo></cella><cella id="x1"><importo>1</importo></cella></riga>\n', "",
       '      <riga id="r2"><cella><testo>Missioni</testo></cella><cella id="x2"><importo>2</importo></cella></riga>\n', "",
       '      <riga id="r3" genere="totale"><cella><testo>Totale</testo></cella><cella id="x3"><somma/></cella></riga>\n', ""))
COLUMN = '<colonna id="c2" tipo="importo"><testata>Euro</testata></colonna>'
render("piano-tabella-diecimila-colonne", 5, "8014", text=edit(PLAN, COLUMN, COLUMN + "".join(f'<colonna id="d{i}"/>' for i in range(10000))))
render("piano-tabella-sessantuno-colonne", 5, "8014", text=edit(PLAN, COLUMN, COLUMN + "".join(f'<colonna id="d{i}"/>' for i in range(59))))
CELL = '<cella id="x1"><importo>1</importo></cella>'
