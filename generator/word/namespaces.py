"""The namespaces of Word's own format, as lxml writes them before a tag's name."""

__all__ = ["DRAWING", "MATH", "MC", "PICTURE_PLACE", "RELATIONSHIP", "STRICT", "VML", "W14", "W"]

_OFFICE = "http://schemas.openxmlformats.org"

W = f"{{{_OFFICE}/wordprocessingml/2006/main}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# What is written instead of W by Word in its strict mode.
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
RELATIONSHIP = f"{{{_OFFICE}/officeDocument/2006/relationships}}"
DRAWING = f"{{{_OFFICE}/drawingml/2006/main}}"
PICTURE_PLACE = f"{{{_OFFICE}/drawingml/2006/wordprocessingDrawing}}"
MATH = f"{{{_OFFICE}/officeDocument/2006/math}}"
VML = "{urn:schemas-microsoft-com:vml}"
MC = f"{{{_OFFICE}/markup-compatibility/2006}}"
