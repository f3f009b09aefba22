"""Every address. English at the root, other languages under their code."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from accessibility import views as accessibility_views
from portal import views
from services.identity.access_levels import public

handler400 = "portal.problems.bad_request"
handler403 = "portal.problems.forbidden"
handler404 = "portal.problems.not_found"
handler500 = "portal.problems.failed"

# Declared here: the package knows nobody, not even who may open a page.
accessibility_urls = [
    path("", public(accessibility_views.statement_page), name="statement"),
    path("preferences/", public(accessibility_views.preferences_page), name="preferences"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("accessibility/", include((accessibility_urls, "accessibility"))),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("gallery/", views.gallery, name="gallery"),
    path("account/", include("services.identity.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
