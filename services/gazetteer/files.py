"""What the gazetteer's CSV files have in common: one row for each key, all of the file or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, TextIO, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction

AT_ONCE = 2_000
Row = TypeVar("Row", bound=models.Model)


class OtherColumns(ValueError):
    """The file's first line does not name the columns that are read."""


@dataclass(slots=True)
class Loaded:
    """How a file was read. `wrong` counts the lines that cannot be one of our rows."""

    kept: int = 0
    wrong: int = 0


@transaction.atomic
def keep(model: type[Row], rows: Iterable[Row | None]) -> Loaded:
    """Write the rows; one whose key is known is written anew. None stands for a line left out."""
    loaded, left = Loaded(), iter(rows)
    key, *others = (field.name for field in model._meta.concrete_fields)
    while batch := list(islice(left, AT_ONCE)):
        good = [row for row in batch if row]
        model._default_manager.bulk_create(
            {row.pk: row for row in good}.values(),
            update_conflicts=True,
            unique_fields=[key],
            update_fields=others,
        )
        loaded.kept += len(good)
        loaded.wrong += len(batch) - len(good)
    return loaded


class FileCommand(BaseCommand):
    """A command that loads one file. It says how many rows, which it calls `rows`, there were."""

    rows: ClassVar[str]
    lacking: ClassVar[str]
    """What is wrong with a file of other columns, after its name."""

    def load(self, file: TextIO) -> Loaded:
        """Load the file, each command its own. Raises OtherColumns."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it and say how many. Raises CommandError if it cannot be read or has other columns."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                loaded = self.load(file)
        except OSError as failure:
            raise CommandError(f"{options['file']} cannot be read: {failure.strerror}.") from None
        except (OtherColumns, UnicodeDecodeError):
            raise CommandError(f"{options['file']} {self.lacking}.") from None
        self.stdout.write(f"{self.rows} loaded: {loaded.kept}. Lines left out: {loaded.wrong}.")
