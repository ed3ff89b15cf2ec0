#!/usr/bin/env python3
"""to_fo.py: the neutral plan as XSL-FO, for FOP. Usage: to_fo.py NEUTRAL.xml > plan.fo"""
import sys
from xml.sax.saxutils import escape

from rows import FILLS, HEAD, WIDTHS, read

PAGE = """<fo:layout-master-set><fo:simple-page-master master-name="p" page-width="297mm" page-height="210mm" margin="7mm 10mm">
<fo:region-body margin="8mm 0"/><fo:region-before extent="7mm"/><fo:region-after extent="5mm"/></fo:simple-page-master></fo:layout-master-set>"""
BORDER = 'border="0.4pt solid #808a94" padding="1.5pt 2pt"'


def cell(c, more=""):
    span = f' number-columns-spanned="{c.span}"' if c.span > 1 else ""
    colour = f' color="{c.colour}" font-family="ZapfDingbats"' if c.colour else ""
    text = escape(c.text) if not c.colour else "&#x25CF;"
    return f"<fo:table-cell {BORDER}{span}{more}><fo:block{colour}>{text}</fo:block></fo:table-cell>"


def row(kind, cells):
    fill = f' background-color="{FILLS[kind]}" font-weight="bold" keep-with-next.within-page="always"' if kind in FILLS else ""
    return f'<fo:table-row keep-together.within-page="always"{fill}>' + "".join(map(cell, cells)) + "</fo:table-row>"


def main():
    title, chambers = read(sys.argv[1])
    columns = "".join(f'<fo:table-column column-width="{w}mm"/>' for w in WIDTHS)
    head = f'<fo:table-header><fo:table-row background-color="{FILLS["head"]}" color="white" font-weight="bold">' \
        + "".join(f"<fo:table-cell {BORDER}><fo:block>{h}</fo:block></fo:table-cell>" for h in HEAD) + "</fo:table-row></fo:table-header>"
    print(f'<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" font-family="Helvetica" font-size="7.5pt" line-height="9pt" xml:lang="it">{PAGE}')
    print(f'<fo:page-sequence master-reference="p"><fo:static-content flow-name="xsl-region-before"><fo:block>{escape(title)}</fo:block></fo:static-content>')
    print('<fo:static-content flow-name="xsl-region-after"><fo:block text-align="right">Pagina <fo:page-number/> di '
          '<fo:page-number-citation-last ref-id="all"/></fo:block></fo:static-content><fo:flow flow-name="xsl-region-body"><fo:block id="all">')
    for n, rows in enumerate(chambers):
        pages = ' break-before="page"' if n else ""
        print(f'<fo:table table-layout="fixed" width="277mm"{pages}>{columns}{head}<fo:table-body>')
        for kind, cells in rows:
            print(row(kind, cells))
        print("</fo:table-body></fo:table>")
    print("</fo:block></fo:flow></fo:page-sequence></fo:root>")


main()
