#!/usr/bin/env python3
"""to_html.py: the neutral plan for WeasyPrint and Chromium. Usage: to_html.py NEUTRAL.xml > plan.html"""
import sys
from html import escape

from rows import FILLS, HEAD, WIDTHS, read

STYLE = """@page { size: A4 landscape; margin: 15mm 10mm;
  @top-left { content: "TITLE"; font-size: 8pt } @bottom-right { content: "Pagina " counter(page) " di " counter(pages); font-size: 8pt } }
body { margin: 0; font: 7.5pt/9pt "Liberation Sans", sans-serif }
table { width: 277mm; table-layout: fixed; border-collapse: collapse }
table + table { break-before: page }
th, td { border: 0.4pt solid #808a94; padding: 1.5pt 2pt; text-align: left; vertical-align: top; overflow-wrap: break-word }
tr { break-inside: avoid }
"""


def cell(c):
    span = f' colspan="{c.span}"' if c.span > 1 else ""
    colour = f' style="color:{c.colour}"' if c.colour else ""
    return f"<td{span}{colour}>{escape(c.text)}</td>"


def main():
    title, chambers = read(sys.argv[1])
    fills = "".join(f".{k} {{ background: {v}; font-weight: bold; break-after: avoid }}\n" for k, v in FILLS.items())
    columns = "".join(f'<col style="width:{w}mm">' for w in WIDTHS)
    head = "<thead><tr class=head style='color:white'>" + "".join(f"<th>{h}</th>" for h in HEAD) + "</tr></thead>"
    print(f'<!DOCTYPE html><html lang="it"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE.replace("TITLE", title)}{fills}</style>')
    for rows in chambers:
        print(f"<table><colgroup>{columns}</colgroup>{head}<tbody>")
        for kind, cells in rows:
            print(f'<tr class="{kind}">' + "".join(map(cell, cells)) + "</tr>")
        print("</tbody></table>")


main()
