#!/usr/bin/env python3
"""Makes the two fonts of the console from the fonts inside the Radzen.Blazor package.

    apt-get install python3-fonttools python3-brotli
    python3 wwwroot-assets/fonts/make-fonts.py

console-icons.woff2  Material Symbols Outlined, weight 400, not filled, the icons of icons.txt only
console-text.woff2   Inter, weights 400 to 700, Latin letters and the signs a console needs

Both are looked for in the NuGet cache; another folder can be given as the first argument.
"""
import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

here = pathlib.Path(__file__).parent
packages = pathlib.Path.home() / ".nuget/packages/radzen.blazor"
source = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else sorted(packages.glob("*/staticwebassets/fonts"))[-1]


def fixed(name, axes):
    font = instancer.instantiateVariableFont(TTFont(source / name), axes)
    font.flavor = None
    memory = io.BytesIO()
    font.save(memory)
    memory.seek(0)
    return TTFont(memory)


def cut(font, target, what, features, **populate):
    options = subset.Options(layout_features=features, layout_closure="glyphs" not in populate, flavor="woff2", hinting=False,
                             name_IDs=[0, 1, 2, 5, 13, 14], glyph_names=False)
    cutter = subset.Subsetter(options)
    cutter.populate(**populate)
    cutter.subset(font)
    subset.save_font(font, str(here / target), options)
    print(f"{target}: {what}, {(here / target).stat().st_size} bytes")


wanted = (here / "icons.txt").read_text().split()
if wanted != sorted(set(wanted)):
    sys.exit("icons.txt must be sorted and without repeats")

symbols = fixed("MaterialSymbolsOutlined.woff2", {"FILL": 0, "wght": 400})
letter = {glyph: chr(code) for code, glyph in symbols.getBestCmap().items()}
glyph_of = {}
for lookup in symbols["GSUB"].table.LookupList.Lookup:
    for table in lookup.SubTable:
        table = table.ExtSubTable if table.LookupType == 7 else table
        if table.LookupType == 4:
            for first, ligatures in table.ligatures.items():
                for ligature in ligatures:
                    parts = (first, *ligature.Component)
                    if all(part in letter for part in parts):
                        glyph_of["".join(letter[part] for part in parts)] = ligature.LigGlyph
if missing := [name for name in wanted if name not in glyph_of]:
    sys.exit(f"not in Material Symbols: {', '.join(missing)}")
cut(symbols, "console-icons.woff2", f"{len(wanted)} icons", ["rlig"],
    glyphs=[glyph_of[name] for name in wanted], text="abcdefghijklmnopqrstuvwxyz0123456789_")

text = fixed("InterVariable.woff2", {"opsz": 14, "wght": (400, 700)})
for glyph in text.getGlyphOrder():
    try:
        text["gvar"].variations[glyph]
    except KeyError:
        text["gvar"].variations[glyph] = []  # a glyph that is the same at every weight
for record in text["name"].names:
    if record.nameID != 0:  # Inter is a reserved name: a changed copy must not carry it
        text["name"].setName(str(record).replace("Inter Variable", "Console Text").replace("Inter", "Console Text"),
                             record.nameID, record.platformID, record.platEncID, record.langID)
signs = "\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2022\u2026\u2030\u2039\u203a\u20ac\u2190\u2191\u2192\u2193\u2212\u2248\u2260\u2264\u2265\u2713"
letters = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B, 0x1E9E]
cut(text, "console-text.woff2", "Latin", ["kern", "tnum", "calt", "ccmp", "locl", "mark", "mkmk"], unicodes=letters, text=signs)
