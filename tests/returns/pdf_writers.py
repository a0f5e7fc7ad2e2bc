"""The same page as many programs write it to a PDF, and PDFs that act, for tests of what is read."""

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import img2pdf
import pikepdf
import pypdfium2
from docx.shared import Cm
from PIL import Image

__all__ = ["ACTING", "WORDS", "WRITERS", "Acting"]

Writer = Callable[[bytes, Path], bytes]
Acting = Callable[[pikepdf.Pdf], None]


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, timeout=120)


def _ghostscript(source: bytes, work: Path) -> bytes:
    (work / "in.pdf").write_bytes(source)
    _run(
        "gs",
        "-q",
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=pdfwrite",
        "-sOutputFile=out.pdf",
        "in.pdf",
        cwd=work,
    )
    return (work / "out.pdf").read_bytes()


def _ghostscript_picture(source: bytes, work: Path) -> bytes:
    """As scanners that stream do: each length stands behind its stream, in an object of its own."""
    (work / "in.pdf").write_bytes(source)
    _run(
        "gs",
        "-q",
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=pdfimage8",
        "-r150",
        "-sOutputFile=out.pdf",
        "in.pdf",
        cwd=work,
    )
    return (work / "out.pdf").read_bytes()


def _libreoffice(source: bytes, work: Path) -> bytes:
    page = docx.Document()
    page.add_picture(io.BytesIO(_as_png(source)), width=Cm(15))
    page.save(str(work / "surat.docx"))
    _run(
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{work}/profil",
        "--convert-to",
        "pdf",
        "surat.docx",
        cwd=work,
    )
    return (work / "surat.pdf").read_bytes()


def _chromium(source: bytes, work: Path) -> bytes:
    (work / "gambar.png").write_bytes(_as_png(source))
    (work / "surat.html").write_text("<img src='gambar.png' style='width: 17cm'>")
    _run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={work}/profil",
        "--print-to-pdf=surat.pdf",
        "surat.html",
        cwd=work,
    )
    return (work / "surat.pdf").read_bytes()


def _pillow(source: bytes, _work: Path) -> bytes:
    out = io.BytesIO()
    Image.open(io.BytesIO(_as_png(source))).save(out, "PDF", resolution=150)
    return out.getvalue()


def _img2pdf(source: bytes, _work: Path) -> bytes:
    return bytes(img2pdf.convert(_as_png(source)))


def _saved(**options: object) -> Writer:
    def write(source: bytes, _work: Path) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(source)) as document:
            document.save(out, **options)  # type: ignore[arg-type]
        return out.getvalue()

    return write


def _with_numbers_apart(source: bytes, _work: Path) -> bytes:
    """Lengths, sizes and truths each in an object of their own."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(source)) as document:
        for value in (5, True, 2.5):
            document.Root[f"/Angka{type(value).__name__}"] = document.make_indirect(value)  # type: ignore[call-overload]
        document.save(out)
    return out.getvalue()


def _updated(source: bytes, _work: Path) -> bytes:
    """With a change written behind the end, as programs save that keep what stood before."""
    start = source.rindex(b"startxref")
    before = int(source[start + 9 :].split()[0])
    with pikepdf.open(io.BytesIO(source)) as document:
        size = int(document.trailer.Size)
        root = document.Root.objgen[0]
    at = len(source) + 1
    added = f"{size} 0 obj\n(catatan)\nendobj\n".encode()
    table = f"xref\n{size} 1\n{at:010d} 00000 n \ntrailer\n<< /Size {size + 1} /Root {root} 0 R /Prev {before} >>\n"
    return (
        source + b"\n" + added + table.encode() + f"startxref\n{at + len(added)}\n%%EOF\n".encode()
    )


def _with_bytes_before(source: bytes, _work: Path) -> bytes:
    return b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n" + source


def _with_owner_lock(source: bytes, work: Path) -> bytes:
    """May be read by anybody, and changed by nobody: copiers sell that as security."""
    return _saved(encryption=pikepdf.Encryption(owner="kantor", user=""))(source, work)


def _as_png(source: bytes) -> bytes:

    with pypdfium2.PdfDocument(source) as document:
        picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


WRITERS: dict[str, Writer] = {
    "Ghostscript": _ghostscript,
    "Ghostscript, a picture": _ghostscript_picture,
    "LibreOffice": _libreoffice,
    "Chromium": _chromium,
    "Pillow": _pillow,
    "img2pdf": _img2pdf,
    "qpdf, plain": _saved(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "qpdf, objects in streams": _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "qpdf, linearized": _saved(linearize=True),
    "numbers in objects of their own": _with_numbers_apart,
    "an incremental update": lambda source, work: _updated(
        _saved(object_stream_mode=pikepdf.ObjectStreamMode.disable)(source, work), work
    ),
    "printer commands before it": _with_bytes_before,
    "locked against changes": _with_owner_lock,
}


# -- words, and what acts -------------------------------------------------------------------------


def _title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Surat Nomor 466/JS /JavaScript /XFA /Launch"


def _font(document: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    document.pages[0].Resources["/Font"] = pikepdf.Dictionary(JS=document.make_indirect(font))


def _paragraph(document: pikepdf.Pdf) -> None:
    tree = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Launch, K=0)
    document.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=tree)


def _bytes(document: pikepdf.Pdf) -> None:
    document.Root.Pernyataan = document.make_stream(b"<< /S /JavaScript /JS (app.alert(1)) >>")


def _inner_jump(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[page, pikepdf.Name.Fit])


WORDS: dict[str, Acting] = {
    "a word in the title": _title,
    "a font of that name": _font,
    "a kind of paragraph of that name": _paragraph,
    "letters in a stream": _bytes,
    "a jump to a page of its own": _inner_jump,
}


def _noted(**action: Any) -> Acting:
    def act(document: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 90, 90],
            A=pikepdf.Dictionary(**action),
        )
        document.pages[0].Annots = document.make_indirect(pikepdf.Array([note]))

    return act


def _behind(document: pikepdf.Pdf) -> None:
    """A script that follows a harmless jump."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=document.make_stream(b"app.alert(1)"))
    page = document.pages[0].obj
    document.pages[0].AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[page, pikepdf.Name.Fit], Next=script)
    )


def _xfa(document: pikepdf.Pdf) -> None:
    parts = pikepdf.Array([pikepdf.String("template"), document.make_stream(b"<xdp/>")])
    document.Root.AcroForm = pikepdf.Dictionary(XFA=parts, Fields=[])


def _embedded(document: pikepdf.Pdf) -> None:
    document.attachments["hitung.exe"] = pikepdf.AttachedFileSpec(document, b"MZ")


def _media(document: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 9, 9]
    )
    document.pages[0].Annots = pikepdf.Array([note])


def _named_script(document: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    names = pikepdf.Array([pikepdf.String("buka"), document.make_indirect(script)])
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


ACTING: dict[str, tuple[Acting, str]] = {
    "JavaScript of the document": (_named_script, "R008"),
    "JavaScript behind a jump": (_behind, "R008"),
    "XFA": (_xfa, "R008"),
    "Launch": (_noted(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe")), "R008"),
    "SubmitForm": (_noted(S=pikepdf.Name.SubmitForm, F=pikepdf.String("http://a/")), "R008"),
    "ImportData": (_noted(S=pikepdf.Name.ImportData, F=pikepdf.String("a.fdf")), "R008"),
    "a film": (_media, "R008"),
    "GoToR": (_noted(S=pikepdf.Name.GoToR, F=pikepdf.String("b.pdf"), D=[0]), "W045"),
    "URI": (_noted(S=pikepdf.Name.URI, URI=pikepdf.String("http://a/")), "W045"),
    "an embedded file": (_embedded, "W045"),
}
