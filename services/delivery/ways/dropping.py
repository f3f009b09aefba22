"""Write a folder for each application: its files, the receipt as a PDF, and application.json last.

Whoever fetches them waits for application.json: once it is there, everything else is. Each file is read
back before the next is written, so a folder that was cut off is simply written again.
"""

from mimetypes import guess_extension

from services.applications.actions.reading import read_file
from services.applications.exporting import reading_language
from services.applications.models import Upload
from services.applications.queries import uploads_of
from services.delivery.errors import SendFailed
from services.delivery.models import Delivery
from services.delivery.payload import data_of, wait_for_files
from services.delivery.storing import write
from services.paper.letters import receipt

LAST = "application.json"


def send(delivery: Delivery) -> None:
    """Write it. Raises SendFailed."""
    wait_for_files(delivery)
    application, destination = delivery.application, delivery.destination
    folder = f"{destination.folder}/{application.reference}"
    for upload in uploads_of(application).exclude(state=Upload.State.REFUSED):
        try:
            content = read_file(upload)
        except OSError:
            raise SendFailed("file_missing") from None
        write(f"{folder}/files/{file_name(upload)}", content)
    language = reading_language(application.document, destination.language)
    write(f"{folder}/receipt.pdf", receipt(application, language=language).pdf)
    write(f"{folder}/{LAST}", data_of(delivery).model_dump_json(by_alias=True, indent=2).encode())


def file_name(upload: Upload) -> str:
    """Return the name of an evidence file in the folder: the id it has in application.json."""
    return f"{upload.pk}{guess_extension(upload.media_type) or ''}"
