"""HTML to tagged PDF (PDF/UA-1, ISO 14289-1). The only package that knows WeasyPrint and pikepdf."""

from services.documents.codes import PageCodes
from services.documents.fields import Field, Sort
from services.documents.rendering import Document, Rect, page_of, render

__all__ = ["Document", "Field", "PageCodes", "Rect", "Sort", "page_of", "render"]
