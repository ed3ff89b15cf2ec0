#!/usr/bin/env python3
"""to_fodt.py: the neutral plan as a flat OpenDocument text, for LibreOffice. Usage: to_fodt.py NEUTRAL.xml > plan.fodt"""
import sys
from xml.sax.saxutils import escape

from rows import COLOURS, FILLS, HEAD, WIDTHS, read

NAMES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in
                 [("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible")])
TEXT = 'fo:font-size="7.5pt" fo:font-family="\'Liberation Sans\'" fo:language="it" fo:country="IT"'


def style(name, family, inside, parent=""):
    parent = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{parent}>{inside}</style:style>'


def styles():
    yield style("t", "table", '<style:table-properties style:width="277mm" table:align="left"/>')
    yield style("tb", "table", '<style:table-properties style:width="277mm" table:align="left" fo:break-before="page"/>')
    for i, w in enumerate(WIDTHS):
        yield style(f"c{i}", "table-column", f'<style:table-column-properties style:column-width="{w}mm"/>')
    yield style("r", "table-row", '<style:table-row-properties fo:keep-together="always"/>')
    for kind, fill in [("indicatore", "transparent"), *FILLS.items()]:
        yield style(kind, "table-cell", f'<style:table-cell-properties fo:border="0.4pt solid #808a94" fo:padding="1.5pt" fo:background-color="{fill}"/>')
    yield style("p", "paragraph", f"<style:text-properties {TEXT}/>")
    yield style("b", "paragraph", f'<style:paragraph-properties fo:keep-with-next="always"/><style:text-properties {TEXT} fo:font-weight="bold"/>')
    yield style("w", "paragraph", f'<style:text-properties {TEXT} fo:font-weight="bold" fo:color="#ffffff"/>')
    for colour in COLOURS.values():
        yield style("l" + colour[1:], "paragraph", f'<style:text-properties {TEXT} fo:color="{colour}"/>')


def cell(kind, text, paragraph, span=1):
    spanned = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    return f'<table:table-cell table:style-name="{kind}"{spanned}><text:p text:style-name="{paragraph}">{escape(text)}</text:p></table:table-cell>' \
        + "<table:covered-table-cell/>" * (span - 1)


def row(kind, cells):
    plain = "b" if kind in FILLS else "p"
    return '<table:table-row table:style-name="r">' + "".join(
        cell(kind, c.text, "l" + c.colour[1:] if c.colour else plain, c.span) for c in cells) + "</table:table-row>"


def main():
    title, chambers = read(sys.argv[1])
    numbers = 'Pagina <text:page-number/> di <text:page-count/>'
    columns = "".join(f'<table:table-column table:style-name="c{i}"/>' for i in range(12))
    head = "<table:table-header-rows><table:table-row>" + "".join(cell("head", h, "w") for h in HEAD) + "</table:table-row></table:table-header-rows>"
    print(f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">')
    print('<office:automatic-styles>' + "".join(styles()) + '<style:page-layout style:name="pl"><style:page-layout-properties fo:page-width="297mm" '
          'fo:page-height="210mm" style:print-orientation="landscape" fo:margin="9mm 10mm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>')
    print(f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pl"><style:header><text:p text:style-name="p">{escape(title)}'
          f'</text:p></style:header><style:footer><text:p text:style-name="p">{numbers}</text:p></style:footer></style:master-page></office:master-styles><office:body><office:text>')
    for n, rows in enumerate(chambers):
        print(f'<table:table table:style-name="{"tb" if n else "t"}">{columns}{head}')
        for kind, cells in rows:
            print(row(kind, cells))
        print("</table:table>")
    print("</office:text></office:body></office:document>")


main()
