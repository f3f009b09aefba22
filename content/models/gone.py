"""Addresses at which a page was, and what is there instead."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from services.identity.models import User


class GoneAddress(models.Model):
    """Where a page was that authors took down: it leads on (`leads_on`), or says why there is nothing.

    Kept while the page is down, and for good once it is deleted. `path` is as Redirect.normalise_path
    writes it. Words that are missing in a language are taken from another (`translation_key`).
    """

    path = models.CharField(max_length=255, unique=True)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    translation_key = models.UUIDField()
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    leads_on = models.ForeignKey(Redirect, on_delete=models.CASCADE, null=True, related_name="+")
    why = models.TextField(blank=True)
    instead = models.TextField(blank=True)
    gone_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["translation_key"], name="gone_by_translation_key")]


def come_back(page: Page) -> None:
    """Forget what stood in place of a page: it is published again."""
    for each in GoneAddress.objects.filter(page=page.pk).select_related("leads_on"):
        if each.leads_on:
            each.leads_on.delete()
        else:
            each.delete()
