"""Loads the sample council. Safe to run again: it adds only what is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.sample.addresses import load_sample_addresses, load_sample_postcodes
from portal.sample.alerts import load_alert
from portal.sample.caring import load_caring
from portal.sample.content import load_content
from portal.sample.forms import load_editor, load_forms
from portal.sample.offices import load_offices
from portal.sample.people import load_people
from portal.sample.searching import load_search


class Command(BaseCommand):
    """`manage.py load_sample`."""

    help = "Load the sample council: forms, offices, pages and people. Run it again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything, then say what is there and how to sign in."""
        forms, offices = load_forms(), load_offices()  # pages point at them
        added = load_content()
        load_search()
        load_alert()
        load_editor()
        addresses = load_sample_addresses()
        load_sample_postcodes()
        self.stdout.write(
            f"Forms: {len(forms)}. Offices: {len(offices)}. Addresses: {addresses}. Pages added now: {added}."
        )
        if settings.DEMO:
            self._sign_ins()

    def _sign_ins(self) -> None:
        people = load_people()
        load_caring()
        self.stdout.write(f"\nThe sample council is at {settings.SITE_URL}\n\nSign in as:")
        for person in people:
            how = f"password {person.password}" if person.password else "a code by email"
            self.stdout.write(f"  {person.role:16} {person.email:32} {how}")
        self.stdout.write(
            f"\nStaff sign in at {settings.SITE_URL}/account/staff/ and are asked for a code:"
            f"\n  .venv/bin/python manage.py sign_in_code adviser@lanternbay.example"
            f"\nCitizens get theirs by email, kept in this demonstration at {settings.SITE_URL}/demo/mail/"
        )
