"""A coverage-guided fuzzer for the reading of forms: `python -m tests.fuzz.forms [SECONDS]`.

Inputs are a byte that chooses what they are, and the rest: raw bytes of a file, the XML of a Word
document that is packed whole again, or JSON. Whatever comes, reading ends without an exception and with
a form or an error.
"""

import io
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator.forms"]):
    from generator.forms import read_forms

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
RAW_WORD, WORD_XML, JSON, SHEET = range(4)
NAMES = {RAW_WORD: "a.docx", WORD_XML: "a.docx", JSON: "a.json", SHEET: "a.xlsx"}
SLOW_SECONDS = 20
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def packed(document: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", document)
    return out.getvalue()


def check(kind: int, data: bytes, folder: Path) -> None:
    """Read one input; raises if the reader does what it must not."""
    path = folder / "formulir"
    path.write_bytes(packed(data) if kind == WORD_XML else data)
    readings = read_forms(path, name=NAMES[kind], today=TODAY)
    assert readings, "nothing was said"
    for reading in readings:
        is_refused = any(not one.is_warning for one in reading.problems)
        assert (reading.form is None) == is_refused
        for problem in reading.problems:
            assert problem.message.encode(), "a message that no note can hold"


def seeds() -> Iterator[bytes]:
    """The samples and specimens of the project, as inputs."""
    for path in sorted([*ROOT.glob("samples/**/*"), *ROOT.glob("tests/specimens/*/*")]):
        if path.suffix == ".json" and not path.name.endswith(".expected.json"):
            yield bytes([JSON]) + path.read_bytes()
        elif path.suffix == ".xlsx":
            yield bytes([SHEET]) + path.read_bytes()
        elif path.suffix == ".docx":
            yield bytes([RAW_WORD]) + path.read_bytes()
            try:
                with zipfile.ZipFile(path) as package:
                    yield bytes([WORD_XML]) + package.read("word/document.xml")
            except (zipfile.BadZipFile, KeyError):
                continue


def main(seconds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(seeds()):
            (corpus / f"{number:04d}").write_bytes(seed)

        def one(data: bytes) -> None:
            if data:
                check(data[0] % len(NAMES), data[1:], folder)

        arguments = [
            sys.argv[0],
            str(corpus),
            f"-max_total_time={seconds}",
            "-max_len=200000",
            f"-timeout={SLOW_SECONDS}",
            f"-artifact_prefix={Path.cwd()}/fuzz-",
            "-rss_limit_mb=3000",
            "-print_final_stats=1",
        ]
        atheris.Setup(arguments, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
