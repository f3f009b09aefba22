"""Reads paper that came back: opens files, knows pages again, reads crosses, cuts answers out.

What opens files and looks at pictures (OpenCV, zxing, PDFium, NumPy) stands in `inside/` and runs only
in processes of its own, with limits (`python -m services.paper.scanning.inside.opener` and `.reader`).
The other modules start those processes and speak with them, so web processes never load the large
libraries; two import contracts in pyproject.toml keep it so. Nothing here stores anything.

The way of a page: `apart.opened` gives the pictures of a file with the codes seen on them,
`recognising.recognised` says which page of which print it is, `plan.template` says what stands there,
`apart.Reader.read` reads it, and `meaning.meant` turns what was read into typed input.
"""
