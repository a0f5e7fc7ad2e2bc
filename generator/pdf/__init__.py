"""DOCX becomes PDF/A-2b, and the PDF is read back before anybody relies on it."""

from generator.pdf.converter import Converter, describe_converter
from generator.pdf.glyphs import undrawable
from generator.pdf.inspect import PdfFacts, check_pdf, count_pages, read_pdf
from generator.pdf.libreoffice import LibreOfficeConverter
from generator.pdf.marking import PageCodes, finish_pdf, marked_pdf
from generator.pdf.page_fill import Margins, PageFill, measure_pages
from generator.pdf.pdfium import joined
from generator.pdf.programs import ConverterPrograms, find_programs

__all__ = [
    "Converter",
    "ConverterPrograms",
    "LibreOfficeConverter",
    "Margins",
    "PageCodes",
    "PageFill",
    "PdfFacts",
    "check_pdf",
    "count_pages",
    "describe_converter",
    "find_programs",
    "finish_pdf",
    "joined",
    "marked_pdf",
    "measure_pages",
    "read_pdf",
    "undrawable",
]
