"""cases_files.py: files that are no files, links, pictures of every bad kind, outputs in bad places."""
import os
import struct
import zlib

from corpus import PLAN, TEMPLATE, command, edit, encode, render

TEXT = "<p>Il piano dice che cosa si farà.</p>"


# ---- pictures

def chunk(kind, data, crc=None):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)


def png(width=2, height=2, depth=8, colour=2, data=None, head=b"\x89PNG\r\n\x1a\n", ends=True, interlace=0, more=b"", compression=0):
    samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(colour, 3)
    if data is None:
        data = zlib.compress((b"\0" + b"\x80" * ((width * samples * depth + 7) // 8)) * min(height, 64), 9)
    return (head + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, compression, 0, interlace)) + more
            + chunk(b"IDAT", data) + (chunk(b"IEND", b"") if ends else b""))


def figure(name, status, codes, data, path="logo.png", **kept):
    """The good plan with a figure; DATA is the picture's bytes, a function that makes the file, or None."""
    mark = "¦" if codes in ("7014", "7015") else ""   # told where the plan names the file
    text = edit(PLAN, TEXT, TEXT + f'<figura {mark}file="{path}"><alternativa>Logo</alternativa></figura>')
    template = edit(TEMPLATE, '<testo-del-piano di="testi/sezione"/>',
                    '<per-ogni di="testi/sezione/figura"><figura file="{@file}" alternativa="{alternativa}"/></per-ogni>')
    render(f"figura-{name}", status, codes, text=text, template=template, files={} if data is None else {path: data}, **kept)


GOOD = png()
for name, data in {"buona": GOOD, "grigia": png(colour=0), "grigia-un-bit": png(depth=1, colour=0), "alfa": png(colour=6), "grigia-alfa": png(colour=4), "sedici-bit": png(depth=16),
                   "tavolozza": png(colour=3, more=chunk(b"PLTE", b"\0\0\0" * 256)), "interlacciata": png(interlace=1, data=zlib.compress(b"\0" + b"\0" * 3 + b"\0" * 20)),
                   "un-pixel": png(1, 1), "lunga": png(1, 64), "pezzo-ignoto": png(more=chunk(b"abCd", b"x" * 1000)), "in-una-sottocartella": GOOD}.items():
    figure(name, 0, "", data, path="immagini/logo.png" if "sotto" in name else "logo.png")
for name, data, codes in (
        ("vuota", b"", "7015"), ("testo", b"ciao", "7015"), ("solo-firma", b"\x89PNG\r\n\x1a\n", "7011"), ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", "7015"), ("gif", b"GIF89a", "7015"),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "7015"), ("troncata", GOOD[:-30], "7011"), ("troncata-nell-intestazione", GOOD[:20], "7011"),
        ("crc-dell-intestazione", GOOD[:29] + b"\0\0\0\0" + GOOD[33:], "7011"), ("crc-dei-dati", png(ends=False)[:-4] + b"\0\0\0\0" + chunk(b"IEND", b""), "7011"),
        ("senza-dati", GOOD[:33] + chunk(b"IEND", b""), "7011"), ("dati-non-compressi", png(data=b"x" * 50), "7011"), ("dati-corti", png(40, 40, data=zlib.compress(b"\0" * 10)), "7011"),
        ("larga-zero", png(0, 2, data=zlib.compress(b"\0")), "7011"), ("alta-zero", png(2, 0, data=zlib.compress(b"\0")), "7011"), ("profondita-3", png(depth=3), "7011"), ("colore-7", png(colour=7), "7011"),
        ("filtro-9", png(data=zlib.compress((b"\x09" + b"\0" * 6) * 2)), "7011"), ("senza-tavolozza", png(colour=3), "7011"), ("compressione-1", png(compression=1), "7011"),
        ("firma-sbagliata", png(head=b"\x89PNG\n\x1a\n\r\n"), "7015"), ("lunghezza-enorme", GOOD[:8] + b"\x7f\xff\xff\xff" + GOOD[12:], "7011"), ("lunghezza-negativa", GOOD[:8] + b"\xff" * 4 + GOOD[12:], "7011"),
        ("due-intestazioni", GOOD[:33] + GOOD[8:33] + GOOD[33:], "7011")):
    figure(name, 3, codes, data)
for name, width, height in (("larga-5001", 5001, 1), ("alta-5001", 1, 5001), ("bomba-100000", 100000, 100000), ("bomba-2-31", 2**31 - 1, 2**31 - 1)):
    figure(name, 5 if width < 10**6 else 3, "7012" if width < 10**6 else "7011", png(width, height, data=zlib.compress(b"\0" * 100)))
figure("testo-compresso-enorme", 0, "", png(more=chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 30_000_000, 9))))
figure("profilo-colore-enorme", 0, "", png(more=chunk(b"iCCP", b"p\0\0" + zlib.compress(b"\0" * 30_000_000, 9))))
figure("che-manca", 3, "7014", None)
figure("cartella", 3, "7011", lambda path: os.mkdir(path))
figure("fifo", 3, "7011", lambda path: os.mkfifo(path))
figure("collegamento-fuori", 1, "7013", lambda path: os.symlink("/etc/passwd", path))
figure("collegamento-relativo-fuori", 1, "7013", lambda path: os.symlink("../../etc/passwd", path))
figure("collegamento-a-un-dispositivo", 1, "7013", lambda path: os.symlink("/dev/zero", path))
figure("collegamento-a-nulla", 3, "7014", lambda path: os.symlink("niente.png", path))
figure("collegamento-in-circolo", 1, "7013", lambda path: os.symlink("logo.png", path))


def linked(path):
    """A picture beside the plan that is a link to another one there."""
    with open(os.path.join(os.path.dirname(path), "vera.png"), "wb") as file:
        file.write(GOOD)
    os.symlink("vera.png", path)


figure("collegamento-dentro", 0, "", linked)


def linked_folder(path):
    os.rmdir(os.path.dirname(path))
    os.symlink("/etc", os.path.dirname(path))


figure("cartella-collegata-fuori", 1, "7013", linked_folder, path="immagini/passwd")
figure("illeggibile", 3, "7011", lambda path: os.close(os.open(path, os.O_CREAT, 0))) if os.geteuid() else None
FIGURE = edit(TEMPLATE, '<testo-del-piano di="testi/sezione"/>', '<figura ¦file="FILE" alternativa="x"/>'.replace("¦", ""))
for name, path, codes in (("genitore", "../logo.png", "7013"), ("assoluto", "/etc/passwd", "7013"), ("nascosto", ".logo.png", "7013"), ("url", "http://127.0.0.1:1/x.png", "7013"),
                          ("file-url", "file:///etc/passwd", "7013"), ("barra-rovescia", "..\\logo.png", "7013"), ("genitore-in-mezzo", "a/../../logo.png", "7013"), ("trattino", "-", "7013"), ("lungo", "a" * 300, "7013")):
    render(f"figura-del-modello-{name}", 1, codes, template=FIGURE.replace("FILE", path))

# ---- plans and templates that are no files

for kind, make, codes in (
        ("assente", None, "1002"), ("cartella", os.mkdir, "1004"), ("fifo", os.mkfifo, "1005"), ("dispositivo", lambda path: os.symlink("/dev/zero", path), "1005"),
        ("terminale", lambda path: os.symlink("/dev/tty", path), "1005 1001"), ("collegamento-a-nulla", lambda path: os.symlink("niente", path), "1002"),
        ("collegamento-in-circolo", lambda path: os.symlink(os.path.basename(path), path), "1001"), ("memoria-del-nucleo", lambda path: os.symlink("/proc/self/mem", path), "1001")):
    for where in ("piano", "modello"):
        files = {"piano.xml": encode(PLAN), "modello.xml": encode(TEMPLATE)}
        if make is None:
            del files[f"{where}.xml"]
        else:
            files[f"{where}.xml"] = make
        command(f"file-del-{where}-{kind}", ["render", "piano.xml", "-t", "./modello.xml", "-o", "documento.pdf"], 3, codes, files=files, one_of=True)
command("piano-in-una-cartella-che-manca", ["validate", "manca/piano.xml"], 3, "1002", files={})
command("piano-in-un-file", ["validate", "piano.xml/piano.xml"], 3, "1002")
command("piano-nome-lunghissimo", ["validate", "a" * 5000], 3, "1001", files={})
command("piano-nome-con-a-capo", ["validate", "a\nb.xml"], 3, "1002", files={}, says=["a b.xml"])
command("piano-nome-con-escape", ["validate", "a\x1b[2J.xml"], 3, "1002", files={})
command("piano-nome-non-utf8", ["validate", os.fsdecode(b"a\xff.xml")], 3, "1002", files={})
command("piano-da-standard-vuoto", ["validate", "-"], 3, "1006", files={})

# ---- outputs in bad places

for name, output, make, codes in (
        ("cartella", "uscita", os.mkdir, "7905"), ("fifo", "uscita", os.mkfifo, "7905"), ("dispositivo", "uscita", lambda path: os.symlink("/dev/null", path), "7906"),
        ("collegamento-fuori", "uscita", lambda path: os.symlink("/tmp/niente-di-pira", path), "7906"), ("collegamento-in-circolo", "uscita", lambda path: os.symlink("uscita", path), "7906"),
        ("cartella-che-manca", "manca/uscita", None, "7901"), ("file-come-cartella", "piano.xml/uscita", None, "7901"), ("barra-in-fondo", "uscita/", None, "7901"), ("il-piano-stesso", "piano.xml", None, "7907"),
        ("il-piano-per-altra-via", "./piano.xml", None, "7907"), ("vuota", "", None, "7905"), ("nome-lunghissimo", "a" * 300, None, "7904"), ("dispositivo-pieno", "/dev/full", None, "7905")):
    files = {"piano.xml": encode(PLAN)}
    if make is not None:
        files["uscita"] = make
    command(f"uscita-{name}", ["compute", "piano.xml", "-o", output], 4, codes, files=files)
command("uscita-collegamento-dentro", ["compute", "piano.xml", "-o", "uscita"], 0, "", files={"piano.xml": encode(PLAN), "uscita": lambda path: os.symlink("vera", path)})
command("uscita-il-modello", ["render", "piano.xml", "-t", "./modello.xml", "-o", "modello.xml"], 4, "7907", files={"piano.xml": encode(PLAN), "modello.xml": encode(TEMPLATE)})

# ---- command lines

for name, args, codes in (
        ("niente", [], "9010"), ("comando", ["valida"], "9012"), ("comando-lontano", ["pubblica-tutto"], "9011"), ("opzione", ["validate", "--frmat=json", "piano.xml"], "9014"), ("lettera", ["validate", "-z", "piano.xml"], "9013"),
        ("senza-valore", ["compute", "piano.xml", "-o"], "9016"), ("valore-di-troppo", ["render", "piano.xml", "--draft=si"], "9017"), ("formato", ["validate", "--format=csv", "piano.xml"], "9018"),
        ("opzione-altrove", ["compute", "--draft", "piano.xml"], "9019"), ("manca-il-piano", ["validate"], "9020"), ("argomento-di-troppo", ["compute", "piano.xml", "b.xml"], "9021"),
        ("senza-modello", ["render", "piano.xml"], "9022"), ("modello-che-manca", ["render", "piano.xml", "-t", "inesistente"], "9023"), ("modello-quasi", ["render", "piano.xml", "-t", "raporto"], "9024"),
        ("codice", ["explain", "PIRA-0001"], "9030"), ("indicatore", ["explain", "piano.xml", "Z9.9.9"], "9031"), ("indicatore-quasi", ["explain", "piano.xml", "A11"], "9032"),
        ("abbreviata", ["validate", "--no", "piano.xml"], "9015"), ("lingua", ["validate", "--lang=de", "piano.xml"], "9018"), ("lunghissima", ["validate", "--" + "x" * 5000, "piano.xml"], "9013"),
        ("tempo", ["validate", "--timeout=mai", "piano.xml"], "9018")):
    command(f"comando-{name}", args, 2, codes, one_of=True)
command("ambiente-dati-altrove", ["validate", "piano.xml"], 3, "9003", environment={"PIRA_DATA": "/niente"})
command("ambiente-locale-con-la-virgola", ["compute", "piano.xml"], 0, "", environment={"LC_ALL": "it_IT.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}, says=["<numero>4</numero>"])
command("ambiente-locale-che-non-c-e", ["validate", "piano.xml"], 0, "", environment={"LC_ALL": "xx_XX.KOI8-R"})
command("ambiente-epoca-sbagliata", ["render", "piano.xml", "-t", "rapporto", "-o", "documento.pdf"], 2, "9025", environment={"SOURCE_DATE_EPOCH": "domani"})
