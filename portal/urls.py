"""Every address. English at the root, other languages under their code."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as wagtail_serve

from accessibility import views as accessibility_views
from content.details import council_details
from content.feeds import Changes, News, SitePages
from content.near.views import near_you
from content.open_data import views as open_data
from content.own_pages import OwnPages
from content.search.views import search_page
from portal import demo_mail, views, wellknown
from services.definitions import views as definitions_views
from services.delivery import serving
from services.identity.access_levels import public

handler400 = "portal.problems.bad_request"
handler403 = "portal.problems.forbidden"
handler404 = "portal.problems.not_found"
handler500 = "portal.problems.failed"

MAPS = {"sitemaps": {"pages": SitePages, "own": OwnPages}}

# Declared here: the package knows nobody, not even who may open a page.
accessibility_urls = [
    path("", public(accessibility_views.statement_page), name="statement"),
    path("preferences/", public(accessibility_views.preferences_page), name="preferences"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", wellknown.robots),
    path(".well-known/security.txt", wellknown.security, name="security_txt"),
    path("sitemap.xml", public(sitemap), MAPS, name="sitemap"),
    path("schema/form/1.json", public(definitions_views.form_schema), name="form_schema"),
    path("schema/application/1.json", serving.application_schema, name="application_schema"),
    path("api/1/", include("services.api.urls")),
    path("data/", include("content.open_data.urls")),
    path("deliveries/files/<str:token>/", serving.delivered_file, name="delivered_file"),
]

urlpatterns += i18n_patterns(
    path("", include("services.online.urls")),  # first, for they are asked for most
    path("accessibility/", include((accessibility_urls, "accessibility"))),
    # Pages that authors write, named because every page links to them.
    path("privacy/", public(wagtail_serve), {"path": "privacy/"}, name="privacy"),
    path("cookies/", public(wagtail_serve), {"path": "cookies/"}, name="cookies"),
    path("changes.atom", public(Changes()), name="changes"),
    path("news.atom", public(News()), name="news_feed"),
    path("near-you/", near_you, name="near_you"),
    path("s/", include("content.short.urls")),
    path("search/", search_page, name="search"),
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/<slug:part>/", views.gallery, name="gallery_part"),
    path("feedback/", include("content.feedback.urls")),
    path("offices/", include("content.offices.urls")),
    path("checklists/", include("content.checklists.urls")),
    path("booklets/", include("content.booklet.urls")),
    path("desk/help/<uuid:pk>/checklists/", include("content.checklists.desk_urls")),
    path("data/", open_data.about_data, name="open_data_about"),
    path("account/", include("services.identity.urls")),
    path("desk/council/", council_details, name="council_details"),
    path("desk/deliveries/", include("services.delivery.urls")),
    path("desk/", include("services.assisted.urls")),
    path("demo/mail/", demo_mail.inbox, name="demo_mail"),
    path("", include("services.booking.urls")),
    path("", include("services.paper.urls")),
    # Wagtail's own password page for private pages: sign-in has one door, with its limits.
    path("_util/login/", public(RedirectView.as_view(pattern_name="account_login"))),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
