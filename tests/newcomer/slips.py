"""slips.py: how people who have never seen XML break a plan: a sample, a small edit, and the one message that must come.

In the new text the sign ¦ stands where the message must point to. Nothing here says how the plan is mended: the message does.
"""
import os
import re
import subprocess

MARK = "¦"
SLIPS = []
TOGETHER = []   # names of slips of one sample that are made at once


class Slip:
    """OLD, which stands once in the SAMPLE (or, with TAG, the first time behind it), becomes NEW."""

    def __init__(self, name, sample, code, names, old, new, known="", behind="", encoding="utf-8", mended_encoding=None, status=0):
        self.name, self.sample, self.code, self.names, self.old, self.new = name, sample, code, names, old, new
        self.known, self.behind, self.encoding, self.status = known, behind, encoding, status
        self.mended_encoding = mended_encoding or encoding

    def broken(self, text):
        start = text.index(self.behind) if self.behind else 0
        if text.count(self.old, start) < 1 or (not self.behind and text.count(self.old) != 1):
            raise ValueError(f"{self.name}: {self.old!r} stands {text.count(self.old)} times in {self.sample}")
        at = text.index(self.old, start)
        text = text[:at] + self.new + text[at + len(self.old):]
        if MARK not in text:
            return text, None
        before, after = text.split(MARK)
        return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))

    def encode(self, text):
        return text.encode(self.encoding)

    def encode_mended(self, text):
        return text.encode(self.mended_encoding)


def load(pira, root):
    """The samples, and the plan that `pira init` writes, by name."""
    texts = {}
    for name in sorted(os.listdir(os.path.join(root, "samples"))):
        with open(os.path.join(root, "samples", name, "piano.xml"), encoding="utf-8") as file:
            texts[name] = file.read()
    done = subprocess.run([pira, "init", "-o", "-"], capture_output=True, check=True, env=dict(os.environ, PIRA_DATA=root))
    texts["init"] = done.stdout.decode("utf-8")
    return texts


def slip(name, sample, code, names, old, new, **kept):
    SLIPS.append(Slip(name, sample, code, names, old, new, **kept))


LIFE, START, FERRARA, BOLOGNA, MODENA, PISTOIA, BERGAMO = (
    "ciclo-di-vita", "init", "ferrara-2017", "bologna-2025", "modena-2025", "pistoia-prato-2024", "bergamo-2022")

# ---- tags

slip("chiusura-che-manca", LIFE, "1051", "nome", "<nome>Missioni all'estero</nome>", "<nome>Missioni all'estero¦")
slip("chiusura-di-un-indicatore", LIFE, "1051", "indicatore", '          </scostamento>\n        </indicatore>\n\n        <indicatore id="i-guida"',
     '          </scostamento>¦\n\n        <indicatore id="i-guida"')
slip("chiusura-lontana", FERRARA, "1051", "nodo", '            </nodo>\n          </nodo>\n          <nodo id="oo-02.O2.O3"',
     '            </nodo>¦\n          <nodo id="oo-02.O2.O3"')
slip("chiusura-di-troppo", LIFE, "1053", "nodo", '      </nodo>\n\n      <nodo id="os-2"', '      </nodo>\n      ¦</nodo>\n\n      <nodo id="os-2"')
slip("apertura-che-manca", LIFE, "1074", "nome", "<nome>Missioni all'estero</nome>", "¦Missioni all'estero</nome>")
slip("chiusura-sbagliata", BOLOGNA, "1052", "nomme", "<nome>III Settore</nome>", "<nome>III Settore¦</nomme>")
slip("apertura-sbagliata", LIFE, "1072", "indicatore", '<indicatore id="i-missioni"', '¦<indicatori id="i-missioni"')
slip("barra-che-manca", LIFE, "1073", "nome", "<nome>Missioni all'estero</nome>", "<nome>Missioni all'estero¦<nome>")
slip("maggiore-che-manca", START, "1050", "<nome", "<nome>Incontri con le imprese</nome>", "<nome¦ Incontri con le imprese</nome>")
slip("maggiore-della-chiusura", START, "1050", "</nome", "<nome>Incontri con le imprese</nome>", "<nome>Incontri con le imprese</nome¦")
slip("maggiore-dopo-gli-attributi", LIFE, "1050", "indicatore", 'codice="1.1.b" peso="40" unita="N.">', 'codice="1.1.b" peso="40" unita="N."¦')
slip("spazio-dopo-il-minore", LIFE, "1068", "< nome", "<nome>Missioni all'estero</nome>", "¦< nome>Missioni all'estero</nome>")
slip("spazio-nella-chiusura", LIFE, "1068", "</ nome", "<nome>Missioni all'estero</nome>", "<nome>Missioni all'estero¦</ nome>")
slip("elemento-sbagliato", LIFE, "2002", "targhet", '<target anno="2026" comparatore="almeno"><numero>6</numero></target>',
     '¦<targhet anno="2026" comparatore="almeno"><numero>6</numero></targhet>')
slip("elemento-al-plurale", PISTOIA, "1072", "indicatori", '<indicatore id="i-01_01_OS04-1" unita="n.">\n          <nome>Desk</nome>', '¦<indicatori id="i-01_01_OS04-1" unita="n.">\n          <nome>Desk</nome>')
slip("elemento-maiuscolo", MODENA, "2002", "Titolo", "<titolo>Tutela della legalità</titolo>", "¦<Titolo>Tutela della legalità</Titolo>")
slip("elemento-di-fantasia", LIFE, "2017", "obbiettivo", "<nome>Missioni all'estero</nome>", "¦<obbiettivo>Missioni all'estero</obbiettivo>")
slip("elemento-che-non-c-e", LIFE, "2001", "commento", "<fonte>Atti del servizio</fonte>", "<fonte>Atti del servizio</fonte>\n          ¦<commento>da rivedere</commento>")
slip("grassetto-di-una-pagina-web", LIFE, "2002", "forte", "ha ridotto le risorse", "ha ¦<b>ridotto</b> le risorse")
slip("corsivo-in-un-nome", LIFE, "2042", "corsivo", "<nome>Missioni all'estero</nome>", "<nome>Missioni ¦<corsivo>all'estero</corsivo></nome>")
slip("indicatore-in-un-indicatore", LIFE, "2045", "indicatore", """          <nome>Missioni all'estero</nome>
""", """          <nome>Missioni all'estero</nome>
          ¦<indicatore id="i-altro"><nome>Altro</nome><cosa-misura>Quanti</cosa-misura><tipologia classe="a">realizzazione fisica</tipologia><algoritmo>numero</algoritmo><fonte>Atti</fonte><target anno="2026" comparatore="almeno"><numero>6</numero></target><consuntivo anno="2026"><numero>6</numero></consuntivo></indicatore>
""")

# ---- signs in texts

slip("e-commerciale", LIFE, "1040", "&", "<nome>Missioni all'estero</nome>", "<nome>Ricerca ¦& sviluppo</nome>")
slip("minore", START, "1043", "<", "<nome>Incontri con le imprese</nome>", "<nome>Imprese con ¦< 10 addetti</nome>")
slip("minore-attaccato", START, "1043", "<", "<nome>Incontri con le imprese</nome>", "<nome>Imprese con ¦<dieci addetti</nome>")
slip("entita-di-html", LIFE, "1041", "&agrave;", "<nome>Missioni all'estero</nome>", "<nome>Attivit¦&agrave; all'estero</nome>")
slip("trattini-nel-commento", LIFE, "1058", "--", "<!-- Il consuntivo si calcola", "<!-- Il consuntivo ¦-- si calcola")
slip("commento-finito-male", LIFE, "1075", "-->", "il vecchio resta. -->", "il vecchio resta. ¦->")
slip("commento-con-tre-trattini", LIFE, "1075", "-->", "il vecchio resta. -->", "il vecchio resta. ¦--->")

# ---- attributes

slip("virgolette-perdute", LIFE, "1048", "codice", 'codice="1.1.b" peso="40"', '¦codice="1.1.b peso="40"')
slip("virgolette-perdute-in-fondo", LIFE, "1048", "unita", 'codice="1.1.b" peso="40" unita="N.">', 'codice="1.1.b" peso="40" ¦unita="N.>')
slip("virgolette-perdute-in-testa", LIFE, "1047", "codice", 'codice="1.1.b" peso="40"', '¦codice=1.1.b" peso="40"')
slip("virgolette-di-word", LIFE, "1067", "codice", 'codice="1.1.b" peso="40"', '¦codice=“1.1.b” peso="40"')
slip("virgolette-di-word-alla-fine", BOLOGNA, "1067", "codice", 'id="settore-III" codice="III"', 'id="settore-III" ¦codice="III”')
slip("senza-virgolette", BERGAMO, "1047", "versione", 'versione="1"', "¦versione=1")
slip("senza-uguale", LIFE, "1046", "codice", 'codice="1.1.b" peso="40"', '¦codice "1.1.b" peso="40"')
slip("senza-spazio", LIFE, "1064", "peso", 'codice="1.1.b" peso="40"', 'codice="1.1.b"¦peso="40"')
slip("virgola-tra-attributi", LIFE, "1049", ",", 'codice="1.1.b" peso="40"', 'codice="1.1.b"¦, peso="40"')
slip("spazio-di-word", LIFE, "1077", "U+00A0", 'codice="1.1.b" peso="40"', 'codice="1.1.b"¦\u00a0peso="40"')
slip("attributo-due-volte", LIFE, "1045", "codice", 'codice="1.1.b" peso="40"', 'codice="1.1.b" ¦codice="1.1.d" peso="40"')
slip("attributo-sbagliato", LIFE, "2011", "comparatore", 'comparatore="almeno"><numero>6', '¦comparattore="almeno"><numero>6')
slip("attributo-obbligatorio-sbagliato", LIFE, "2011", "livello", '<nodo id="os-2" livello=', '<nodo id="os-2" ¦liv=')
slip("attributo-con-accento", LIFE, "2011", "unita", 'peso="30" unita=', 'peso="30" ¦unità=')
slip("attributo-che-non-c-e", LIFE, "2010", "colore", 'codice="1.1.b" peso="40"', 'codice="1.1.b" ¦colore="rosso" peso="40"')
slip("attributo-che-manca", LIFE, "2012", "anno", '<target anno="2026" comparatore="almeno"><numero>6', '¦<target comparatore="almeno"><numero>6', known="2026")

# ---- values

slip("virgola-decimale", LIFE, "2021", "4,6", "<durata>4.6</durata>", "¦<durata>4,6</durata>")
slip("migliaia-e-virgola", LIFE, "2021", "96.450,20", "<importo>96450.20</importo>", "¦<importo>96.450,20</importo>")
slip("euro", LIFE, "2048", "96.450,20", "<importo>96450.20</importo>", "¦<importo>€ 96.450,20</importo>")
slip("percento", LIFE, "2048", "80%", "<percento>80</percento>", "¦<percento>80%</percento>")
slip("peso-in-percento", LIFE, "2048", "70%", 'peso="70"', '¦peso="70%"')
slip("giorni", LIFE, "2048", "4,6 gg", "<durata>4.6</durata>", "¦<durata>4,6 gg</durata>")
slip("punto-per-le-migliaia", START, "3149", "80.000", "<importo>80000.00</importo>", "¦<importo>80.000</importo>")
slip("data-italiana", LIFE, "2024", "20/11/2026", "<data>2026-11-20</data>", "¦<data>20/11/2026</data>")
slip("data-in-parole", LIFE, "2024", "20 novembre 2026", "<data>2026-11-20</data>", "¦<data>20 novembre 2026</data>")
slip("data-corta", LIFE, "2024", "20/11/26", "<data>2026-11-20</data>", "¦<data>20/11/26</data>")
slip("trenta-febbraio", LIFE, "2025", "2026-02-30", "<data>2026-11-20</data>", "¦<data>2026-02-30</data>")
slip("anno-di-due-cifre", LIFE, "2050", "26", 'versione="1" anno="2026"', 'versione="1" ¦anno="26"')
slip("si-con-accento", LIFE, "2027", "sì", "<consuntivo anno=\"2026\"><sino>si</sino>", "<consuntivo anno=\"2026\">¦<sino>sì</sino>")
slip("maggiore-o-uguale", LIFE, "2027", ">=", 'comparatore="almeno"><numero>6', '¦comparatore=">="><numero>6')
slip("al-massimo", LIFE, "2027", "al massimo", 'comparatore="al-massimo"', '¦comparatore="al massimo"')
slip("documento-maiuscolo", LIFE, "2027", "Rapporto", 'anno="2026" documento="rapporto"', 'anno="2026" ¦documento="Rapporto"')
slip("valore-senza-elemento", LIFE, "2051", "numero", '<consuntivo anno="2026"><numero>4</numero></consuntivo>', '<consuntivo anno="2026">¦4</consuntivo>')
slip("durata-senza-elemento", LIFE, "2051", "durata", '<consuntivo anno="2026"><durata>4.6</durata></consuntivo>', '<consuntivo anno="2026">¦4,6</consuntivo>')
slip("n-d-come-numero", LIFE, "2049", "n.d.", '<intermedio anno="2026" al="2026-06-30"><assente stato="non-disponibile">n.d.</assente>',
     '<intermedio anno="2026" al="2026-06-30">¦<numero>n.d.</numero>')
slip("zeri-perduti", LIFE, "2052", "005", 'missione="016" codice="005"', 'missione="016" ¦codice="5"')
slip("zero-della-missione", LIFE, "3008", "016", '<missione codice="016">', '<missione ¦codice="16">')

# ---- identifiers and references

slip("id-ripetuto", LIFE, "2040", "i-missioni", 'id="i-guida"', '¦id="i-missioni"')
slip("id-con-spazio", LIFE, "2036", "i tempo", 'id="i-tempo"', '¦id="i tempo"')
slip("id-che-comincia-con-una-cifra", LIFE, "2036", "1.2.a", 'id="i-tempo"', '¦id="1.2.a"')
slip("riferimento-sbagliato", LIFE, "3002", "promozione", 'centri="promozione"', '¦centri="promozioni"')
slip("livello-sbagliato", MODENA, "3002", "strategico", '<nodo id="n-701" livello="strategico"', '<nodo id="n-701" ¦livello="strategici"')

# ---- order

slip("ordine-scambiato", LIFE, "2018", "target", """          <base anno="2025"><numero>5</numero></base>
          <target anno="2026" comparatore="almeno"><numero>6</numero></target>
""", """          <target anno="2026" comparatore="almeno"><numero>6</numero></target>
          ¦<base anno="2025"><numero>5</numero></base>
""")
slip("nome-in-seconda-riga", LIFE, "2019", "nome", """          <nome>Missioni all'estero</nome>
          <cosa-misura>Quante missioni si sono svolte nell'anno</cosa-misura>
""", """          ¦<cosa-misura>Quante missioni si sono svolte nell'anno</cosa-misura>
          <nome>Missioni all'estero</nome>
""")
slip("manca-il-nome", LIFE, "2005", "nome", "          <nome>Missioni all'estero</nome>\n          <cosa-misura>Quante", "          ¦<cosa-misura>Quante", known="Missioni")
slip("manca-il-titolo", LIFE, "2005", "titolo", "        <titolo>Un registro delle imprese più rapido</titolo>\n        <coll", "        ¦<coll", known="Registro")
slip("nome-due-volte", LIFE, "2044", "nome", "          <nome>Missioni all'estero</nome>\n", "          <nome>Missioni all'estero</nome>\n          ¦<nome>Missioni all'estero</nome>\n")
slip("testo-vagante", LIFE, "2041", "Missioni", "          <nome>Missioni all'estero</nome>\n", "          <nome>Missioni all'estero</nome>\n          ¦Missioni\n")
# ---- formulas

slip("misura-sbagliata", LIFE, "4002", "SODDISFATTE", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>¦SODISFATTE / ASSISTITE</formula>")
slip("misura-minuscola", LIFE, "4002", "ASSISTITE", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>SODDISFATTE / ¦assistite</formula>")
slip("due-punti-per-diviso", LIFE, "4020", ":", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>SODDISFATTE ¦: ASSISTITE</formula>")
slip("formula-senza-spazi", LIFE, "4008", "/", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>SODDISFATTE¦/ASSISTITE</formula>")
slip("parentesi-aperta", LIFE, "4006", ")", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>¦(SODDISFATTE / ASSISTITE</formula>")
slip("parentesi-di-troppo", LIFE, "4007", ")", "<formula>SODDISFATTE / ASSISTITE</formula>", "<formula>SODDISFATTE / ASSISTITE¦)</formula>")

# ---- the file

slip("xmlns-che-manca", LIFE, "2009", "xmlns", '<piano xmlns="urn:pira:piano:1"', "¦<piano")
slip("xmlns-sbagliato", LIFE, "2047", "urn:pira:piano:1", 'xmlns="urn:pira:piano:1"', '¦xmlns="urn:pira:plano:1"')
slip("riga-vuota-in-testa", LIFE, "1060", "<?xml", '<?xml version="1.0"', '\n¦<?xml version="1.0"')
slip("due-file-uniti", LIFE, "1055", "piano", "</testi>\n</piano>\n", '</testi>\n</piano>\n¦<piano xmlns="urn:pira:piano:1"></piano>\n')
slip("windows-1252", LIFE, "1025", "ò", "<?xml", "<?xml", encoding="cp1252")
slip("utf-8-detto-altro", LIFE, "1024", "windows-1252", 'encoding="UTF-8"', 'encoding="windows-1252"', mended_encoding="utf-8")

# ---- several at once: each is told, and nothing that only follows from them

TOGETHER += [
    ("virgola-decimale", "data-italiana", "si-con-accento"),
    ("id-con-spazio", "percento", "ordine-scambiato"),
    ("attributo-sbagliato", "elemento-di-fantasia", "giorni"),
    ("manca-il-titolo", "elemento-sbagliato", "anno-di-due-cifre"),
    ("virgolette-di-word", "e-commerciale", "commento-finito-male"),
    ("chiusura-di-un-indicatore", "virgolette-perdute"),
    ("chiusura-che-manca", "senza-spazio"),
    ("riferimento-sbagliato", "misura-sbagliata", "zero-della-missione"),
]
