"""A council for tests of paper, without the content app."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Council:
    name: str = "Lantern Bay Council"
    phone: str = "01632 960100"
    textphone: str = "18001 01632 960100"
    hours: str = "Monday to Friday, 9am to 5pm"
    address: tuple[str, ...] = ("Town Hall", "ZZ1 1AA")
    email: str = "hello@lanternbay.example"


def council(language: str) -> Council:
    return Council()


def with_new_phone(language: str) -> Council:
    return Council(phone="01632 960999")


def short_address(form_key: str, language: str) -> str:
    return f"lanternbay.example/{language}/s/{form_key}"
