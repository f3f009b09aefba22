"""What people search for, as editors read it and take it away: most asked, found nothing, tried again."""

from typing import Any, ClassVar

from django.db.models import Max, QuerySet, Sum
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from content.models.search import SearchCount, SearchRefinement


class SearchReport(ReportView):
    """What the reports have in common: they add up the days that are kept."""

    header_icon = "search"
    permission_policy = ModelPermissionPolicy(SearchCount)
    any_permission_required: ClassVar = ["view"]
    is_searchable = False
    default_ordering = None
    list_export: ClassVar[list[str]] = []
    export_headings: ClassVar[dict[str, Any]] = {
        "language": _("Language"),
        "term": _("Search"),
        "next_term": _("Then searched for"),
        "total": _("Times"),
        "latest": _("Last on"),
    }

    @property
    def columns(self) -> list[Column]:
        """Return the columns that are exported, in their order."""
        return [Column(name, label=self.export_headings[name]) for name in self.list_export]


class MostSearched(SearchReport):
    """What is searched for most."""

    page_title = _("Searches: most asked")
    index_url_name = "searches:most"
    index_results_url_name = "searches:most_results"
    list_export: ClassVar[list[str]] = ["term", "language", "total", "latest"]

    def get_queryset(self) -> QuerySet[Any, Any]:
        """Return a row for each term in a language."""
        rows = SearchCount.objects.values("language", "term")
        return rows.annotate(total=Sum("searches"), latest=Max("day")).order_by("-total", "term", "language")


class FoundNothing(MostSearched):
    """What found no page."""

    page_title = _("Searches: found nothing")
    index_url_name = "searches:nothing"
    index_results_url_name = "searches:nothing_results"

    def get_queryset(self) -> QuerySet[Any, Any]:
        """Return a row for each term of the days on which the last search for it found nothing."""
        return super().get_queryset().filter(hits=0)


class TriedAgain(SearchReport):
    """What people searched for next."""

    page_title = _("Searches: tried again")
    index_url_name = "searches:again"
    index_results_url_name = "searches:again_results"
    list_export: ClassVar[list[str]] = ["term", "next_term", "language", "total", "latest"]

    def get_queryset(self) -> QuerySet[Any, Any]:
        """Return a row for each pair of terms in a language."""
        rows = SearchRefinement.objects.values("language", "term", "next_term")
        return rows.annotate(total=Sum("times"), latest=Max("day")).order_by("-total", "term", "next_term")


REPORTS = {"most": MostSearched, "nothing": FoundNothing, "again": TriedAgain}

urlpatterns: list[URLPattern] = [
    route
    for name, view in REPORTS.items()
    for route in (
        path(f"{name}/", view.as_view(), name=name),
        path(f"{name}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    )
]
