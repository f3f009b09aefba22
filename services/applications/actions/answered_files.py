"""Keep an evidence answer true when one of its files goes."""

from django.utils import timezone

from services.applications.models import Answer, Application, Upload
from services.applications.sealing import open_value, seal_value


def take_from_answer(draft: Application, upload: Upload) -> None:
    """Take a file out of the answer that counts on it. Without its last file the question is open again.

    Must run inside the transaction that locked the draft.
    """
    answer = Answer.objects.filter(
        application=draft, question=upload.question, row=upload.row, superseded_at__isnull=True
    ).first()
    if answer is None:
        return
    box, key, row = draft.box, answer.question, answer.row
    value = open_value(box, key, row, answer.value)
    files = value.get("files", "").split(",") if isinstance(value, dict) else []
    if str(upload.pk) not in files:
        return
    now = timezone.now()
    Answer.objects.filter(pk=answer.pk).update(superseded_at=now)
    left = [known for known in files if known != str(upload.pk)]
    if left:
        answer.pk, answer.given_at = None, now
        answer.value = seal_value(box, key, row, {"way": "upload", "files": ",".join(left)})
        answer.save(force_insert=True)
