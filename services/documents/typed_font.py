"""The font of what is typed into a field: Helvetica, which every viewer has, with the letters of Welsh."""

import unicodedata
from itertools import chain

import pikepdf
from pikepdf import Array, Dictionary, Name

# The usual encoding (ISO 32000-1, annex D) lacks letters of Welsh and of languages near it: they take
# the places of controls. For others, such as Arabic ones, viewers take a font of their own; with a font
# of ours inside the file most of them do not, and none would join its letters.
FIRST = 14
MORE_LETTERS = {
    "Ŵ": "Wcircumflex",
    "ŵ": "wcircumflex",
    "Ŷ": "Ycircumflex",
    "ŷ": "ycircumflex",
    "ẃ": "wacute",
    "ẅ": "wdieresis",
    "ỳ": "ygrave",
    "ą": "aogonek",
    "ę": "eogonek",
    "ł": "lslash",
    "Ł": "Lslash",
    "ń": "nacute",
    "ś": "sacute",
    "ż": "zdotaccent",
    "ć": "cacute",
    "č": "ccaron",
    "ă": "abreve",
    "ş": "scedilla",
}
"""With their names in the Adobe Glyph List; as many as there are codes from FIRST to the space."""
# Adobe Font Metrics of Helvetica, in thousandths of the size, from the space to "~".
WIDTHS = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(*([556] * 10), 278, 278, 584, 584, 584, 556, 1015),
    *(667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611),
    *(278, 278, 278, 469, 556, 333),
    *(556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500),
    *(334, 260, 334, 584),
)
USUAL_WIDTH = 556
OTHER_WIDTHS = {"‘": 222, "’": 222, "“": 333, "”": 333, "…": 1000, "—": 1000, "ł": 222, "Ł": 556, "\xa0": 278}


def typed_fonts(document: pikepdf.Pdf) -> Dictionary:
    """Return the fonts of what is typed (Helv) and crossed (ZaDb), by the names that all forms use."""
    encoding = Dictionary(
        Type=Name.Encoding,
        BaseEncoding=Name.WinAnsiEncoding,
        Differences=Array([FIRST, *(Name(f"/{name}") for name in MORE_LETTERS.values())]),
    )
    letters = chain(MORE_LETTERS, (bytes([code]).decode("cp1252", "replace") for code in range(32, 256)))
    helvetica = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=document.make_indirect(encoding),
        FirstChar=FIRST,
        LastChar=255,
        Widths=Array([_width(letter) for letter in letters]),
    )
    dingbats = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    return Dictionary(Helv=document.make_indirect(helvetica), ZaDb=document.make_indirect(dingbats))


def _width(letter: str) -> int:
    """Return the width of a letter: with an accent it is as wide as without."""
    plain = unicodedata.normalize("NFD", letter)[0]
    place = ord(plain) - ord(" ")
    return OTHER_WIDTHS.get(letter) or (WIDTHS[place] if 0 <= place < len(WIDTHS) else USUAL_WIDTH)
