"""cases_references.py: references that lead nowhere, to the wrong kind of thing, or around in a circle."""
from corpus import PLAN, edited, plan

TOTAL = '<cella id="x3"><somma/></cella>'
FORMULA = "<formula>M1 / M2</formula>"
TEXT = "<p>Il piano dice che cosa si farà.</p>"
TITLE = "<titolo>Servizi alle imprese</titolo>"

# ---- nowhere: far from everything, near to something, the wrong kind

for name, old, new, codes in (
        ("livello", 'livello="s" codice', '¦livello="strategico" codice', "3001"), ("livello-quasi", 'livello="s" codice="01"', '¦livello="i1" codice="01"', "3003"),
        ("livelli-del-totale", 'livelli="s"', '¦livelli="s zzzz"', "3001"), ("voce", '<voce rif="i1"/>', '<voce ¦rif="indicatore-visite"/>', "3001"),
        ("voce-quasi", '<voce rif="i1"/>', '<voce ¦rif="i11"/>', "3002"), ("voce-genere", '<voce rif="i1"/>', '<voce ¦rif="c1"/>', "3003"),
        ("centro-della-vista", '<vista id="v1">', '<vista id="v1" ¦centro="direzione">', "3001"), ("centro-genere", '<vista id="v1">', '<vista id="v1" ¦centro="i1">', "3003"),
        ("totale-della-vista", '<vista id="v1">', '<vista id="v1" ¦totale="complessivo">', "3001"),
        ("somma-righe", TOTAL, '<cella id="x3"><somma ¦righe="r1 fiere"/></cella>', "3001"), ("somma-colonne", TOTAL, '<cella id="x3"><somma ¦colonne="euro"/></cella>', "3001"),
        ("somma-meno-righe", TOTAL, '<cella id="x3"><somma righe="r1" ¦meno-righe="fiere"/></cella>', "3001"),
        ("somma-riga-genere", TOTAL, '<cella id="x3"><somma ¦righe="i1"/></cella>', "3003"),
        ("dato", TEXT, '<p>In media <dato ¦rif="media-generale"/>.</p>', "3001"), ("inserisci", TEXT, '<inserisci ¦rif="tabella-costi"/>', "3001"),
        ("inserisci-genere", TEXT, '<inserisci ¦rif="k1"/>', "3003"), ("collegamento", TEXT, '<p><collegamento ¦rif="capitolo">x</collegamento></p>', "3001"),
        ("rimando-nota", TEXT, '<p>x<rimando-nota ¦rif="nota-finale"/></p>', "3001"), ("sezione-dopo", '<sezione id="sez">', '<sezione id="sez" posizione="tra" ¦dopo-di="nodo-uno">', "3001"),
        ("responsabile", TITLE, TITLE + '<responsabile ¦centri="k1 direzione">I</responsabile>', "3001"),
        ("responsabile-genere", TITLE, TITLE + '<responsabile ¦centri="i1">I</responsabile>', "3003"),
        ("centro-parte-di", '<centro id="k1">', '<centro id="k1" ¦parte-di="ente">', "3001"),
        ("misura-da-tabella", '<misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>',
         '<misura id="m1" codice="M1" unita="N."><da-tabella ¦tabella="costi" riga="r1" colonna="c2"/></misura>', "3001"),
        ("misura-da-riga", '<misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>',
         '<misura id="m1" codice="M1" unita="N."><da-tabella tabella="t1" ¦riga="fiere" colonna="c2"/></misura>', "3001"),
        ("misura-da-colonna", '<misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>',
         '<misura id="m1" codice="M1" unita="N."><da-tabella tabella="t1" riga="r1" ¦colonna="euro"/></misura>', "3001"),
        ("formula-misura", FORMULA, '<formula><misura ¦rif="visite"/></formula>', "3001"), ("formula-misura-genere", FORMULA, '<formula><misura ¦rif="k1"/></formula>', "3003"),
        ("target-indicatore", '<target anno="2025" comparatore="almeno"><numero>5</numero></target>\n      </indicatore>',
         '<target anno="2025" comparatore="almeno"><riferimento ¦indicatore="visite-2024"/></target>\n      </indicatore>', "3001"),
        ("aggregazione", '    <totale id="totale"', '    <aggregazione ¦livello="area" regola="media"/>\n    <totale id="totale"', "3001"),
        ("pesi-livello", "</totale>", '</totale>\n    <pesi ¦livello="area" regola="uguali"/>', "3001"),
        ("portatori", TITLE, TITLE + '<portatori ¦rif="imprese">x</portatori>', "3001"),
        ("classi", TITLE, TITLE + '<classi ¦rif="agenda-9"/>', "3001"), ("classi-genere", TITLE, TITLE + '<classi ¦rif="k1"/>', "3003"),
        ("classe-parte-di", "  <organizzazione>", '  <classificazione><sistema id="a"><nome>A</nome><classe id="a9" ¦parte-di="agenda"><nome>B</nome></classe></sistema></classificazione>\n  <organizzazione>', "3001"),
        ("missione", TITLE, TITLE + '<collocazione><missione ¦codice="099"/></collocazione>', "3005"),
        ("grafico-tabella", TEXT, '<grafico><serie ¦tabella="costi" colonna="c2">Costi</serie><alternativa>x</alternativa></grafico>', "3001")):
    edited(f"riferimento-{name}", 1, codes, old, new)
edited("riferimento-programma", 0, "3006", TITLE, TITLE + '<collocazione><programma missione="011" ¦codice="099"/></collocazione>')
edited("riferimento-cofog", 0, "3007", TITLE, TITLE + '<collocazione><programma missione="011" codice="005" ¦cofog="99"/></collocazione>')
edited("riferimento-riga-di-altra-tabella", 1, "3004", "    </tabella>\n  </tabelle>",
       '    </tabella>\n    <tabella id="t2"><colonne><colonna id="d1"/></colonne><riga><cella><somma ¦righe="r1"/></cella></riga></tabella>\n  </tabelle>')
edited("riferimento-cento-sbagliati", 1, "3001", '<voce rif="i1"/>', "".join(f'<voce rif="nessuno-{i}"/>' for i in range(100)))

# ---- circles

SUMS = ('<cella id="x1"><importo>1</importo></cella>', '<cella id="x2"><importo>2</importo></cella>')


def cells(name, first, second, codes="4017"):
    edited(f"circolo-{name}", 1, codes, SUMS[0], f'<cella id="x1">{first}</cella>', SUMS[1], f'<cella id="x2">{second}</cella>')


cells("cella-di-se-stessa", "<formula>r1 + 1</formula>", "<importo>2</importo>")
cells("due-celle", "<formula>r2 + 1</formula>", "<formula>r1 - 1</formula>")
cells("somma-di-se-stessa", '<somma righe="r1"/>', "<importo>2</importo>")
cells("somma-del-totale", '<somma righe="r3"/>', "<importo>2</importo>")
NODES = '    <nodo id="{0}" livello="o"><titolo>Nodo {0}</titolo><rinvio rif="{1}"/></nodo>\n'
edited("circolo-nodo-di-se-stesso", 1, "4018", "  </albero>", NODES.format("a", "a") + "  </albero>")
edited("circolo-due-nodi", 1, "4018", "  </albero>", NODES.format("a", "b") + NODES.format("b", "a") + "  </albero>")
edited("circolo-mille-nodi", 1, "4018", "  </albero>", "".join(NODES.format(f"a{i}", f"a{(i + 1) % 1000}") for i in range(1000)) + "  </albero>")
edited("circolo-figlio-e-padre", 1, "4018", TITLE, TITLE + '<rinvio rif="n1"/>')
edited("circolo-mille-celle", 1, "4017", "    </tabella>\n  </tabelle>", "    </tabella>\n    <tabella id=\"t2\"><colonne><colonna id=\"d1\"/></colonne>" + "".join(
    f'<riga id="y{i}"><cella><formula>y{(i + 1) % 1000} + 1</formula></cella></riga>' for i in range(1000)) + "</tabella>\n  </tabelle>")
edited("circolo-centri", 0, "", '<centro id="k1"><nome>Settore I</nome></centro>',
       '<centro id="k1" parte-di="k2"><nome>Settore I</nome></centro><centro id="k2" parte-di="k1"><nome>Settore II</nome></centro>')
edited("circolo-target", 0, "3128", '<target anno="2025" comparatore="almeno"><numero>5</numero></target>\n      </indicatore>',
       '<target anno="2025" comparatore="almeno"><riferimento indicatore="i1"/></target>\n      </indicatore>')
edited("circolo-misura-tabella", 1, "4017", '<misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>',
       '<misura id="m1" codice="M1" unita="N."><da-tabella tabella="t1" riga="r1" colonna="c2"/></misura>', SUMS[0], '<cella id="x1"><formula>r2 + 1</formula></cella>',
       SUMS[1], '<cella id="x2"><formula>r1 + 1</formula></cella>')
