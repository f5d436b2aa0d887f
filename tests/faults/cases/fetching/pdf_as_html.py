"""A PDF is declared HTML."""

from tests.faults.answers import HTML, answer
from tests.faults.expected import ended
from tests.faults.story import STORY

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nstream\n" + bytes(range(256)) * 400 + b"\nendstream\n%%EOF"
ROUTES = {STORY: answer(PDF, HTML)}
EXPECTED = {STORY: ended("unreadable not_an_article", "HTML|binary|no text|PDF")}
