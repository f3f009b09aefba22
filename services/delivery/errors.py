"""What is refused about deliveries, and why one did not arrive."""

from services.errors import Refusal


class DeliveryGone(Refusal):
    """The delivery arrived, or somebody dealt with it, meanwhile."""

    code = "delivery_gone"


class LinkOver(Refusal):
    """The link to a file was changed, its time is over, or what it led to is no longer there."""

    code = "file_link_over"
    status = 404


class ExportErased(Refusal):
    """The daily file was deleted when its time was over, or is not written yet."""

    code = "export_erased"
    status = 404


class SendFailed(Exception):
    """The other side did not take it. `code` is ours; `final` says that trying again is of no use."""

    def __init__(self, code: str, *, final: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.final = final
