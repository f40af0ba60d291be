"""Sheets read by their bytes and tag by tag: whatever the quick reader takes, the thorough one reads alike."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest

from rules.model.document import Look
from rules.values.cells import ExcelError
from tests.fuzz.mutations import CRUDE, GENTLE
from tests.places import EXAMPLES
from tests.support import hostile
from workbook_templates.reading.excel.cell_formats import Formats, formats_of
from workbook_templates.reading.excel.fast_sheets import read_plain
from workbook_templates.reading.excel.shared_strings import Texts, parsed_strings, plain_strings, shared_strings
from workbook_templates.reading.excel.sheet_content import Bounds, SheetContent
from workbook_templates.reading.excel.sheet_formulas import Formulas
from workbook_templates.reading.excel.thorough_sheets import read_sheet
from workbook_templates.reading.guarded_xml import ForbiddenXmlError
from workbook_templates.reading.limits import DEFAULT_LIMITS

BOUNDS = Bounds(DEFAULT_LIMITS.rows, DEFAULT_LIMITS.columns, DEFAULT_LIMITS.area, DEFAULT_LIMITS.cells)
FORMATS = Formats(
    frozenset({5, 10}), frozenset({6}), frozenset({7}), frozenset({3, 5}), {3: Look(bold=True), 4: Look(2)}
)
STRINGS = Texts(
    ("nol", "satu", "", "tiga", " empat ", "lima"), {3: (("ti", True), ("ga", False)), 5: (("li", None), ("ma", True))}
)
FRAME = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="%s"><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>%s</sheetData><mergeCells><mergeCell ref="A1:B2"/>'
    b"</mergeCells></worksheet>"
)


def framed(rows: bytes) -> bytes:
    """A sheet of these rows."""
    return FRAME % (hostile.NAMESPACE.encode(), rows)


def plain_facts(xml: bytes) -> SheetContent | None:
    """What the quick reader says of a sheet, None where it leaves it to the other."""
    return read_plain([xml], FORMATS, STRINGS, BOUNDS)[0]


def parsed_facts(xml: bytes) -> SheetContent:
    """What the thorough reader says of a sheet."""
    return read_sheet(xml, FORMATS, STRINGS, BOUNDS)


def differences(one: SheetContent, other: SheetContent) -> list[str]:
    """What two readers say differently of one sheet."""
    told = [field.name for field in fields(SheetContent) if field.name not in {"places", "values"}]
    found = [name for name in told if getattr(one, name) != getattr(other, name)]
    return found + ["rows"] * (repr(one.rows()) != repr(other.rows()))


# ---- by bytes and tag by tag


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_sheet_of_the_examples_is_plain_and_read_alike(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        formats = formats_of(archive.read(hostile.STYLES), from_1904=False)
        texts = archive.read(hostile.STRINGS) if hostile.STRINGS in archive.namelist() else b""
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    strings = (plain_strings(texts) or Texts()) if texts else Texts()
    assert strings == (parsed_strings(texts) if texts else Texts())
    together = read_plain(sheets, formats, strings, BOUNDS)
    assert len(sheets) > 8
    for xml, facts in zip(sheets, together, strict=True):
        assert facts
        assert differences(facts, read_sheet(xml, formats, strings, BOUNDS)) == []


ROWS = (
    b'<row r="14" hidden="1"><c r="A14" s="3" t="s"><v>4</v></c><c r="B14" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    b'<c r="C14" t="inlineStr"><is><t>a &amp; b</t></is></c><c r="D14" s="5"><f t="shared" ref="D14:D15" si="0">A1+1</f>'
    b'<v>2</v></c><c r="E14"><f>"="&amp;A1</f></c><c r="F14" t="str"><f>A1</f><v xml:space="preserve"> ya </v></c>'
    b'<c r="G14" t="b"><v>1</v></c></row><row r="15" spans="1:9"><c r="A15"/><c r="D15" s="5"><f t="shared" si="0"/>'
    b'<v>2</v></c><c r="E15" t="str"><f>""</f><v></v></c><c r="AB15" s="6"><v>45357.5</v></c></row><row r="17"/>'
)


def test_rows_are_read() -> None:
    facts = plain_facts(framed(ROWS))
    assert facts
    assert differences(facts, parsed_facts(framed(ROWS))) == []
    rows = facts.rows()
    assert rows[13][:7] == [" empat ", "#DIV/0!", "a & b", "200%", None, " ya ", True]
    assert isinstance(rows[13][1], ExcelError)
    assert (rows[14][3], rows[14][27]) == ("200%", dt.datetime(2024, 3, 6, 12))
    assert len(rows) == 15
    assert (facts.cells, facts.last_row, facts.last_column) == (11, 17, 28)
    assert facts.uncalculated == {(14, 5)}
    assert facts.formulas[15, 4] == "=A2+1"
    assert (facts.hidden_rows, facts.hidden_columns, facts.merges) == ({14}, [(2, 3)], ["A1:B2"])


@pytest.mark.parametrize("whole", [False, True], ids=["rows", "sheet"])
def test_what_the_quick_reader_takes_is_read_alike_by_the_other(whole: bool) -> None:
    """A mutation that is taken for plain must be well formed, and mean the same when it is parsed."""
    alike = 0
    for seed in range(4_000):
        dice = random.Random(seed)
        change = dice.choice((*CRUDE, *GENTLE))
        xml = change(dice, framed(ROWS)) if whole else framed(change(dice, ROWS))
        if quick := plain_facts(xml):
            slow = parsed_facts(xml)
            assert bool(quick.far_cell) == bool(slow.far_cell), (seed, xml)
            # A sheet with a cell too far away is refused, and parsed no further.
            assert quick.far_cell or differences(quick, slow) == [], (seed, xml)
            alike += 1
    assert alike > 100


STRANGE = [
    b"<!-- x -->", b"<?x y?>", b"<![CDATA[]]>", b"<zz:c/>", b"<extLst/>", b"x", b"<f/>", b"<c/>", b"<row/>", b"\r", b"\x00",
    b"&#48;", b"&#0;", b"&#xD800;", b"&#9999999;", b"&nbsp;", b"&", b"]]>", b"<v>1</v>", b"</c>", b"</row>", b"<is><t>x</t></is>", b"<sheetData>", b"</sheetData>",
    b'<c r="A1"><v>1</v></c>', b"\xef\xbf\xbe", b"\xff", b"\n",
]  # fmt: skip


def test_strange_pieces_between_all_tags() -> None:
    """At each place between two tags of the rows, and of the sheet, something is put that no plain sheet holds."""
    xml = framed(ROWS)
    places = [at + 1 for at, sign in enumerate(xml[:-1]) if sign == ord(">")]
    for piece in STRANGE:
        for at in places:
            odd = xml[:at] + piece + xml[at:]
            if quick := plain_facts(odd):
                assert differences(quick, parsed_facts(odd)) == [], odd


CELLS = [
    (b'<c r="A1"><v>10000000<!--x-->0</v></c>', "komentar"),
    (b'<c r="A1"><v>1<?x y?>0</v></c>', "komentar"),
    (b'<c r="A1"><v>1</v><zz:v xmlns:zz="urn:zz">5</zz:v></c>', "<v> di tempat"),
    (b'<c r="A1"><v xmlns="">5</v></c>', "<v> di tempat"),
    (b'<c r="A1"><v>1<v>2</v></v></c>', "<v> di tempat"),
    (b'<zz:w xmlns:zz="urn:zz"><c r="A1"><v>5</v></c></zz:w>', "<w> di tempat"),
    (b'<c r="A1"><v>1</v><v>2</v></c>', "A1 dengan dua isi"),
    (b'<c r="A1"><f>1</f><f>2</f><v>2</v></c>', "A1 dengan dua rumus"),
    (b'<c r="A1"><f/><v>2</v></c>', "A1 dengan rumus kosong"),
    (b'<c r="A1"><v>abc</v></c>', "A1 yang isinya 'abc'"),
    (b'<c r="A1"><v>1e999</v></c>', "A1 yang isinya"),
    (b'<c r="A1"><v>1_000</v></c>', "A1 yang isinya"),
    (b'<c r="A1" t="s"><v>6</v></c>', "A1 yang isinya '6'"),
    (b'<c r="A1" t="s"><v>-1</v></c>', "A1 yang isinya '-1'"),
    (b'<c r="A1" t="b"><v>7</v></c>', "A1 yang isinya '7'"),
    (b'<c r="A1" t="e"><v>salah</v></c>', "A1 yang isinya 'salah'"),
    (b'<c r="A1" t="d"><v>2024-13-01</v></c>', "A1 yang isinya"),
    (b'<c r="A1" t="x"><v>1</v></c>', "A1 yang berjenis 'x'"),
    (b'<c r="A1" s="x"><v>1</v></c>', "berformat 'x'"),
    (b'<c r="A1" t="inlineStr"><v>1</v></c>', "tidak sesuai jenisnya"),
    (b'<c r="A1"><is><t>1</t></is></c>', "tidak sesuai jenisnya"),
    (b'<c r="A1" t="s"><f>1</f><v>1</v></c>', "jenis hasil rumus"),
    (b'<c r="A1" t="inlineStr"><is><t>_x0041_</t></is></c>', "_x0041_"),
    (b'<c r="A1" t="str"><v>_x000D_</v></c>', "kode huruf"),
    (b'<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>', "A1 dua kali"),
    (b'<c r="a1"><v>1</v></c>', "beralamat 'a1'"),
    (b'<c r="$A$1"><v>1</v></c>', "beralamat"),
    (b'<c r="B7"><v>1</v></c>', "tidak pasti"),
    (b'<c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>1</v></c>', "baris 1 dua kali"),
    (b'<c r="A1"><v>1</v></c></row></sheetData><sheetData><row r="2">', "<sheetData> lebih dari satu"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "said"), CELLS, ids=[str(number) for number in range(len(CELLS))])
def test_cell_that_one_program_shows_and_another_does_not(cells: bytes, said: str) -> None:
    xml = framed(b'<row r="1">' + cells + b"</row>")
    assert plain_facts(xml) is None
    with pytest.raises(ForbiddenXmlError) as caught:
        parsed_facts(xml)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<zz:a xmlns:zz='urn:zz'><sheetData/></zz:a><sheetData>"),
        (b"</worksheet>", b'<zz:a xmlns:zz="urn:zz"><mergeCells/></zz:a></worksheet>'),
        (b"</worksheet>", b'<extLst><ext><row r="1"/></ext></extLst></worksheet>'),
        (b"</mergeCells>", b'<zz:mergeCell xmlns:zz="urn:zz" ref="A1:B9"/></mergeCells>'),
        (b"<worksheet ", b"<lembar "),
        (b'"http://schemas', b'"http://skema'),
    ],
)
def test_frame_that_one_program_shows_and_another_does_not(old: bytes, new: bytes) -> None:
    xml = (
        framed(ROWS)
        .replace(old, new, 1)
        .replace(b"</worksheet>", b"</lembar>" if b"lembar" in new else b"</worksheet>")
    )
    assert plain_facts(xml) is None
    with pytest.raises(ForbiddenXmlError, match="di tempat yang tidak semestinya"):
        parsed_facts(xml)


@pytest.mark.parametrize("shown", ["#NAME?", "#Nama?", "#DIV/0 !", "Err:522", "#SPILL!"])
def test_error_values_of_other_programs_and_languages_are_error_values(shown: str) -> None:
    xml = framed(f'<row r="1"><c r="A1" t="e"><f>1/0</f><v>{shown}</v></c></row>'.encode())
    quick = plain_facts(xml)
    assert quick
    assert differences(quick, parsed_facts(xml)) == []
    assert quick.errors == {(1, 1): shown}


def test_what_extends_a_sheet_is_passed_over() -> None:
    more = (
        b'<conditionalFormatting><cfRule><extLst><ext/></extLst></cfRule></conditionalFormatting><phoneticPr fontId="1"/>'
        b'<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><x:anchor xmlns:x="urn:x"><x:row>1</x:row><x:c>2</x:c></x:anchor>'
        b"</mc:Choice></mc:AlternateContent><extLst><ext><m:f xmlns:m='urn:m'>A1</m:f></ext></extLst></worksheet>"
    )
    xml = framed(ROWS).replace(b"</worksheet>", more)
    quick = plain_facts(xml)
    assert quick
    assert differences(quick, parsed_facts(xml)) == []
    assert quick.merges == ["A1:B2"]


def test_one_odd_sheet_does_not_make_the_others_odd() -> None:
    odd = framed(b"<!-- catatan -->" + ROWS)
    first, second, third = read_plain([framed(ROWS), odd, framed(ROWS)], FORMATS, STRINGS, BOUNDS)
    assert second is None
    assert first
    assert third
    assert differences(first, third) == []


def test_sheets_do_not_leak_into_each_other() -> None:
    other = framed(b'<row r="1"><c r="A1"><f>2+2</f><v>4</v></c></row>')
    one, two = read_plain([framed(ROWS), other], FORMATS, STRINGS, BOUNDS)
    assert one
    assert two
    assert differences(one, parsed_facts(framed(ROWS))) == []
    assert differences(two, parsed_facts(other)) == []


@pytest.mark.parametrize("ends", [b"</row>", b""], ids=["whole", "torn"])
def test_sheets_that_are_whole_only_together_are_none(ends: bytes) -> None:
    first = framed(b'<row r="1"><c r="A1"><v>1</v></c>' + ends)
    second = framed(b'<c r="B1"><v>1</v></c></row>' if not ends else b"")
    assert [bool(facts) for facts in read_plain([first, second], FORMATS, STRINGS, BOUNDS)] == [bool(ends)] * 2


@pytest.mark.parametrize(
    "attributes",
    [
        b' t="n" s="5"', b' s="5" cm="1"', b' s="5" t="n" vm="1"', b' cm="1" s="5" t="str"', b' t="e" s="5"', b"", b' t="b"',
    ],
)  # fmt: skip
def test_attributes_of_a_cell_in_any_order(attributes: bytes) -> None:
    value = b"#N/A" if b'"e"' in attributes else b"1"
    xml = framed(b'<row r="1"><c r="A1"' + attributes + b"><v>" + value + b"</v></c></row>")
    quick = plain_facts(xml)
    assert quick
    assert differences(quick, parsed_facts(xml)) == []


@pytest.mark.parametrize("attributes", [b' s="5" s="6"', b' zz:s="5"', b' t="s" q="1"', b' r="B1"'])
def test_attributes_that_no_plain_cell_has(attributes: bytes) -> None:
    assert plain_facts(framed(b'<row r="1"><c r="A1"' + attributes + b"><v>1</v></c></row>")) is None


@pytest.mark.parametrize("tag", [b'<row r="9"\thidden="1">', b'<row r="9" hidden = "1">', b"<row r=\"9\" hidden='1'>"])
def test_row_that_is_hidden_in_another_spelling(tag: bytes) -> None:
    xml = framed(tag + b'<c r="A9"><v>1</v></c></row>')
    assert plain_facts(xml) is None
    assert parsed_facts(xml).hidden_rows == {9}


@pytest.mark.parametrize("declared", [True, False])
def test_row_with_what_excel_adds(declared: bool) -> None:
    xml = framed(b'<row r="9" x14ac:dyDescent="0.25"><c r="A9"><v>1</v></c></row>')
    if declared:
        xml = xml.replace(b"<worksheet ", b'<worksheet xmlns:x14ac="urn:x" ')
    assert bool(plain_facts(xml)) == declared


def test_rows_that_only_their_cells_number() -> None:
    rows = parsed_facts(
        framed(b'<row><c r="B7"><v>1</v></c><c r="C7"><v>2</v></c></row><row r="9"><c><v>3</v></c></row>')
    ).rows()
    assert (rows[6], rows[8]) == ([None, 1.0, 2.0], [3.0, None, None])
    for unsure in (
        b'<row><c r="B7"/><c/></row>',
        b'<row><c/><c r="B7"/></row>',
        b'<row><c r="B7"/></row><row><c/></row>',
    ):
        with pytest.raises(ForbiddenXmlError, match="tidak pasti"):
            parsed_facts(framed(unsure))


# ---- shared texts

SST = '<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{}" count="9" uniqueCount="3">{}</sst>'
ITEMS = [
    ("<si><t>a</t></si><si><t>b &amp;lt; &lt;c></t></si>", ["a", "b &lt; <c>"], True),
    ('<si><t xml:space="preserve"> a </t></si><si><t></t></si>', [" a ", ""], True),
    ("<si><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></si><si><t>c</t></si>", ["ab", "c"], True),
    ('<si><t>a</t><rPh sb="0" eb="1"><t>x</t></rPh><phoneticPr fontId="1"/></si>', ["a"], True),
    ("<si/>\n<si><t>a</t></si>", ["", "a"], False),
    ("<si><t>a_x000D__x005F_x0041_</t></si>", ["a\r_x0041_"], True),
    ("<si><t>a&#10;&#38;lt;&#x26;&amp;#65;</t></si>", ["a\n&lt;&&#65;"], True),
    ("<si><t>a&#13;</t></si>", ["a\r"], True),
    ("<si><t><![CDATA[a<b]]></t></si>", ["a<b"], False),
    ("<si><t>a</t></si><!-- x -->", ["a"], False),
    ("", [], True),
]


@pytest.mark.parametrize(("items", "texts", "plain"), ITEMS)
def test_shared_texts(items: str, texts: list[str], plain: bool) -> None:
    xml = SST.format(hostile.NAMESPACE, items).encode()
    assert shared_strings(xml, 9) == parsed_strings(xml)
    assert shared_strings(xml, 9).values == texts
    assert (plain_strings(xml) is not None) == plain


BAD_ITEMS = [
    '<zz:si xmlns:zz="urn:zz"><t>a</t></zz:si>', '<si><zz:t xmlns:zz="urn:zz">a</zz:t></si>', "<si><t>a<!-- x --></t></si>",
    '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><si><t>a</t></si></mc:Choice></mc:AlternateContent>',
    "<si><t>a<t>b</t></t></si>", "<si><si><t>a</t></si></si>", "<si><t>_x0041_</t></si>", "<t>a</t>",
]  # fmt: skip


@pytest.mark.parametrize("items", BAD_ITEMS)
def test_shared_texts_that_programs_count_differently(items: str) -> None:
    for around in ("{}", "<si><t>a</t></si>{}", "{}<si><t>a</t></si>"):
        with pytest.raises(ForbiddenXmlError):
            shared_strings(SST.format(hostile.NAMESPACE, around.format(items)).encode(), 9)
    with pytest.raises(ForbiddenXmlError):
        shared_strings(SST.format(hostile.NAMESPACE, "<si/>" * 3).encode(), 2)


def test_mutated_shared_texts_are_read_alike_or_left_to_the_parser() -> None:
    items = "".join(items for items, _, plain in ITEMS if plain) * 2
    xml, alike = SST.format(hostile.NAMESPACE, items).encode(), 0
    for seed in range(3_000):
        dice = random.Random(seed)
        odd = dice.choice(CRUDE)(dice, xml)
        try:
            quick = plain_strings(odd)
        except ForbiddenXmlError:
            continue
        if quick is not None:
            assert quick == parsed_strings(odd), (seed, odd)
            alike += 1
    assert alike > 300


# ---- formulas that were filled down


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("=A1+$B$2*C$3-$D4", "=C2+$B$2*E$3-$D5"),
        ("=SUM(A1:B2,'L 1'!C3,Nama)&\"A1\"", "=SUM(C2:D3,'L 1'!E4,Nama)&\"A1\""),
        ("=IF(A1>=10%,LOG10(B1),{1,2})", "=IF(C2>=10%,LOG10(D2),{1,2})"),
        ("=SUM(A:A)+Tabel[Pagu]", "=SUM(A:A)+Tabel[Pagu]"),
    ],
)
def test_formula_that_was_filled_down(written: str, moved: str) -> None:
    formulas = Formulas()
    assert formulas.text(written, "0", 5, 5) == written
    assert formulas.text("=", "0", 6, 7) == moved


def test_filled_formula_that_leaves_the_sheet_or_is_none() -> None:
    formulas = Formulas()
    formulas.text("=A1+B2", "0", 2, 2)
    assert formulas.text("=", "0", 1, 1) == "=#REF!+A1"
    formulas.text('="a(}', "1", 2, 2)
    assert formulas.text("=", "1", 3, 3) == "="


def test_filled_formulas_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    down = "".join(f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/><v>1</v></c></row>' for row in range(3, 6))
    first = b'<row r="2"><c r="A2"><f t="shared" ref="A2:A5" si="0">B2&amp;"&lt;"</f><v>1</v></c></row>'
    facts = plain_facts(framed(first + down.encode()))
    assert facts
    assert facts.formulas[4, 1] == '=B4&"<"'
    assert facts.formulas[2, 1] == '=B2&"<"'
    assert (9, 9) not in facts.formulas
    assert dict(facts.formulas) == {(row, 1): f'=B{row}&"<"' for row in range(2, 6)}
