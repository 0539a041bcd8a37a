"""Every part of a Word file against the child order of its schema (ECMA-376, wml.xsd transitional).

Word asks to repair a file whose properties stand in another order; other programs do not notice.
"""

import io
import zipfile

import pytest
from lxml import etree

from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
        topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
        contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
        noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
        bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription""",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText
        vAlign hideMark""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi
        rtlGutter docGrid printerSettings""",
    "sdtPr": """rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex
        equation comboBox date docPartObj docPartList dropDownList picture richText text citation
        group bibliography""",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "r": "rPr br t tab fldChar instrText drawing pict",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden
        unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr
        tcPr tblStylePr""",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold",
    "styles": "docDefaults latentStyles style",
    "settings": """writeProtection view zoom removePersonalInformation removeDateAndTime
        doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText
        printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts
        saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
        bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors
        defaultTabStop autoHyphenation evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
        characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter
        noLineBreaksBefore savePreviewPicture footnotePr endnotePr compat docVars rsids themeFontLang
        clrSchemeMapping decimalSymbol listSeparator""",
    "compat": """useSingleBorderforContiguousCells spaceForUL noColumnBalance
        balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone ulTrailSpace
        doNotExpandShiftReturn spacingInWholePoints lineWrapLikeWord6 adjustLineHeightInTable
        useFELayout compatSetting""",
}
FREE = {"r"}
"""Elements whose content may stand in any order after the first that is named."""


def misplaced(root):
    """Yield what stands in a wrong place or is not known there at all."""
    for name, order in ORDERS.items():
        places = {child: number for number, child in enumerate(order.split())}
        for element in root.iter(f"{W}{name}"):
            children = [etree.QName(child).localname for child in element]
            unknown = [child for child in children if child not in places]
            if unknown:
                yield name, unknown
            ranks = [places[child] for child in children if child in places]
            if name in FREE:
                ranks = [rank for rank in ranks if rank == 0]
                if ranks and children[0] != order.split()[0]:
                    yield name, children
            elif ranks != sorted(ranks):
                yield name, children
            repeated = {child for child in children if children.count(child) > 1}
            if name.endswith("Pr") and repeated - {"headerReference", "footerReference"}:
                yield name, children


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(archive.read(name))


@pytest.mark.parametrize("draft", [False, True])
def test_every_part_keeps_the_order_of_its_schema(case, draft):
    for name, root in parts(write_docx(case.packet(draft=draft), case.files)):
        assert list(misplaced(root)) == [], name


def test_blank_form_keeps_the_order_of_its_schema(case):
    packet = build_blank(case.pack, case.form, case.declaration.years)
    for name, root in parts(write_docx(packet, case.files)):
        assert list(misplaced(root)) == [], name


def test_the_check_itself_sees_a_wrong_order():
    wrong = (
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:jc/><w:pStyle/></w:pPr><w:r><w:t/><w:rPr/></w:r></w:p>'
    )
    assert {name for name, _ in misplaced(etree.fromstring(wrong))} == {"pPr", "r"}


def test_cells_end_with_a_paragraph_and_rows_fill_the_grid(case):
    root = dict(parts(write_docx(case.packet(), case.files)))["word/document.xml"]
    for table in root.iter(f"{W}tbl"):
        widths = [int(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == sum(widths)
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        for row in table.iterfind(f"{W}tr"):
            at = 0
            for cell in row.iterfind(f"{W}tc"):
                assert cell[-1].tag == f"{W}p"
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = 1 if span is None else int(span.get(f"{W}val"))
                wide = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))
                assert wide == sum(widths[at : at + count])
                at += count
            assert at == len(widths)


def test_numbers_and_names_are_given_out_once(case):
    root = dict(parts(write_docx(case.packet(), case.files)))["word/document.xml"]
    marks = list(root.iter(f"{W}bookmarkStart"))
    names = [one.get(f"{W}name") for one in marks]
    assert len(names) == len(set(names)) > 20
    numbers = [one.get(f"{W}id") for one in marks]
    assert numbers == [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    controls = [one.get(f"{W}val") for one in root.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(controls) == len(set(controls)) >= len(names)
    drawn = [one.get("id") for one in root.iter("{*}docPr")]
    assert len(drawn) == len(set(drawn))
    for name in ("alias", "tag"):
        told = [one.get(f"{W}val") for one in root.iter(f"{W}{name}")]
        assert told
        assert max(map(len, told)) <= 64


def test_every_relation_leads_to_a_part_and_every_part_has_a_type(case):
    case.packet()
    data = write_docx(case.packet(), case.files)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        types = etree.fromstring(archive.read("[Content_Types].xml"))
    known = {one.get("PartName") for one in types.iter("{*}Override")}
    suffixes = {one.get("Extension") for one in types.iter("{*}Default")}
    assert {one[1:] for one in known} <= names
    assert {name.rpartition(".")[2] for name in names} <= suffixes
    reached = set()
    for name, root in parts(data):
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for one in root:
                path = [] if one.get("Target").startswith("..") else [folder.strip("/")]
                target = "/".join([*path, one.get("Target").removeprefix("../")]).lstrip("/")
                assert target in names, (name, target)
                reached.add(target)
    rels = {name for name in names if name.endswith(".rels")}
    assert names - rels - reached == {"[Content_Types].xml"}
