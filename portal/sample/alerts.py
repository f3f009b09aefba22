"""An alert of the sample council, where people meet it who need it: at the Register Office's services."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content.models import Alert, AlertWords, HomePage
from content.models.alerts import Severity, Where

TITLE = "The lift to the Register Office is out of order"
TEXT = "Ring the bell at the entrance in Quay Street and we come down to you."
ELSEWHERE = {
    "cy": (
        "Nid yw’r lifft i’r Swyddfa Gofrestru’n gweithio",
        "Canwch y gloch wrth y fynedfa yn Stryd y Cei a byddwn yn dod i lawr atoch.",
    ),
    "ar": (
        "المصعد إلى مكتب التسجيل معطل",
        "اضغط الجرس عند المدخل في شارع Quay Street وسننزل إليك.",
    ),
}
SERVICES = ("services/register-birth", "services/register-death")


@transaction.atomic
def load_alert() -> None:
    """Add it, unless there are alerts already. The pages must be there."""
    if Alert.objects.exists():
        return
    home = HomePage.objects.get(locale__language_code="en")
    alert = Alert(
        title=TITLE,
        text=TEXT,
        severity=Severity.WARNING,
        where=Where.PAGES,
        starts_at=timezone.now(),
        live=False,
    )
    alert.pages = [("page", Page.objects.get(url_path=f"{home.url_path}{key}/")) for key in SERVICES]
    alert.words = [
        AlertWords(language=code, title=title, text=text) for code, (title, text) in ELSEWHERE.items()
    ]
    alert.save()
    alert.save_revision().publish()
