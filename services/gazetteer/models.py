"""The embedded gazetteer: addresses, and where postcodes are, loaded from files."""

from typing import ClassVar

from django.db import models


class KnownAddress(models.Model):
    """One address, by the number that every public body knows it by."""

    uprn = models.CharField(primary_key=True, max_length=12)
    """Unique Property Reference Number (GeoPlace)."""
    line1 = models.CharField(max_length=100)
    line2 = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=100)
    postcode = models.CharField(max_length=8)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["postcode"], name="known_address_postcode")]


class KnownPostcode(models.Model):
    """Where a postcode is: degrees of WGS 84, the middle of its addresses."""

    postcode = models.CharField(primary_key=True, max_length=8)
    latitude = models.DecimalField(max_digits=8, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
