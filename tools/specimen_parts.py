"""Pieces of WordprocessingML as people's programs write them: fields, boxes, merged cells, changes."""

from tests.forms.kit import p, t

CHANGE = 'w:id="1" w:author="Peksos" w:date="2026-11-24T00:00:00Z"'


def _field(data: str, kind: str, result: str = "") -> str:
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="isian"/><w:enabled/>{data}</w:ffData>'
        f'</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def old_box(state: str) -> str:
    return _field(f"<w:checkBox><w:sizeAuto/>{state}</w:checkBox>", "FORMCHECKBOX")


def old_list(chosen: int, *entries: str) -> str:
    inner = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return _field(f'<w:ddList><w:result w:val="{chosen}"/>{inner}</w:ddList>', "FORMDROPDOWN")


def old_text(told: str) -> str:
    return _field("<w:textInput/>", "FORMTEXT", t(told))


def _control(kind: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def boxed(checked: str, glyph: str) -> str:
    return _control(f'<w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox>', t(glyph))


def drop_down(shown: str) -> str:
    items = '<w:listItem w:displayText="Katolik" w:value="Katolik"/>'
    return _control(f"<w:dropDownList>{items}</w:dropDownList>", t(shown))


def picker(day: str, shown: str = "") -> str:
    return _control(
        f'<w:date w:fullDate="{day}T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date>',
        f"<w:r><w:t>{shown}</w:t></w:r>" if shown else "<w:r/>",
    )


def symbol(char: str) -> str:
    return f'<w:r><w:sym w:font="Wingdings" w:char="{char}"/></w:r>'


def _styled(style: str, told: str) -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{told}</w:t></w:r>'


def struck(told: str) -> str:
    return _styled("<w:strike/>", told)


def hidden(told: str) -> str:
    return _styled("<w:vanish/>", told)


def inserted(told: str) -> str:
    return f"<w:ins {CHANGE}>{t(told)}</w:ins>"


def deleted(told: str) -> str:
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{told}</w:delText></w:r></w:del>'


def list_point(told: str) -> str:
    return p('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', t(told))


def across(columns: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{content}</w:tc>'


def down(content: str, *, goes_on: bool) -> str:
    mark = "" if goes_on else ' w:val="restart"'
    return f"<w:tc><w:tcPr><w:vMerge{mark}/></w:tcPr>{content}</w:tc>"


def text_box(told: str) -> str:
    return (
        '<w:r><w:pict><v:shape style="width:120pt;height:40pt"><v:textbox><w:txbxContent>'
        f"{p(t(told))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
