#!/usr/bin/env python3
"""to_tex.py: the neutral plan for pdfLaTeX, which runs twice. Usage: to_tex.py NEUTRAL.xml > plan.tex"""
import sys

from rows import FILLS, HEAD, WIDTHS, read

SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "€": r"\texteuro{}", "●": r"$\bullet$",
           ">": r"\textgreater{}", "<": r"\textless{}", **{c: "\\" + c for c in "&%$#_{}"}}
TOP = r"""\documentclass[a4paper]{article}
\usepackage[landscape,margin=10mm,top=17mm,bottom=15mm,headsep=3mm,footskip=6mm]{geometry}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{helvet,textcomp,longtable,array,lastpage,fancyhdr}\usepackage[table]{xcolor}
\renewcommand\familydefault{\sfdefault}\pagestyle{fancy}\fancyhf{}\renewcommand\headrulewidth{0pt}
\lhead{\scriptsize TITLE}\rfoot{\scriptsize Pagina \thepage\ di \pageref{LastPage}}
\setlength\tabcolsep{2pt}\setlength\LTleft{0pt}\setlength\LTright{0pt}\arrayrulecolor[HTML]{808A94}\setlength\parindent{0pt}
\begin{document}\fontsize{7.5}{9}\selectfont\sloppy
"""


def tex(text):
    return "".join(SPECIAL.get(c, c) for c in text)


def column(first, span):
    width = sum(WIDTHS[first:first + span])
    return f">{{\\raggedright\\arraybackslash}}p{{\\dimexpr {width}mm-4pt-\\arrayrulewidth\\relax}}|"


def row(kind, cells):
    bold, at, out = kind in FILLS, 0, []
    for c in cells:
        text = f"\\textcolor[HTML]{{{c.colour[1:].upper()}}}{{{tex(c.text)}}}" if c.colour else tex(c.text)
        text = f"\\bfseries {text}" if bold and c.text else text
        edge = "|" if at == 0 else ""
        out.append(f"\\multicolumn{{{c.span}}}{{{edge}{column(at, c.span)}}}{{{text}}}" if c.span > 1 else text)
        at += c.span
    fill = f"\\rowcolor[HTML]{{{FILLS[kind][1:].upper()}}}" if bold else ""
    return fill + " & ".join(out) + (r" \\* \hline" if bold else r" \\ \hline")


def main():
    title, chambers = read(sys.argv[1])
    head = "\\rowcolor[HTML]{" + FILLS["head"][1:].upper() + "}" + " & ".join(f"\\color{{white}}\\bfseries {h}" for h in HEAD) + r" \\ \hline"
    print(TOP.replace("TITLE", tex(title)))
    for rows in chambers:
        print("\\begin{longtable}{|" + "".join(column(i, 1) for i in range(12)) + "}\n\\hline " + head + "\\endhead")
        for kind, cells in rows:
            print(row(kind, cells))
        print("\\end{longtable}\\clearpage")
    print("\\end{document}")


main()
