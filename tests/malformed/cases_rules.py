"""cases_rules.py: plans that the schema accepts and a rule does not: each rule broken once in the good plan."""
from corpus import edited

A1 = '      <indicatore id="i1" codice="A1" unita="N.">\n        <nome>Visite</nome>\n        <formula>M1 / M2</formula>\n'
T1 = '        <formula>M1 / M2</formula>\n        <target anno="2025" comparatore="almeno"><numero>5</numero></target>'
A2 = '<indicatore id="i2" codice="A2" unita="N.">'
N2 = "<nome>Accessi</nome>"
T2 = '        <target anno="2025" comparatore="almeno"><numero>5</numero></target>\n        <consuntivo'
C2 = '<consuntivo anno="2025"><numero>5</numero></consuntivo>'
TITLE = "<titolo>Servizi alle imprese</titolo>"
SUM = '<cella id="x3"><somma/></cella>'
END = "    </nodo>\n  </albero>"
RAPPORTO = ('documento="altro"', 'documento="rapporto"', 'tipo="altro"', 'tipo="rapporto"')
FULL = '<tipologia classe="b">risultato</tipologia><algoritmo>conteggio</algoritmo>'


def rule(name, status, codes, *changes):
    edited(f"regola-{name}", status, codes, *changes)


def target(text, consuntivo=C2):
    """The target and the value of the second indicator, in their place."""
    return (T2, text + "\n        <consuntivo", C2, consuntivo)


# ---- errors: the plan contradicts itself

rule("target-ripetuto", 1, "3021", *target('        <target anno="2025"><numero>5</numero></target>\n        ¦<target anno="2025"><numero>6</numero></target>'))
rule("valore-ripetuto", 1, "3022", C2, C2 + "\n        ¦" + C2)
rule("livello-fuori-ordine", 1, "3023", 'livello="s" codice="01"', 'livello="o" codice="01"', END, '      ¦<nodo id="n2" livello="s"><titolo>x</titolo></nodo>\n' + END)
rule("periodo-rovesciato", 1, "3025", TITLE, TITLE + '¦<arco-temporale dal="2027" al="2025"/>')
rule("intervallo-rovesciato", 1, "3026", *target('        <target anno="2025">¦<intervallo><da><numero>9</numero></da><a><numero>5</numero></a></intervallo></target>'))
rule("intervallo-di-due-tipi", 1, "3027", *target('        <target anno="2025">¦<intervallo><da><numero>1</numero></da><a><percento>5</percento></a></intervallo></target>'))
rule("scala-rovesciata", 1, "3028", N2, N2 + '¦<scala minimo="5" massimo="1"/>')
rule("scaglione-vuoto", 1, "3033", *target('        <target anno="2025"><numero>9</numero><scaglioni>¦<scaglione punteggio="60"/></scaglioni></target>'))
rule("limiti-del-grado", 1, "3032", "  <metodo>\n", '  <metodo>\n    ¦<grado minimo="90" massimo="10"/>\n')
rule("totale-diverso", 1, "3101", SUM, '¦<cella id="x3"><importo>4</importo></cella>')
rule("totale-diverso-di-un-centesimo", 1, "3101", SUM, '¦<cella id="x3"><importo>3.01</importo></cella>')
rule("valore-proprio-diverso", 1, "3104", T1, T1 + '\n        <consuntivo anno="2025"><numero>7</numero></consuntivo>')

# ---- warnings: somebody must look

rule("documento-non-descritto", 0, "3024", 'documento="altro"', 'documento="piao"')
rule("riferimento-vuoto", 0, "3029", *target('        <target anno="2025" comparatore="almeno">¦<riferimento/></target>'))
rule("intermedio-fuori-anno", 0, "3030", *target(T2.rsplit("\n", 1)[0] + '\n        ¦<intermedio anno="2025" al="2024-06-30"><numero>5</numero></intermedio>'))
rule("totale-pubblicato", 0, "3102", SUM, '¦<cella id="x3"><somma/><pubblicato><importo>4</importo></pubblicato></cella>')
rule("grado-pubblicato", 0, "3103", C2, C2 + '\n        <pubblicato><grado anno="2025"><percento>90</percento></grado></pubblicato>')
rule("totale-non-ricavabile", 0, "3106", '<totale id="totale" regola="media" livelli="s"><nome>Totale</nome></totale>',
     '¦<totale id="totale" regola="manuale"><nome>Totale</nome><grado><percento>90</percento><motivo>x</motivo></grado></totale>')
rule("ripetuto-diverso", 0, "3107", '<voce rif="i1"/>', '¦<voce rif="i1"><target anno="2025" comparatore="almeno"><numero>6</numero></target></voce>')
rule("ripetuto-diverso-base", 0, "3108", A1, A1.replace("<formula>M1 / M2</formula>\n", '<algoritmo>a</algoritmo>\n        <base anno="2023"><numero>1</numero></base><base anno="2024"><numero>2</numero></base>\n'),
     N2, N2 + '<algoritmo>a</algoritmo><base anno="2023"><numero>1</numero></base><base anno="2024"><numero>3</numero></base>')
rule("pesi-non-cento", 0, "3109", 'codice="A1" unita="N."', 'codice="A1" unita="N." peso="50"', 'codice="A2" unita="N."', 'codice="A2" unita="N." peso="48"')
rule("pesi-di-un-centro", 0, "3110", C2, C2 + '<responsabile centri="k1" peso="50">I</responsabile>', T1, T1 + '<responsabile centri="k1" peso="40">I</responsabile>')
rule("codice-ripetuto", 0, "3111", A2, "¦" + A2.replace("A2", "A1"))
rule("codice-ripetuto-o-zero", 0, "3111", 'codice="A1" unita', 'codice="A01" unita', A2, "¦" + A2.replace("A2", "AO1"))
rule("codice-fuori-ambito", 0, "3113", END, "".join(f'      {"¦" if c == "02.9" else ""}<nodo id="z{i}" livello="o" codice="{c}"><titolo>z{i}</titolo></nodo>\n' for i, c in enumerate(("01.1", "01.2", "02.9"))) + END)
rule("unita-della-misura", 0, "3115", A1, '      ¦' + A1.strip().replace('unita="N."', 'unita="gg"').replace("M1 / M2", "M1") + "\n")
rule("unita-del-target", 0, "3116", *target('        <target anno="2025" comparatore="almeno"><percento>5</percento></target>', '<consuntivo anno="2025"><percento>5</percento></consuntivo>'))
rule("unita-del-valore", 0, "3117", A2, A2.replace("N.", "%"), *target('        <target anno="2025" comparatore="almeno"><percento>5</percento></target>'))
rule("tipo-discorde", 0, "3118", *target(T2.rsplit("\n", 1)[0], '<consuntivo anno="2025"><data>2025-05-05</data></consuntivo>'))
rule("tipo-discorde-comparatore", 0, "3119", *target('        <target anno="2025" comparatore="almeno"><sino>si</sino></target>', '<consuntivo anno="2025"><sino>si</sino></consuntivo>'))
rule("ordine-di-grandezza", 0, "3121", C2, C2.replace("<numero>5", "<numero>50"))
rule("fuori-scala", 0, "3122", N2, N2 + '<scala minimo="1" massimo="4"/>')
rule("verso-discorde", 0, "3123", N2, "<nome>Costi di struttura</nome>")
rule("verso-discorde-dichiarato", 0, "3124", A2, A2.replace(">", ' verso="crescente">'), *target('        <target anno="2025" comparatore="al-massimo"><numero>5</numero></target>'))
rule("scadenza-fuori-esercizio", 0, "3131", *target('        <target anno="2025" comparatore="entro"><data>2026-01-31</data></target>', '<consuntivo anno="2025"><data>2025-05-05</data></consuntivo>'))
rule("anno-intestazione", 0, "3132", *target('        <target anno="2025" comparatore="almeno" etichetta="Atteso 2024"><numero>5</numero></target>'))
rule("anno-nome-target", 0, "3133", N2, "<nome>Liti del 2020</nome>", *target('        <target anno="2025" comparatore="almeno"><numero>5</numero><stampato>Liti del 2021: <valore/></stampato></target>'))
rule("consuntivo-mancante", 0, "3135", *target('        <target anno="2024" comparatore="almeno"><numero>5</numero></target>\n' + T2.rsplit("\n", 1)[0]))
rule("scostamento-senza-causa", 0, "3137", *RAPPORTO, N2, N2 + FULL, C2, C2.replace("<numero>5", "<numero>3"))
rule("fonte-mancante", 0, "3138", *RAPPORTO, N2, N2 + FULL)
rule("algoritmo-mancante", 0, "3139", *RAPPORTO, N2, N2 + '<tipologia classe="b">risultato</tipologia><fonte>x</fonte>')
rule("tipologia-mancante", 0, "3141", *RAPPORTO, N2, N2 + "<tipologia>N.</tipologia><fonte>x</fonte>")
rule("programma-mancante", 0, "3142", *RAPPORTO)
rule("nome-programma-di-altro", 0, "3143", "  <organizzazione>", '  <classificazione><missione codice="032">¦<programma codice="003"><nome>Indirizzo politico</nome></programma></missione></classificazione>\n  <organizzazione>')
rule("algoritmo-di-altro", 0, "3145", N2, N2 + "<algoritmo>Visite</algoritmo>", T1, T1.replace("<formula>M1 / M2</formula>\n", "") + '\n        <consuntivo anno="2025"><numero>5</numero></consuntivo>')
rule("fattore-discorde", 0, "3146", "<formula>M1 / M2</formula>", "<algoritmo>visite * 1000 / imprese</algoritmo><formula>M1 * 10 / M2</formula>")
rule("solo-realizzazione-finanziaria", 0, "3147", N2, N2 + '<tipologia classe="d">x</tipologia>', "<formula>M1 / M2</formula>", '<tipologia classe="d">x</tipologia><formula>M1 / M2</formula>')
rule("obiettivo-senza-indicatori", 0, "3148", "  </albero>", '    ¦<nodo id="n2" livello="s"><titolo>Vuoto</titolo></nodo>\n  </albero>')

# ---- notes: worth knowing

rule("pubblicato-entro-arrotondamento", 0, "3105", *target('        <target anno="2025" comparatore="almeno"><percento>80</percento></target>',
     '<consuntivo anno="2025"><percento>50</percento></consuntivo>\n        <pubblicato><grado anno="2025"><percento>62</percento></grado></pubblicato>'), A2, A2.replace("N.", "%"))
rule("indicatore-ripetuto", 0, "3112", END, '      <nodo id="n2" livello="o"><titolo>x</titolo><rinvio rif="i1"/></nodo>\n' + END)
rule("codice-quasi-uguale", 0, "3114", A2, A2.replace("A2", "A.1"))
rule("tipo-target-cambia", 0, "3120", *target(T2.rsplit("\n", 1)[0] + '\n        <target anno="2026" comparatore="entro"><data>2026-06-30</data></target>'))
rule("comparatore-stretto", 0, "3125", *target('        <target anno="2025" comparatore="oltre"><numero>5</numero></target>'))
rule("comparatore-mancante", 0, "3126", *target('        <target anno="2025"><numero>5</numero></target>'))
rule("target-in-parole", 0, "3127", *target('        <target anno="2025"><parole>monitoraggio</parole></target>'))
rule("target-ignoto", 0, "3128", *target('        <target anno="2025" comparatore="almeno"><riferimento><termine>media</termine></riferimento></target>'))
rule("target-in-definizione", 0, "3129", *target('        <target anno="2025"><assente stato="in-definizione"/></target>'))
rule("triennio-incompleto", 0, "3130", 'natura="strategico"/>', 'natura="strategico" anni-target="3"/>')
rule("dato-parziale", 0, "3134", N2, N2 + '<base anno="2024" al="2024-06-30"><numero>5</numero></base>')
rule("nd-escluso", 0, "3136", C2, '<consuntivo anno="2025"><assente stato="non-disponibile"/></consuntivo>')
rule("formula-mancante", 0, "3140", N2, N2 + "<algoritmo>conteggio</algoritmo>")
