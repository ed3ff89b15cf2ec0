"""cases_formulas.py: formulas over measures and over cells, broken in every way."""
from corpus import edited, plan, edit, PLAN

FORMULA = "<formula>M1 / M2</formula>"
CELL = '<cella id="x3"><somma/></cella>'
M1 = '<misura id="m1" codice="M1" unita="N."><valore anno="2025"><numero>8</numero></valore></misura>'
M2 = '<misura id="m2" codice="M2" unita="N."><valore anno="2025"><numero>2</numero></valore></misura>'


def formula(name, text, codes, status=1, *changes):
    text = text.replace("&", "&amp;").replace("<", "&lt;") if "<misura" not in text else text
    edited(f"formula-{name}", status, codes, FORMULA, f"<formula>{text}</formula>", *changes)


for name, text, codes in (
        ("vuota", "", "4010"), ("spazi", "  \n ", "4010"), ("nome-sconosciuto", "M1 / ¦ADDETTI", "4001"), ("nome-quasi", "M1 / ¦M3", "4002"), ("minuscole", "¦m1x / M2", "4002"),
        ("nome-con-spazio", "¦M 1 / M2", "4002"), ("senza-spazi", "M1¦/M2", "4008"), ("senza-spazio-prima", "M1¦/ M2", "4008"), ("senza-spazio-dopo", "M1 ¦/M2", "4008"),
        ("operatore-in-fondo", "M1 /¦", "4004"), ("operatore-in-testa", "¦/ M2", "4004"), ("due-operatori", "M1 / ¦* M2", "4004"), ("solo-operatore", "¦+", "4004"),
        ("parentesi-non-chiusa", "¦(M1 / M2", "4006"), ("parentesi-non-aperta", "M1 / M2¦)", "4007"), ("parentesi-vuota", "M1 / (¦)", "4004"),
        ("parentesi-rovesciate", ")M1 / M2(", "4004"), ("due-nomi", "(M1) ¦M2", "4005"), ("nome-e-numero", "M1 ¦100", "4005"), ("numero-e-nome", "100 ¦M1", "4005"),
        ("virgola", "M1 * ¦1,5", "4009"), ("migliaia", "M1 * ¦1.000.000", "4009"), ("percento", "M1 * ¦100%", "4021"), ("per-x", "M1 ¦x M2", "4020"), ("due-punti", "M1 ¦: M2", "4020"),
        ("uguale", "A = M1 / M2", "4001"), ("potenza", "M1 ¦^ 2", "4005"), ("funzione", "SOMMA(M1; M2)", "4001"), ("parentesi-quadre", "[M1] / M2", "4001"),
        ("solo-numeri", "45 / 60", "4011"), ("punto-interrogativo", "?", "4001"), ("barra-rovescia", "M1 ¦\\ M2", "4020"), ("diviso-unicode", "M1 ¦÷ M2", "4020"),
        ("meno-unicode", "M1 ¦− M2", "4020"), ("meno-davanti", "-M1", "4008"), ("meno-davanti-spazio", "- M1", "4004"), ("cella-di-excel", "=A1/B1", "4001"),
        ("nome-vuoto", "'' / M2", "4001"), ("minore", "M1 < M2", "4005"), ("e-commerciale", "M1 & M2", "4005"), ("testo", "numero di visite diviso imprese", "4001"),
        ("lettere-greche", "Σ M1", "4001"), ("troppe-cifre", "M1 * " + "9" * 5000, "4001"), ("parole-lunghe", "A" * 10000, "4001"),
        ("mille-parentesi-non-chiuse", "(" * 1000 + "M1", "4006"), ("mille-parentesi-non-aperte", "M1" + ")" * 1000, "4007"), ("troppo-grande", " * ".join(["M1"] * 3000), "4014")):
    formula(name, text, codes)
formula("troppo-lunga", " + ".join(["M1"] * 5000), "8013", 5)
formula("divisione-per-zero", "M1 / M2", "4013", 0, M2, M2.replace("<numero>2", "<numero>0"))
formula("divisione-per-differenza", "M1 / (M2 - M2)", "4013", 0)
formula("misura-data", "M1 / M2", "4012", 1, M1, M1.replace("<numero>8</numero>", "<data>2025-06-30</data>"))
formula("misura-sino", "M1 + M2", "4012", 1, M1, M1.replace("<numero>8</numero>", "<sino>si</sino>"))
formula("misura-parole", "M1 / M2", "4012", 1, M1, M1.replace("<numero>8</numero>", "<parole>molte</parole>"))
formula("codice-di-due-misure", "M1 / M2", "4003", 1, M2, M2.replace('codice="M2"', 'codice="M1"'))
for name, text in {"spazi-molti": "  M1   /\n   M2 ", "parentesi": "((M1)) / (M2)", "mille-parentesi": "(" * 900 + "M1" + ")" * 900, "numeri": "M1 * 100 / 3", "lunga": " + ".join(["M1"] * 3000),
                   "riferimento": '<misura rif="m1"/> / <misura rif="m2"/>', "numero-con-punto": "M1 * 1.5"}.items():
    edited(f"formula-buona-{name}", 0, "", FORMULA, f"<formula>{text}</formula>")
edited("formula-nome-che-contiene-operatori", 0, "", M1, M1.replace('codice="M1"', 'codice="82.A-3/b*c"'), FORMULA, "<formula>82.A-3/b*c / M2</formula>")
edited("formula-nome-come-un-numero", 0, "", M1, M1.replace('codice="M1"', 'codice="100"'), FORMULA, "<formula>100 / M2</formula>")
edited("formula-nome-accentato", 0, "", M1, M1.replace('codice="M1"', 'codice="QUALITÀ"'), FORMULA, "<formula>QUALITÀ / M2</formula>")

# ---- over cells

for name, text, codes in (
        ("vuota", "", "4010"), ("sconosciuta", "¦fiere / r2", "4015"), ("quasi", "r1 / ¦r22", "4016"), ("senza-spazi", "r1¦/r2", "4008"), ("non-chiusa", "¦(r1 / r2", "4006"),
        ("non-aperta", "r1 / r2¦)", "4007"), ("operando", "r1 +¦", "4004"), ("operatore", "(r1) ¦r2", "4005"), ("virgola", "r1 * ¦1,5", "4009"), ("se-stessa", "r3 + 1", "4017")):
    edited(f"formula-cella-{name}", 1, codes, CELL, f'<cella id="x3"><formula>{text}</formula></cella>')
edited("formula-cella-troppo-lunga", 5, "8013", CELL, f'<cella id="x3"><formula>{" + ".join(["r1"] * 5000)}</formula></cella>')
edited("formula-cella-per-zero", 0, "4013", CELL, '<cella id="x3"><formula>r1 / (r2 - r2)</formula></cella>')
edited("formula-cella-di-testo", 0, "", CELL, '<cella id="x3"><formula>c1 + 1</formula></cella>')
edited("formula-cella-troppo-grande", 1, "4014", CELL, f'<cella id="x3"><formula>{" * ".join(["r2"] * 3000)}</formula></cella>', '<importo>2</importo>', '<importo>99999</importo>')
