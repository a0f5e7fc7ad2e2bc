"""DOCX becomes PDF/A-2b, and the PDF is read back before anybody relies on it."""

from generator.pdf.converter import Converter, describe_converter
from generator.pdf.inspect import PdfFacts, check_pdf, count_pages, read_pdf
from generator.pdf.libreoffice import LibreOfficeConverter
from generator.pdf.marking import exchange_picture
from generator.pdf.programs import ConverterPrograms, find_programs

__all__ = [
    "Converter",
    "ConverterPrograms",
    "LibreOfficeConverter",
    "PdfFacts",
    "check_pdf",
    "count_pages",
    "describe_converter",
    "exchange_picture",
    "find_programs",
    "read_pdf",
]
