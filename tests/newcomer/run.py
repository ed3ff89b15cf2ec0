#!/usr/bin/env python3
"""run.py: breaks samples in ordinary ways (slips.py), reads the message alone, does what it says, and validates again.

Usage: run.py PIRA [--only PART_OF_NAME] [--verbose]
Of each slip there must be one message more than of the sample, at the place of the mark ¦, with the code, naming the word;
in Italian and in English. The remedy is taken from the message, never from the test.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import mend  # noqa: E402
import slips  # noqa: E402

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))


def validate(pira, folder, data, lang, name="piano.xml"):
    """The messages about DATA, and the exit status."""
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
    done = subprocess.run([pira, "validate", "--format=json", "--lang=" + lang, name], cwd=folder, capture_output=True, check=False,
                          env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": os.environ.get("PIRA_DATA", ROOT)})
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()], done.returncode


def same(message):
    """A message without the lines that it names, which move."""
    return message["code"], message["place"], re.sub(r"(riga|line) [0-9]+", "", message["message"])


def told(messages, before):
    """The messages that the sample has not; notes of a figure that can no longer be computed follow from an error, and are left out."""
    known = [same(m) for m in before]
    new = [m for m in messages if same(m) not in known]
    errors = [m for m in new if m["level"] == "errore"]
    return errors or [m for m in new if m["level"] == "avviso"] or new


def judge_message(slip, message, at, lang):
    wrong = []
    if message["code"] != "PIRA-" + slip.code:
        wrong.append(f"says {message['code']} instead of {slip.code}")
    if at and (message["line"], message["column"]) != at:
        wrong.append(f"points to {message['line']}:{message['column']} instead of {at[0]}:{at[1]}")
    if slip.names not in message["message"] + message["help"]:
        wrong.append(f"does not name «{slip.names}»")
    if lang == "it" and not message["help"]:
        wrong.append("has no remedy")
    return wrong


def judge(pira, slip, lang, folder, before, sample):
    """What is wrong with the message, or with the plan after its remedy."""
    broken, at = slip.broken(sample)
    messages, _ = validate(pira, folder, slip.encode(broken), lang)
    new = told(messages, before)
    if len(new) != 1:
        return [f"{len(new)} messages instead of one: " + "; ".join(f"{m['code']} {m['line']}:{m['column']}" for m in new)]
    wrong = judge_message(slip, new[0], at, lang)
    try:
        mended = mend.mend(broken, new[0], slip.known, lang)
    except (mend.CannotMend, ValueError, TypeError) as error:
        return wrong + [f"cannot be mended from «{new[0]['help']}»: {error}"]
    after, status = validate(pira, folder, slip.encode_mended(mended), lang)
    left = told(after, before)
    if [m for m in left if m["level"] != "nota"] or status not in (0, slip.status):
        wrong.append(f"after «{new[0]['help']}» the plan is not right: " +
                     "; ".join(f"{m['code']} {m['line']}:{m['column']} {m['message']}" for m in left))
    return wrong


def judge_together(pira, names, folder, before, samples):
    """What is wrong with the messages about several slips at once: each must have its own, at its code, and no other."""
    chosen = [next(slip for slip in slips.SLIPS if slip.name == name) for name in names]
    text = samples[chosen[0].sample]
    for slip in chosen:
        text, _ = slip.broken(text)
    messages, _ = validate(pira, folder, text.encode("utf-8"), "it")
    codes = sorted(m["code"][5:] for m in told(messages, before[chosen[0].sample, "it"]))
    wanted = sorted(slip.code for slip in chosen)
    return [] if codes == wanted else [f"says {' '.join(codes)} instead of {' '.join(wanted)}"]


def judge_flood(pira, folder, sample):
    """Of three thousand errors of one kind twenty are shown, the others counted; what is of another kind is not buried."""
    row = '<misura id="flood-{0}"><valore anno="2026"><numero>{0},5</numero></valore></misura>'
    text = sample.replace("<misure>", "<misure>" + "".join(row.format(i) + "\n" for i in range(3000)), 1)
    text = text.replace("<durata>4.6</durata>", "<durata>presto</durata>", 1)
    with open(os.path.join(folder, "piano.xml"), "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([pira, "validate", "piano.xml"], cwd=folder, capture_output=True, text=True, check=False,
                          env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PIRA_DATA": os.environ.get("PIRA_DATA", ROOT)})
    said = done.stderr
    wrong = [] if said.count("[PIRA-2021]") == 20 else [f"shows {said.count('[PIRA-2021]')} of one kind"]
    wrong += [f"does not say «{words}»" for words in ("PIRA-2021 in più: 2980", "«presto» non è un numero", "3001 errori") if words not in said]
    return wrong + ([f"{said.count(chr(10))} lines"] if said.count("\n") > 120 else [])


def main():
    pira = os.path.abspath(sys.argv[1])
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    passed = failed = 0
    with tempfile.TemporaryDirectory(prefix="pira-newcomer-") as folder:
        samples = slips.load(pira, ROOT)
        before = {(name, lang): validate(pira, folder, text.encode("utf-8"), lang)[0]
                  for name, text in samples.items() for lang in ("it", "en")}
        for slip in slips.SLIPS:
            if only not in slip.name:
                continue
            for lang in ("it", "en"):
                wrong = judge(pira, slip, lang, folder, before[slip.sample, lang], samples[slip.sample])
                passed += not wrong
                failed += bool(wrong)
                if wrong:
                    print(f"FAILED: {slip.name} ({slip.sample}, {lang}): {'; '.join(wrong)}")
        for names in slips.TOGETHER if not only else []:
            wrong = judge_together(pira, names, folder, before, samples)
            passed += not wrong
            failed += bool(wrong)
            if wrong:
                print(f"FAILED: {' + '.join(names)}: {'; '.join(wrong)}")
        wrong = judge_flood(pira, folder, samples[slips.LIFE])
        passed += not wrong
        failed += bool(wrong)
        if wrong:
            print(f"FAILED: three thousand errors: {'; '.join(wrong)}")
    print(f"{len(slips.SLIPS)} slips, each mended by its message")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
