"""cases_schema.py: well-formed plans that the schema refuses: elements, attributes and values of every type."""
from corpus import PLAN, edit, edited, plan

INDICATOR = """      <indicatore id="i2" codice="A2" unita="N.">
        <nome>Accessi</nome>
        <target anno="2025" comparatore="almeno"><numero>5</numero></target>
        <consuntivo anno="2025"><numero>5</numero></consuntivo>
      </indicatore>
"""


def indicator(name, codes, *changes, status=1):
    """The second indicator of the plan, changed."""
    edited(f"schema-{name}", status, codes, INDICATOR, edit(INDICATOR, *changes))


# ---- elements

indicator("elemento-sconosciuto", "2001", "        <target", "        ¦<annotazione>x</annotazione>\n        <target")
indicator("elemento-sbagliato", "2002", "<nome>Accessi</nome>", "¦<nomme>Accessi</nomme>")
indicator("elemento-maiuscolo", "2002", "<nome>Accessi</nome>", "¦<Nome>Accessi</Nome>")
indicator("elemento-inglese", "2001", "        <target", "        ¦<formulation>x</formulation>\n        <target")
indicator("elemento-fuori-posto", "2018", "        <consuntivo", "        <responsabile>I</responsabile>\n        ¦<consuntivo")
indicator("elemento-di-troppo", "2044", "        <target", "        ¦<nome>Accessi</nome>\n        <target")
indicator("manca-il-primo", "2005", "        <nome>Accessi</nome>\n        <target", "        ¦<target")
indicator("vuoto-di-elementi", "2006", INDICATOR, '      ¦<indicatore id="i2"/>\n')
indicator("manca-uno-di-piu", "2015", "<target anno=\"2025\" comparatore=\"almeno\"><numero>5</numero></target>", '¦<target anno="2025"/>')
indicator("altro-spazio-dei-nomi", "2007", "<nome>Accessi</nome>", '¦<nome xmlns="urn:altro">Accessi</nome>')
indicator("due-valori", "2044", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\"><numero>5</numero>¦<numero>6</numero>")
indicator("testo-dove-non-va", "2041", "        <target", "        valore\n        <target")
indicator("elemento-in-un-valore", "2042", "<nome>Accessi</nome>", "<nome>¦<forte>Accessi</forte></nome>")
indicator("vuoto-che-ha-testo", "2043", "        <target", "        ¦<scala minimo=\"1\" massimo=\"5\">x</scala>\n        <target")
edited("schema-radice-vuota", 1, "2005", "  <ente><denominazione>Camera di prova</denominazione></ente>\n", "")
edited("schema-manca-documento", 1, "2005", '  <documento tipo="altro"><titolo>Piano di prova</titolo></documento>\n', "")
edited("schema-ordine-della-radice", 1, "2019", "  <viste><vista id=\"v1\"><titolo>Settore I</titolo><voce rif=\"i1\"/></vista></viste>\n", "",
       "  <organizzazione>", "  ¦<viste><vista id=\"v1\"><titolo>Settore I</titolo><voce rif=\"i1\"/></vista></viste>\n  <organizzazione>")
edited("schema-tabella-senza-colonne", 1, "2015", '<colonne><colonna id="c1"><testata>Voce</testata></colonna><colonna id="c2" tipo="importo"><testata>Euro</testata></colonna></colonne>', "<colonne/>")
edited("schema-riga-senza-celle", 1, "2015", '<riga id="r1"><cella><testo>Fiere</testo></cella><cella id="x1"><importo>1</importo></cella></riga>', '¦<riga id="r1"/>')
edited("schema-vista-senza-voci", 1, "2015", '<voce rif="i1"/>', "")
edited("schema-livelli-vuoti", 1, "2006", '      <livello id="s" nome="Obiettivo strategico" natura="strategico"/>\n      <livello id="o" nome="Obiettivo operativo" natura="operativo"/>\n', "")
edited("schema-tre-errori", 1, "2002 2021 2033", "<titolo>Servizi", "<titollo>Servizi", "imprese</titolo>", "imprese</titollo>",
       "<consuntivo anno=\"2025\"><numero>5<", "<consuntivo anno=\"2025\"><numero>5,5<", 'codice="A1"', 'codice="A1" peso="101"')
edited("schema-cinquanta-elementi-sconosciuti", 1, "2001", "<titolo>Servizi alle imprese</titolo>",
       "<titolo>Servizi alle imprese</titolo>" + "".join(f"<sconosciuto{i}/>" for i in range(45)))

# ---- attributes

for name, old, new, codes in (
        ("sconosciuto", 'codice="A2"', 'codice="A2" ¦colore="rosso"', "2010"), ("sbagliato", 'codice="A2"', '¦codic="A2"', "2011"),
        ("maiuscolo", 'codice="A2"', '¦Codice="A2"', "2011"), ("manca", '<indicatore id="i2"', "¦<indicatore", "2012"),
        ("di-elemento-semplice", "<nome>", '<nome ¦lingua="it">', "2013")):
    indicator(f"attributo-{name}", codes, old, new)
edited("schema-attributo-manca-anno", 1, "2012", 'anno="2025" documento', "documento")
edited("schema-attributo-fisso", 1, "2039", 'versione="1"', '¦versione="2"')
edited("schema-attributi-della-radice", 1, "2011", 'anno="2025" documento="altro"', '¦annno="2025" documento="altro"')
edited("schema-attributo-senza-nome-giusto", 1, "2011", 'rif="i1"', '¦riff="i1"')

# ---- values of each type: in elements, in attributes

NUMBERS = {
    "parole": ("cinque", "2020"), "virgola": ("5,5", "2021"), "migliaia": ("1.234,5", "2021"), "punti-migliaia": ("1.000.000", "2021"),
    "unita": ("5 gg", "2048"), "euro": ("5 €", "2048"), "percento": ("5%", "2048"), "vuoto": ("", "2029"), "spazi": ("   ", "2029"),
    "esponente": ("1e5", "2020"), "due-punti": ("1.2.3", "2020"), "due-segni": ("--5", "2020"), "segno-solo": ("-", "2049"), "punto-solo": (".", "2020"),
    "trattino-lungo": ("−5", "2021"), "esadecimale": ("0x10", "2020"), "infinito": ("INF", "2020"), "nan": ("NaN", "2020"),
    "spazio-migliaia": ("1 000", "2021"), "apostrofo-migliaia": ("1'000", "2021"), "frazione": ("1/2", "2020"), "nd": ("n.d.", "2049"),
    "trattino": ("–", "2049"), "arabe": ("٣", "2020"), "apici": ("10²", "2020"), "troppe-cifre": ("1" * 25, "2034"), "lunghissimo": ("9" * 5000, "2034"),
    "esponente-italiano": ("1,24179e+006", "2021"), "nero": ("\u00a05", "2021"),
}
for name, (value, codes) in NUMBERS.items():
    indicator(f"numero-{name}", codes, "<consuntivo anno=\"2025\"><numero>5<", f"<consuntivo anno=\"2025\">¦<numero>{value}<")
for name, value in {"uno": "1", "meno": "-5", "piu": "+5", "decimali": "5.50", "spazi-intorno": " 5 ", "zeri": "005", "punto-davanti": ".5", "punto-dietro": "5.",
                    "ventiquattro-cifre": "1" * 24}.items():
    edited(f"schema-numero-buono-{name}", 0, "", "<consuntivo anno=\"2025\"><numero>5<", f"<consuntivo anno=\"2025\"><numero>{value}<")

DATES = {
    "italiana": ("30/06/2025", "2024"), "italiana-punti": ("30.6.2025", "2024"), "italiana-trattini": ("30-06-2025", "2024"), "a-parole": ("30 giugno 2025", "2024"),
    "senza-giorno": ("2025-06", "2023"), "solo-anno": ("2025", "2023"), "31-giugno": ("2025-06-31", "2025"), "30-febbraio": ("2024-02-30", "2025"),
    "29-febbraio": ("2025-02-29", "2025"), "mese-13": ("2025-13-01", "2053"), "giorno-0": ("2025-06-00", "2053"), "fuso": ("2025-06-30Z", "2028"),
    "con-ora": ("2025-06-30T12:00:00", "2023"), "americana": ("06/30/2025", "2023"), "anno-corto": ("25-06-30", "2023"), "vuota": ("", "2029"),
    "anno-lungo": ("12025-06-30", "2028"), "avanti-cristo": ("-2025-06-30", "2028"),
}
for name, (value, codes) in DATES.items():
    indicator(f"data-{name}", codes, '<target anno="2025" comparatore="almeno"><numero>5</numero>', f'<target anno="2025" comparatore="entro">¦<data>{value}</data>')

for name, old, new, codes in (
        ("anno-a-parole", '<consuntivo anno="2025"', '<consuntivo ¦anno="quest\'anno"', "2022"), ("anno-corto", '<consuntivo anno="2025"', '<consuntivo ¦anno="25"', "2050"),
        ("anno-futuro", '<consuntivo anno="2025"', '<consuntivo ¦anno="20255"', "2033"), ("anno-decimale", '<consuntivo anno="2025"', '<consuntivo ¦anno="2025.5"', "2022"),
        ("anno-vuoto", '<consuntivo anno="2025"', '<consuntivo ¦anno=""', "2029"), ("anno-triennio", '<consuntivo anno="2025"', '<consuntivo ¦anno="2025-2027"', "2022"),
        ("peso-negativo", 'codice="A2"', 'codice="A2" ¦peso="-1"', "2032"), ("peso-101", 'codice="A2"', 'codice="A2" ¦peso="101"', "2033"),
        ("peso-virgola", 'codice="A2"', 'codice="A2" ¦peso="33,3"', "2021"), ("peso-percento", 'codice="A2"', 'codice="A2" ¦peso="50%"', "2048"),
        ("comparatore-simbolo", 'comparatore="almeno"', '¦comparatore=">="', "2027"), ("comparatore-quasi", 'comparatore="almeno"', '¦comparatore="almneo"', "2027"),
        ("comparatore-vuoto", 'comparatore="almeno"', '¦comparatore=""', "2029"), ("verso", 'codice="A2"', 'codice="A2" ¦verso="crescent"', "2027"),
        ("id-con-spazio", 'id="i2"', '¦id="i 2"', "2036"), ("id-cifra", 'id="i2"', '¦id="2i"', "2036"), ("id-vuoto", 'id="i2"', '¦id=""', "2029"),
        ("id-due-punti", 'id="i2"', '¦id="i:2"', "2036"), ("id-lungo", 'id="i2"', f'¦id="{"i" * 121}"', "2030"), ("id-ripetuto", 'id="i2"', '¦id="i1"', "2040"),
        ("codice-vuoto", 'codice="A2"', '¦codice=""', "2029"), ("codice-lungo", 'codice="A2"', f'¦codice="{"A" * 81}"', "2030"),
        ("unita-lunga", 'unita="N."', f'¦unita="{"N" * 61}"', "2030"), ("unita-vuota", 'unita="N."', '¦unita=""', "2029"),
        ("decimali-13", 'codice="A2"', 'codice="A2" ¦decimali="13"', "2033"), ("decimali-meno", 'codice="A2"', 'codice="A2" ¦decimali="-1"', "2032"),
        ("nome-vuoto", "<nome>Accessi</nome>", "¦<nome></nome>", "2029"), ("nome-spazi", "<nome>Accessi</nome>", "¦<nome>  \n </nome>", "2029")):
    indicator(name, codes, old, new)
indicator("sino-si-con-accento", "2027", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\">¦<sino>sì</sino>")
indicator("sino-vero", "2027", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\">¦<sino>vero</sino>")
indicator("assente-stato", "2026", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\"><assente ¦stato=\"boh\"/>")
indicator("assente-senza-stato", "2012", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\">¦<assente/>")
indicator("importo-con-simbolo", "2048", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\">¦<importo>€ 5</importo>")
indicator("percento-con-segno", "2048", "<consuntivo anno=\"2025\"><numero>5</numero>", "<consuntivo anno=\"2025\">¦<percento>5 %</percento>")
indicator("esatto-decimale", "2028", "        <consuntivo anno=\"2025\"><numero>5</numero></consuntivo>",
          "        <consuntivo anno=\"2025\"><numero>5</numero></consuntivo>\n        <pubblicato><grado ¦esatto=\"0.5\"><percento>50</percento></grado></pubblicato>")
for name, old, new, codes in (
        ("natura", '<livello id="o" nome="Obiettivo operativo" natura="operativo"/>', '<livello id="o" nome="Obiettivo operativo" ¦natura="tattico"/>', "2026"),
        ("tipo-documento", '<documento tipo="altro">', '<documento ¦tipo="bilancio">', "2026"),
        ("tipo-colonna", 'tipo="importo"', '¦tipo="euro"', "2027"), ("regola", 'regola="media"', '¦regola="media pesata"', "2027"),
        ("regola-altra", 'regola="media"', '¦regola="mediana"', "2027"), ("missione-una-cifra", "<titolo>Servizi alle imprese</titolo>",
         "<titolo>Servizi alle imprese</titolo><collocazione><missione ¦codice=\"1\"/></collocazione>", "2052"),
        ("cofog", "<titolo>Servizi alle imprese</titolo>",
         "<titolo>Servizi alle imprese</titolo><collocazione><programma missione=\"011\" codice=\"005\" ¦cofog=\"4\"/></collocazione>", "2052"),
        ("righe-zero", '<cella id="x1">', '<cella id="x1" ¦righe="0">', "2032"), ("colonne-meno", '<cella id="x1">', '<cella id="x1" ¦colonne="-1">', "2032"),
        ("genere-riga", 'genere="totale"', '¦genere="somma"', "2026"), ("escluso", '<riga id="r2">', '<riga id="r2" ¦escluso="vero">', "2027"),
        ("indirizzo", "Il piano dice", "Il <collegamento ¦indirizzo=\"javascript:alert(1)\">piano</collegamento> dice", "2028"),
        ("file-figura", "Il piano dice che cosa si farà.</p>", "x</p><figura ¦file=\"../logo.png\"><alternativa>Logo</alternativa></figura>", "2028"),
        ("file-figura-assoluto", "Il piano dice che cosa si farà.</p>", "x</p><figura ¦file=\"/etc/passwd\"><alternativa>Logo</alternativa></figura>", "2028"),
        ("file-figura-punti-in-mezzo", "Il piano dice che cosa si farà.</p>", "x</p><figura ¦file=\"a/../../logo.png\"><alternativa>Logo</alternativa></figura>", "2028"),
        ("lingua", "Il piano dice", "Il <straniero ¦lingua=\"inglese britannico\">plan</straniero> dice", "2035"),
        ("elenco-numero", "<p>Il piano dice che cosa si farà.</p>", "<elenco ¦da=\"zero\"><voce>x</voce></elenco>", "2022"),
        ("riga-id-ripetuto", '<riga id="r2">', '<riga ¦id="r1">', "2040"),
        ("voce-senza-rif", '<voce rif="i1"/>', "¦<voce/>", "2012")):
    edited(f"schema-valore-{name}", 1, codes, old, new)
