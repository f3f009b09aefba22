"""Teaches the sample council's search what its editors would: words that mean the same, pages put first."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from content.models import BestBet, HomePage, Synonyms
from portal.sample.reading import read_yaml

FILE = Path(__file__).parent / "search.yaml"


@transaction.atomic
def load_search() -> None:
    """Add them, unless editors have begun to. The pages must be there."""
    taught: Any = read_yaml(FILE)
    if not Synonyms.objects.exists():
        for language, groups in taught["synonyms"].items():
            for group in groups:
                Synonyms.objects.create(language=language, words="\n".join(group))
    if not BestBet.objects.exists():
        home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        for bet in taught["best_bets"]:
            page = home.get_descendants().get(url_path=f"{home.url_path}{bet['page']}/")
            BestBet.objects.create(words="\n".join(bet["search"]), page=page)
