#!/usr/bin/env python3
"""to_json.py: the neutral plan as JSON, for Typst and pdfmake. Usage: to_json.py NEUTRAL.xml > plan.json"""
import json
import sys

from rows import FILLS, HEAD, WIDTHS, read

title, chambers = read(sys.argv[1])
json.dump({"title": title, "head": HEAD, "widths": WIDTHS, "fills": FILLS, "tables": [
    [{"kind": kind, "cells": [{"text": c.text, "span": c.span, "colour": c.colour} for c in cells]} for kind, cells in rows]
    for rows in chambers]}, sys.stdout)
