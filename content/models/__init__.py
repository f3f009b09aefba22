"""What the council publishes."""

from content.models.alerts import Alert, AlertWords
from content.models.approvals import FormApproval, PageApproval
from content.models.checks import Dismissal, Outcome, PublishCheckRun, ScheduleFailure
from content.models.codes import ShortCode
from content.models.contacts import ContactPoint
from content.models.council import CouncilDetails, CouncilWords
from content.models.evidence import EvidenceType
from content.models.feedback import FeedbackDecision, FeedbackState, PageFeedback
from content.models.forms import ServiceForm
from content.models.gone import GoneAddress
from content.models.governance import DigestChoice, Governance, ReviewLog, ReviewOutcome, Team
from content.models.guidance import GuidancePage, StandardPage
from content.models.indexes import (
    GuidanceIndexPage,
    HomePage,
    LifeEventIndexPage,
    OrganisationIndexPage,
    ServiceIndexPage,
)
from content.models.life_events import LifeEventPage
from content.models.link_checks import LinkCheck, LinkState, LinkUse
from content.models.news import NewsIndexPage, NewsPage
from content.models.organisations import OrganisationPage
from content.models.search import (
    BestBet,
    BestBetPhrase,
    SearchCount,
    SearchEntry,
    SearchPosting,
    SearchRefinement,
    SearchWord,
    SynonymPhrase,
    Synonyms,
)
from content.models.services import PublicServicePage
from content.models.topics import TopicIndexPage, TopicPage

__all__ = [
    "Alert",
    "AlertWords",
    "BestBet",
    "BestBetPhrase",
    "ContactPoint",
    "CouncilDetails",
    "CouncilWords",
    "DigestChoice",
    "Dismissal",
    "EvidenceType",
    "FeedbackDecision",
    "FeedbackState",
    "FormApproval",
    "GoneAddress",
    "Governance",
    "GuidanceIndexPage",
    "GuidancePage",
    "HomePage",
    "LifeEventIndexPage",
    "LifeEventPage",
    "LinkCheck",
    "LinkState",
    "LinkUse",
    "NewsIndexPage",
    "NewsPage",
    "OrganisationIndexPage",
    "OrganisationPage",
    "Outcome",
    "PageApproval",
    "PageFeedback",
    "PublicServicePage",
    "PublishCheckRun",
    "ReviewLog",
    "ReviewOutcome",
    "ScheduleFailure",
    "SearchCount",
    "SearchEntry",
    "SearchPosting",
    "SearchRefinement",
    "SearchWord",
    "ServiceForm",
    "ServiceIndexPage",
    "ShortCode",
    "StandardPage",
    "SynonymPhrase",
    "Synonyms",
    "Team",
    "TopicIndexPage",
    "TopicPage",
]
