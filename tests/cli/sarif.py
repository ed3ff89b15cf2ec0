#!/usr/bin/env python3
"""sarif.py: checks a file against what the schema of SARIF 2.1.0 (OASIS) asks of the objects that pira writes.

For each kind of object the properties it may have, with their type, and those it must have; the schema allows no others.
"""
import json
import re
import sys

LEVELS = {"none", "note", "warning", "error"}
URI = re.compile(r"[A-Za-z0-9._~/%!$&'()*+,;=:@?#-]*")


def is_number(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


TEXT = str
KINDS = {
    "sarif": ({"$schema": TEXT, "version": {"2.1.0"}, "runs": ["run"]}, ["version", "runs"]),
    "run": ({"tool": "tool", "language": re.compile(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?"),
             "columnKind": {"utf16CodeUnits", "unicodeCodePoints"}, "results": ["result"]}, ["tool"]),
    "tool": ({"driver": "driver"}, ["driver"]),
    "driver": ({"name": TEXT, "version": TEXT, "rules": ["rule"]}, ["name"]),
    "rule": ({"id": TEXT, "name": TEXT, "shortDescription": "text", "help": "text", "defaultConfiguration": "configuration"},
             ["id"]),
    "configuration": ({"level": LEVELS}, []),
    "text": ({"text": TEXT}, ["text"]),
    "result": ({"ruleId": TEXT, "level": LEVELS, "message": "text", "locations": ["location"]}, ["message"]),
    "location": ({"physicalLocation": "physical", "logicalLocations": ["logical"]}, []),
    "physical": ({"artifactLocation": "artifact", "region": "region"}, ["artifactLocation"]),
    "artifact": ({"uri": URI}, ["uri"]),
    "region": ({"startLine": is_number, "startColumn": is_number}, ["startLine"]),
    "logical": ({"fullyQualifiedName": TEXT}, []),
}


def check(value, kind, where):
    """The complaints about VALUE, which must be of KIND: a name of KINDS, or a list, set, pattern, type or function."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            return [f"{where}: not a list"]
        return [c for i, v in enumerate(value) for c in check(v, kind[0], f"{where}[{i}]")]
    if isinstance(kind, str):
        if not isinstance(value, dict):
            return [f"{where}: not an object"]
        allowed, required = KINDS[kind]
        found = [f"{where}: lacks {name}" for name in required if name not in value]
        found += [f"{where}: may not have {name}" for name in value if name not in allowed]
        return found + [c for n, v in value.items() if n in allowed for c in check(v, allowed[n], f"{where}.{n}")]
    if isinstance(kind, set):
        good = value in kind
    elif isinstance(kind, re.Pattern):
        good = isinstance(value, str) and kind.fullmatch(value) is not None
    elif isinstance(kind, type):
        good = isinstance(value, kind)
    else:
        good = kind(value)
    return [] if good else [f"{where}: {value!r}"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    found = check(document, "sarif", "sarif")
    run = document["runs"][0]
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]
    if len(rules) != len(set(rules)):
        found.append("a rule is described twice")
    found += [f"no description of {r['ruleId']}" for r in run["results"] if r["ruleId"] not in rules]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
