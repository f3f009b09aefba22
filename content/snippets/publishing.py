"""Publishing a snippet: looked at first, whichever way it goes live."""

from collections.abc import Iterable
from typing import Any

from wagtail.actions.publish_revision import PublishRevisionAction

from content.gate import Gated
from content.snippets.checking import looked_at, stopping, texts_of


class PublishSnippet(Gated, PublishRevisionAction):
    """Publishes or schedules a revision of a snippet, or refuses."""


class Checked:
    """A snippet whose words citizens read. It goes live only through the gate."""

    def in_other_words(self) -> Iterable[Any]:
        """Return what is kept beside it and read with it."""
        return ()

    def stops(self, by: Any = None) -> list[str]:
        """Return why this state may not go live, as sentences: the same for everybody."""
        return [each.line for each in stopping(looked_at(texts_of(self, self.in_other_words())))]

    def publish(self, revision: Any, user: Any = None, **options: Any) -> Any:
        """Publish a revision. Raises NotYet if something stops it."""
        free = options.pop("skip_permission_checks", False)
        return PublishSnippet(revision, user=user, **options).execute(skip_permission_checks=free)
