"""Takes scanned files in without writing them to disk: they are sealed first."""

from django.conf import settings

from services.online.uploads import EvidenceUpload


class ScanUpload(EvidenceUpload):
    """Upload handler for the page where the desk hands in what it scanned."""

    pages = ("assisted:scans",)

    @property
    def limit_bytes(self) -> int:
        """How large one file may be."""
        return int(settings.SCAN_LIMIT_BYTES)
