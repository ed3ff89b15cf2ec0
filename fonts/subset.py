#!/usr/bin/python3
"""Makes the six Pira Sans faces out of IBM Plex Sans: unwrap, subset, drop hints, rename.

usage: subset.py SANS-DIR CONDENSED-DIR OUT-DIR

SANS-DIR and CONDENSED-DIR are the folders fonts/complete/woff of the two npm packages that
README.md names. Needs fonttools (Debian: python3-fonttools). The same input gives the same bytes.
"""
import os
import sys

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

# (folder, file, family, style): what is taken, and what it is called here.
FACES = [
    (0, "IBMPlexSans-Regular", "Pira Sans", "Regular"),
    (0, "IBMPlexSans-Italic", "Pira Sans", "Italic"),
    (0, "IBMPlexSans-SemiBold", "Pira Sans", "SemiBold"),
    (1, "IBMPlexSansCondensed-Regular", "Pira Sans Condensed", "Regular"),
    (1, "IBMPlexSansCondensed-Italic", "Pira Sans Condensed", "Italic"),
    (1, "IBMPlexSansCondensed-SemiBold", "Pira Sans Condensed", "SemiBold"),
]

# Characters kept where the source has them.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x017F),      # Latin, Latin-1, Latin Extended-A
    (0x0192, 0x0192), (0x0218, 0x021B), (0x02C6, 0x02DD),
    (0x037E, 0x03CE),                        # Greek
    (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x2089),
    (0x20A0, 0x20BF),                        # currency
    (0x2113, 0x2126), (0x212E, 0x212E), (0x2150, 0x215E),
    (0x2190, 0x2199),                        # arrows
    (0x2200, 0x22FF),                        # mathematics
    (0x25CA, 0x25CA), (0x2713, 0x2713),
]

KEPT_NAMES = {0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17}   # 0, 13, 14: copyright and licence, unchanged


def characters(font):
    wanted = {cp for low, high in RANGES for cp in range(low, high + 1)}
    return sorted(wanted & set(font.getBestCmap()))


def subset_font(font):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "gasp"]
    options.notdef_outline = True
    options.name_IDs = sorted(KEPT_NAMES)
    options.glyph_names = False
    options.legacy_cmap = False
    options.recalc_timestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(font))
    subsetter.subset(font)


def flatten_nested(font):
    """A composite of composites becomes plain outlines: libharu follows one level only."""
    glyf, glyphs = font["glyf"], font.getGlyphSet()
    nested = [name for name in glyf.keys() if glyf[name].isComposite()
              and any(glyf[c.glyphName].isComposite() for c in glyf[name].components)]
    for name in nested:
        recorder, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(recorder)
        recorder.replay(pen)
        glyf[name] = pen.glyph()


def rename(font, family, style):
    table = font["name"]
    postscript = family.replace(" ", "") + "-" + style
    version = table.getDebugName(5)
    linked = style in ("Regular", "Italic")
    values = {
        1: family if linked else family + " " + style,
        2: style if linked else "Regular",
        3: version + ";" + postscript,
        4: family + " " + style,
        6: postscript,
        16: None if linked else family,
        17: None if linked else style,
    }
    table.names = [n for n in table.names if n.platformID == 3 and n.langID == 0x409]
    for name_id, value in values.items():
        if value is None:
            table.names = [n for n in table.names if n.nameID != name_id]
        else:
            table.setName(value, name_id, 3, 1, 0x409)
    for name_id in (1, 2, 3, 4, 6, 16, 17):
        assert "Plex" not in (table.getDebugName(name_id) or "")
    font["OS/2"].achVendID = "NONE"


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    for folder, source, family, style in FACES:
        font = TTFont(os.path.join(sys.argv[1 + folder], source + ".woff"), recalcTimestamp=False)
        font.flavor = None
        subset_font(font)
        flatten_nested(font)
        rename(font, family, style)
        out = os.path.join(sys.argv[3], family.replace(" ", "") + "-" + style + ".ttf")
        font.save(out, reorderTables=True)
        print(out, os.path.getsize(out), "bytes,", len(font.getGlyphOrder()), "glyphs")


if __name__ == "__main__":
    main()
