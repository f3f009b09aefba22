"""The managers' pages about deliveries, for people who see nothing, use keys only, or enlarge text."""

import pytest
import time_machine
from django.urls import reverse

from services.definitions.channels import Channel
from services.delivery import actions, passing
from services.delivery.models import Destination, Way
from services.identity.actors import SYSTEM
from services.identity.roles import StaffRole
from tests.browser.conftest import BOTH_DIRECTIONS
from tests.browser.test_desk import bring_session
from tests.delivery.conftest import sent_in
from tests.delivery.receiver import receiving
from tests.delivery.test_files import EVENING, NEXT_MORNING
from tests.staff import at_the_desk, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def place(way: Way, name: str, **said: str) -> Destination:
    wanted = actions.Wanted(name=name, form=None, language="en", **said)
    return actions.add(way=way, wanted=wanted, by=SYSTEM, channel=Channel.COUNTER)


@BOTH_DIRECTIONS
def test_every_page_about_deliveries_is_sound(open_page, check_page, settings, language) -> None:
    settings.DEMO = True
    with receiving() as receiver:
        with time_machine.travel(EVENING):
            hook = place(Way.WEBHOOK, "Highways case system", url=receiver.url)
            down = place(Way.WEBHOOK, "Parking", url="http://127.0.0.1:9/nobody")
            daily = place(Way.DAILY_EXPORT, "Monthly figures", folder="figures")
            mail = place(Way.EMAIL, "Post room", email="post-room@lanternbay.example")
            receiver.answers = [204, 400]
            for _ in range(3):
                sent_in()
            passing.deliver_due()
        with time_machine.travel(NEXT_MORNING):
            passing.deliver_due()
    actions.switch_off(destination=down, by=SYSTEM, channel=Channel.COUNTER)
    desk = at_the_desk(member(StaffRole.MANAGER))
    prefix = "" if language == "en" else f"/{language}"
    page = open_page(f"{prefix}/accessibility/")
    bring_session(page, desk)
    addresses = [
        reverse("delivery:home"),
        reverse("delivery:new") + "?asked=1",
        reverse("delivery:new_details", args=["webhook"]),
        *(reverse("delivery:destination", args=[each.pk]) for each in (hook, daily, mail, down)),
    ]
    for address in addresses:
        page.goto(prefix + address)
        check_page.at_both_sizes(page)
