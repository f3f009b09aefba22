"""Files that machines look for at fixed addresses: robots.txt and security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.council import council_of
from services.identity.access_levels import public

NOT_FOR_ROBOTS = ("/admin/", "/desk/", "/account/", "/documents/", "/api/")
GOOD_FOR = timedelta(days=180)  # RFC 9116, 2.5.5 recommends less than a year


@public
@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what to read (RFC 9309). A sample council is nothing for them."""
    prefixes = ("", *(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE))
    shut = ["/"] if settings.DEMO else [prefix + path for path in NOT_FOR_ROBOTS for prefix in prefixes]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in shut)]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    return _plain(lines)


@public
@require_safe
@cache_control(public=True, max_age=3600)
def security(request: HttpRequest) -> HttpResponse:
    """Tell whoever finds a weakness where to report it (RFC 9116). Raises Http404 if nobody is named."""
    contact = settings.SECURITY_CONTACT or council_of(request, settings.LANGUAGE_CODE).email
    if not contact:
        raise Http404
    until = (timezone.now() + GOOD_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return _plain(lines)


def _plain(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
