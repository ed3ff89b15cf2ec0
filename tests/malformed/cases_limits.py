"""cases_limits.py: inputs beyond the documented limits, and shapes that would take too long if time grew faster than size."""
from corpus import PLAN, TEMPLATE, edit, edited, plan, render

TEXT = "<p>Il piano dice che cosa si farà.</p>"
TITLE = "<titolo>Servizi alle imprese</titolo>"

# ---- beyond the limits

plan("limite-file", b"<piano>" + b" " * ((64 << 20) + 1), 5, "8001")
plan("limite-profondita", "<piano xmlns='urn:pira:piano:1'>" + "<nodo>" * 100000, 5, "8002")
plan("limite-profondita-chiusa", "<piano xmlns='urn:pira:piano:1'>" + "<nodo>" * 300 + "</nodo>" * 300 + "</piano>", 5, "8002")
plan("limite-nodi", b"<piano xmlns='urn:pira:piano:1'>" + b"<a/>" * 5_000_001 + b"</piano>", 5, "8003 9001", one_of=True)
edited("limite-attributi", 5, "8004", "<titolo>Servizi", "<titolo " + " ".join(f'a{i}="x"' for i in range(101)) + ">Servizi")
edited("limite-attributi-centomila", 5, "8004", "<titolo>Servizi", "<titolo " + " ".join(f'a{i}="x"' for i in range(100000)) + ">Servizi")
edited("limite-testo", 5, "8005", "Servizi alle imprese", "x" * 10_000_001)
edited("limite-attributo", 5, "8005", 'codice="01"', f'codice="{"x" * 10_000_001}"')
edited("limite-nome", 5, "8005", TITLE, f"<{'x' * 60000}/>")
edited("limite-commento", 5, "8005", TITLE, f"<!-- {'x' * 10_000_001} -->{TITLE}")
edited("limite-formula", 5, "8013", "<formula>M1 / M2</formula>", f"<formula>{'(' * 20001}M1{')' * 20001}</formula>")
render("limite-pagine", 5, "8011", text=edit(PLAN, TEXT, "<salto-pagina/><p>x</p>" * 20001))

# ---- large and odd, and within them

edited("forma-testo-di-un-milione-di-lettere", 0, "", "Il piano dice", "parola " * 150000)
edited("forma-profonda-150", 0, "", TITLE, TITLE + "<descrizione>" + "<citazione>" * 150 + "<p>x</p>" + "</citazione>" * 150 + "</descrizione>")
edited("forma-mille-attributi-id", 1, "2040", TEXT, "".join('<p>x<nota>y</nota></p>' for _ in range(3)) + '<elenco><voce>x</voce></elenco>' + "".join(f'<sezione id="sez"/>' for _ in range(1000)))
edited("forma-diecimila-voci", 0, "", '<voce rif="i1"/>', '<voce rif="i1"/>' * 10000)
edited("forma-diecimila-errori", 1, "2021", '<voce rif="i1"/>', '<voce rif="i1"><consuntivo anno="2025"><numero>5,5</numero></consuntivo></voce>' * 10000)
edited("forma-diecimila-elementi-ignoti", 1, "2001", TEXT, "<ignoto/>" * 10000)
edited("forma-diecimila-fuori-posto", 1, "2044", TITLE, TITLE + "<titolo>x</titolo>" * 10000)
edited("forma-diecimila-id-uguali", 1, "2040", "  <testi>", "  <testi>" + '<sezione id="x"/>' * 10000)
edited("forma-diecimila-riferimenti-sbagliati", 1, "3001", '<voce rif="i1"/>', '<voce rif="qualcosa-di-molto-diverso"/>' * 10000)
edited("forma-mille-formule-sbagliate", 1, "4001", "    </nodo>\n  </albero>", "".join(f'<indicatore id="z{i}"><nome>z{i}</nome><formula>IGNOTO {i} / ALTRO</formula></indicatore>' for i in range(1000)) + "    </nodo>\n  </albero>")
edited("forma-tutto-su-una-riga", 0, "", "<p>Il piano", "<p>" + "x " * 100000 + "Il piano")
edited("forma-un-milione-di-righe-vuote", 0, "", "  <testi>", "\n" * 1_000_000 + "  <testi>")
edited("forma-centomila-commenti", 0, "", "  <testi>", "<!-- x -->" * 100_000 + "  <testi>")
edited("forma-centomila-istruzioni", 0, "", "  <testi>", "<?x y?>" * 100_000 + "  <testi>")
edited("forma-catena-di-mille-celle", 0, "", "    </tabella>\n  </tabelle>", "    </tabella>\n    <tabella id=\"t2\"><colonne><colonna id=\"d1\"/></colonne><riga id=\"y0\"><cella><numero>1</numero></cella></riga>" + "".join(
    f'<riga id="y{i}"><cella><formula>y{i - 1} + 1</formula></cella></riga>' for i in range(1, 5000)) + "</tabella>\n  </tabelle>")
edited("forma-catena-di-rinvii", 0, "", "  </albero>", "".join(f'    <nodo id="a{i}" livello="o"><titolo>a</titolo><rinvio rif="a{i + 1}"/></nodo>\n' for i in range(5000))
       + '    <nodo id="a5000" livello="o"><titolo>a</titolo></nodo>\n  </albero>')
edited("forma-cella-di-molte-righe", 0, "", '<cella id="x1">', '<cella id="x1" righe="1000000000">')
edited("forma-cella-di-molte-colonne", 0, "", '<cella id="x1">', '<cella id="x1" colonne="1000000000">')
edited("forma-cella-di-troppe-colonne", 0, "", '<cella id="x1">', '<cella id="x1" colonne="99999999999999999999">')
edited("forma-anni-target-enormi", 0, "3130", 'natura="strategico"/>', 'natura="strategico" anni-target="2147483648"/>')
edited("forma-anni-target-oltre", 0, "3130", 'natura="strategico"/>', 'natura="strategico" anni-target="99999999999999999999"/>')
edited("forma-somma-di-troppe-cifre", 1, "4019", "<importo>1</importo>", f"<importo>{'9' * 24}</importo>")
edited("forma-risultato-di-troppe-cifre", 1, "4019", "<formula>M1 / M2</formula>", f"<formula>{' * '.join(['M1'] * 100)}</formula>")
edited("forma-grado-di-ventiquattro-cifre", 0, "3121", "  <metodo>\n", f'  <metodo>\n    <grado massimo="{"9" * 24}"/>\n', '<consuntivo anno="2025"><numero>5<', f'<consuntivo anno="2025"><numero>{"9" * 24}<',
       '<target anno="2025" comparatore="almeno"><numero>5</numero></target>\n        <consuntivo', '<target anno="2025" comparatore="almeno"><numero>0.0000001</numero></target>\n        <consuntivo')
edited("forma-larghezza-enorme", 0, "", TEXT, '<figura file="x.png" larghezza-mm="99999999999999999999"><alternativa>x</alternativa></figura>')
edited("forma-elenco-da-enorme", 0, "", TEXT, '<elenco da="99999999999999999999" numerazione="romani"><voce>x</voce></elenco>')
for name, change in {
    "cella-di-mille-righe": ('<cella id="x1">', '<cella id="x1" righe="1000">'), "cella-di-mille-colonne": ('<cella id="x1">', '<cella id="x1" colonne="1000">'),
    "cella-di-due-miliardi-di-colonne": ('<cella id="x1">', '<cella id="x1" colonne="2147483648">'), "cella-di-due-miliardi-di-righe": ('<cella id="x1">', '<cella id="x1" righe="2147483648">'),
    "celle-oltre-la-tabella": ('<cella id="x1"><importo>1</importo></cella>', '<cella id="x1"><importo>1</importo></cella>' + "<cella><testo>x</testo></cella>" * 5),
    "elenchi-annidati": (TEXT, "<elenco><voce>x" * 60 + "</voce></elenco>" * 60), "citazioni-annidate": (TEXT, "<citazione>" * 100 + "<p>x</p>" + "</citazione>" * 100),
    "enfasi-annidata": (TEXT, "<p>" + "<forte>" * 150 + "x" + "</forte>" * 150 + "</p>"), "note-annidate": (TEXT, "<p>" + "x<nota>" * 100 + "y" + "</nota>" * 100 + "</p>"),
    "cinquanta-note": (TEXT, "<p>" + "x<nota>y</nota> " * 50 + "</p>"), "sezioni-annidate": ("<titolo>Premessa</titolo>" + TEXT, "<titolo>Premessa</titolo>" + "<sezione><titolo>x</titolo>" * 100 + "</sezione>" * 100),
    "elenco-romano-enorme": (TEXT, '<elenco da="999999" numerazione="romani"><voce>x</voce></elenco>'), "elenco-a-lettere-enorme": (TEXT, '<elenco da="999999" numerazione="lettere"><voce>x</voce></elenco>'),
    "elenco-da-oltre": (TEXT, '<elenco da="99999999999999999999" numerazione="numeri"><voce>x</voce></elenco>'), "elenco-di-diecimila": (TEXT, "<elenco>" + "<voce>x</voce>" * 10000 + "</elenco>"),
    "importo-lungo": ("<importo>1</importo>", "<importo>" + "9" * 20 + ".99</importo>"), "mille-a-capo": (TEXT, "<p>" + "x<a-capo/>" * 1000 + "</p>"),
    "salti-di-pagina": (TEXT, "<salto-pagina/>" * 500 + TEXT), "collegamento-lunghissimo": ("Il piano dice", f'Il <collegamento indirizzo="https://e.it/{"x" * 5000}">piano</collegamento> dice'),
    "collegamento-strano": ("Il piano dice", 'Il <collegamento indirizzo="https://e.it/(a)\\(b)&lt;&gt;%00 c">piano</collegamento> dice'), "titolo-lunghissimo": ("<titolo>Premessa</titolo>", f"<titolo>{'Premessa ' * 500}</titolo>"),
    "tabella-annidata": ("<testo>Fiere</testo>", "<testo>Fiere</testo>"), "testo-vuoto": ("<testo>Fiere</testo>", "<testo/>")}.items():
    render(f"forma-{name}", 0, "", text=edit(PLAN, *change), any=True)
render("forma-note-piu-alte-della-pagina", 1, "6008", text=edit(PLAN, TEXT, "<p>" + "x<nota>y</nota> " * 1000 + "</p>"))
render("forma-mille-pagine", 0, "", text=edit(PLAN, TEXT, "<salto-pagina/><p>x</p>" * 1000))
