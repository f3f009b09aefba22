"""People who use the sample council's forms: what they answer and the stops they see, in order."""

from dataclasses import dataclass, field
from typing import Any

POST = {"way": "post"}
PERSON = {
    "name": {"given": "Ann", "family": "Lee"},
    "home_address": {"line1": "4 Net Loft Lane", "town": "Lantern Bay", "postcode": "ZZ1 1AB"},
    "phone": "+441632960321",
    "email": None,
}
ADULT = {**PERSON, "date_of_birth": "1958-03-27", "ni_number": "JG103759A"}
CHILD = {**PERSON, "date_of_birth": "2016-05-04", "child_reference": None}
BABY = {**PERSON, "date_of_birth": "2025-06-01", "child_reference": None}
PROOF = {"check_address": True, "identity_proof": POST, "photo": {"way": "in_person"}}
ASSESSED = {
    "conditions": "Arthritis in both knees",
    "has_treatments": False,
    "has_professionals": False,
    "check_records": True,
    "condition_proof": POST,
    **PROOF,
}
ASSESSED_ADULT = {**ASSESSED, "condition_length": "three_years_or_more"}
WALKING = {"walking_difficulty": ["pain", "slow"], "walking_details": "It hurts.", "walking_aids": ["stick"]}
DISTANCE = {"walking_metres": 40, "walking_time": "up_to_5_minutes"}
ME = {"who_for": "me", "has_badge": False}
HELPED = {
    "who_for": "someone_else",
    "has_badge": False,
    "helper_name": {"given": "Bo", "family": "Lee"},
    "helper_relationship": "parent",
    "helper_authority": "parental_responsibility",
    "helper_contact_way": "phone",
    "helper_phone": "+441632960322",
}
REACHED_OTHERWISE = {key: value for key, value in HELPED.items() if key != "helper_phone"}

BEGIN = ["who-for", "current-badge"]
HELPER = ["helper-name", "helper-authority", "helper-contact"]
ABOUT = ["name", "date-of-birth", "identity-number", "home-address", "contact"]
CONDITION = ["conditions", "condition-length"]
WALK = ["walking-difficulty", "walking-aids", "walking-distance"]
HIDE = ["hidden-effects", "hidden-often", "hidden-help"]
HEALTH = ["has-treatments", "has-professionals"]
ASSESSED_PROOF = ["checks", "condition-proof", "identity-proof", "photo"]


@dataclass(frozen=True)
class Persona:
    """Someone, the form they fill in, every answer they give and every stop they see."""

    who: str
    form: str
    answers: dict[str, Any]
    stops: list[str]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.form}: {self.who}"


BLUE_BADGE = [
    Persona(
        "PIP, 8 points for moving around",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "pip",
            "pip_points": "moving_around",
            "award_ends": False,
            "check_benefit": True,
            **PROOF,
        },
        [*BEGIN, *ABOUT, "sight", "benefit", "pip-points", "award-end", "checks", "identity-proof", "photo"],
    ),
    Persona(
        "PIP, 10 points because no journey is possible, who would rather send letters",
        "blue-badge",
        {
            **ME,
            "has_badge": True,
            "badge_number": "123456",
            "badge_expires_on": "2026-11-30",
            **ADULT,
            "sight_registered": False,
            "benefit": "pip",
            "pip_points": "no_journey",
            "award_ends": True,
            "award_ends_on": "2028-01-31",
            "check_benefit": False,
            "award_letter": {"way": "upload", "files": "one,two"},
            **PROOF,
            "check_address": False,
            "address_proof": POST,
        },
        [
            *BEGIN,
            *ABOUT,
            *["sight", "benefit", "pip-points", "award-end"],
            *["checks", "award-letter", "identity-proof", "address-proof", "photo"],
        ],
    ),
    Persona(
        "PIP, not enough points, cannot walk",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "pip",
            "pip_points": "neither",
            "reasons": ["walking"],
            **ASSESSED_ADULT,
            **WALKING,
            "walking_difficulty": ["cannot_walk"],
            "walking_aids": ["wheelchair"],
        },
        [
            *[*BEGIN, *ABOUT, "sight", "benefit", "pip-points", "reasons", *CONDITION],
            *["walking-difficulty", "walking-aids", *HEALTH, *ASSESSED_PROOF],
        ],
    ),
    Persona(
        "DLA at the higher rate, a child",
        "blue-badge",
        {
            **HELPED,
            **CHILD,
            "sight_registered": False,
            "benefit": "dla",
            "dla_higher": True,
            "award_ends": False,
            "check_benefit": True,
            **PROOF,
        },
        [
            *[*BEGIN, *HELPER, *ABOUT, "sight", "benefit", "dla-rate", "award-end"],
            *["checks", "identity-proof", "photo"],
        ],
    ),
    Persona(
        "DLA at the lower rate, a child with autism",
        "blue-badge",
        {
            **HELPED,
            **CHILD,
            "sight_registered": False,
            "benefit": "dla",
            "dla_higher": False,
            "reasons": ["hidden"],
            "hidden_effects": ["runs_off", "traffic"],
            "hidden_details": "Runs into the road.",
            "hidden_often": "most_journeys",
            "hidden_help": "Holding hands.",
            **ASSESSED_ADULT,
        },
        [
            *[*BEGIN, *HELPER, *ABOUT, "sight", "benefit", "dla-rate", "reasons", *CONDITION],
            *[*HIDE, *HEALTH, *ASSESSED_PROOF],
        ],
    ),
    Persona(
        "War Pensioners’ Mobility Supplement",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "war_pension",
            "award_letter": POST,
            **PROOF,
        },
        [*BEGIN, *ABOUT, "sight", "benefit", "checks", "award-letter", "identity-proof", "photo"],
    ),
    Persona(
        "armed forces lump sum with a certificate",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "armed_forces",
            "armed_forces_certified": True,
            "award_letter": POST,
            **PROOF,
        },
        [
            *[*BEGIN, *ABOUT, "sight", "benefit", "armed-forces"],
            *["checks", "award-letter", "identity-proof", "photo"],
        ],
    ),
    Persona(
        "armed forces lump sum without a certificate, arms",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "armed_forces",
            "armed_forces_certified": False,
            "reasons": ["arms"],
            "drives_regularly": True,
            "both_arms": True,
            "vehicle_adapted": False,
            "parking_machines": "I cannot press the buttons.",
            **ASSESSED_ADULT,
        },
        [
            *[*BEGIN, *ABOUT, "sight", "benefit", "armed-forces", "reasons", *CONDITION],
            *["arms", *HEALTH, *ASSESSED_PROOF],
        ],
    ),
    Persona(
        "registered as blind by us",
        "blue-badge",
        {**ME, **ADULT, "sight_registered": True, "sight_council": "lantern_bay", **PROOF},
        [*BEGIN, *ABOUT, "sight", "checks", "identity-proof", "photo"],
    ),
    Persona(
        "registered as blind elsewhere, 2 years old",
        "blue-badge",
        {
            **HELPED,
            **BABY,
            "date_of_birth": "2024-05-01",
            "sight_registered": True,
            "sight_council": "another",
            "sight_proof": POST,
            **PROOF,
        },
        [*BEGIN, *HELPER, *ABOUT, "sight", "checks", "sight-proof", "identity-proof", "photo"],
    ),
    Persona(
        "walking, with someone who helps, medicines and a doctor",
        "blue-badge",
        {
            **HELPED,
            "helper_relationship": "family",
            "helper_authority": "agreed",
            **ADULT,
            "sight_registered": False,
            "benefit": "none",
            "reasons": ["walking"],
            **ASSESSED_ADULT,
            **WALKING,
            **DISTANCE,
            "has_treatments": True,
            "has_professionals": True,
        },
        [
            *[*BEGIN, *HELPER, *ABOUT, "sight", "benefit", "reasons", *CONDITION, *WALK],
            *["has-treatments", "treatments", "has-professionals", "professionals", *ASSESSED_PROOF],
        ],
        {
            "treatments": {
                "one": {
                    "treatment_name": "Naproxen",
                    "treatment_dose": "2 a day",
                    "treatment_helps": "Pain",
                },
                "two": {
                    "treatment_name": "Physiotherapy",
                    "treatment_dose": "Weekly",
                    "treatment_helps": None,
                },
            },
            "professionals": {
                "one": {
                    "professional_name": "Dr Rowe",
                    "professional_role": "GP",
                    "professional_place": "Harbour Surgery",
                    "professional_seen_on": "2026-08-12",
                },
            },
        },
    ),
    Persona(
        "every reason at once",
        "blue-badge",
        {
            **ME,
            **ADULT,
            "sight_registered": False,
            "benefit": "none",
            "reasons": ["walking", "hidden", "arms"],
            **ASSESSED_ADULT,
            **WALKING,
            **DISTANCE,
            "hidden_effects": ["distress"],
            "hidden_details": "I panic.",
            "hidden_often": "every_journey",
            "hidden_help": "My sister.",
            "drives_regularly": False,
            "both_arms": False,
            "parking_machines": "They are too high.",
        },
        [
            *[*BEGIN, *ABOUT, "sight", "benefit", "reasons", *CONDITION, *WALK, *HIDE, "arms"],
            *[*HEALTH, *ASSESSED_PROOF],
        ],
    ),
    Persona(
        "a baby with medical equipment",
        "blue-badge",
        {
            **REACHED_OTHERWISE,
            **BABY,
            "helper_contact_way": "letter",
            "helper_address": PERSON["home_address"],
            "child_needs": ["equipment", "near_vehicle"],
            "child_details": "Oxygen",
            **ASSESSED,
        },
        [*BEGIN, *HELPER, *ABOUT, "young-child", "conditions", *HEALTH, *ASSESSED_PROOF],
    ),
    Persona(
        "2 years old, not blind",
        "blue-badge",
        {
            **REACHED_OTHERWISE,
            **BABY,
            "date_of_birth": "2024-05-01",
            "sight_registered": False,
            "helper_contact_way": "email",
            "helper_email": "bo@example.com",
            "child_needs": ["near_vehicle"],
            "child_details": None,
            **ASSESSED,
        },
        [*BEGIN, *HELPER, *ABOUT, "sight", "young-child", "conditions", *HEALTH, *ASSESSED_PROOF],
    ),
    Persona(
        "a care home",
        "blue-badge",
        {
            "who_for": "organisation",
            "has_badge": False,
            "organisation_name": "Gull House",
            "organisation_cares": True,
            "organisation_drives": True,
            "organisation_journeys": "To the shops, twice a week, 9 people.",
            "organisation_badges": 2,
            "organisation_contact_name": {"given": "Cai", "family": "Hughes"},
            "organisation_contact_role": "Manager",
            "organisation_phone": "+441632960323",
            "organisation_email": None,
            "organisation_address": PERSON["home_address"],
            "organisation_proof": POST,
        },
        [
            *[*BEGIN, "organisation-name", "organisation-work", "organisation-badges"],
            *["organisation-contact", "organisation-address", "organisation-proof"],
        ],
    ),
]

MOVED = {
    "moved_on": "2026-10-15",
    "new_address": PERSON["home_address"],
    "name": PERSON["name"],
    "phone": None,
    "email": "ann@example.com",
}
LEFT = {"old_address": PERSON["home_address"], "account_number": None, "old_home": "tenancy_ended"}

MOVING = [
    Persona(
        "moves in alone and rents",
        "moving-home",
        {
            "move": "in",
            **MOVED,
            "new_home": "rent",
            "landlord": "Bay Lettings",
            "liable_from": None,
            "has_adults": False,
            "single_person": True,
        },
        ["move", "move-date", "new-address", "new-home", "has-adults", "single-person", "name", "contact"],
    ),
    Persona(
        "moves within the area with a student",
        "moving-home",
        {
            "move": "within",
            **MOVED,
            **LEFT,
            "new_home": "own",
            "liable_from": "2026-09-01",
            "has_adults": True,
            "single_person": True,
        },
        [
            *["move", "move-date", "old-address", "old-home", "new-address", "new-home"],
            *["has-adults", "adults", "single-person", "name", "contact"],
        ],
        {"adults": {"one": {"adult_name": {"given": "Dee"}, "adult_status": "student"}}},
    ),
    Persona(
        "moves in with two adults, one of whom counts",
        "moving-home",
        {"move": "in", **MOVED, "new_home": "with_others", "has_adults": True},
        ["move", "move-date", "new-address", "new-home", "has-adults", "adults", "name", "contact"],
        {
            "adults": {
                "one": {"adult_name": {"given": "Dee"}, "adult_status": "student"},
                "two": {"adult_name": {"given": "Ed"}, "adult_status": "none"},
            }
        },
    ),
    Persona(
        "moves out",
        "moving-home",
        {"move": "out", **MOVED, **LEFT},
        ["move", "move-date", "old-address", "old-home", "new-address", "name", "contact"],
    ),
]

NEEDS = {"help_with": ["blue_badge"], "help_details": None, "needs": ["none"]}

HELP = [
    Persona(
        "wants a call in the morning",
        "help-request",
        {
            "who_needs_help": "me",
            "name": PERSON["name"],
            "contact_way": "phone",
            "phone": PERSON["phone"],
            "message_safe": False,
            "best_time": ["morning"],
            **NEEDS,
        },
        ["who-needs-help", "name", "reach", "best-time", "help-with", "needs"],
    ),
    Persona(
        "asks for a neighbour who needs an interpreter and a visit",
        "help-request",
        {
            "who_needs_help": "someone_else",
            "helper_name": PERSON["name"],
            "helper_relationship": "neighbour",
            "name": {"given": "Fatima"},
            "contact_way": "letter",
            "address": PERSON["home_address"],
            **NEEDS,
            "needs": ["interpreter", "home_visit"],
            "language": "Arabic",
            "visit_address": PERSON["home_address"],
        },
        ["who-needs-help", "helper", "name", "reach", "help-with", "needs"],
    ),
    Persona(
        "has no phone, no email and will come in",
        "help-request",
        {"who_needs_help": "me", "name": PERSON["name"], "contact_way": "come_in", **NEEDS},
        ["who-needs-help", "name", "reach", "help-with", "needs"],
    ),
    Persona(
        "wants an email",
        "help-request",
        {
            "who_needs_help": "me",
            "name": PERSON["name"],
            "contact_way": "email",
            "email": "ann@example.com",
            **NEEDS,
        },
        ["who-needs-help", "name", "reach", "help-with", "needs"],
    ),
]

PERSONAS = [*BLUE_BADGE, *MOVING, *HELP]
