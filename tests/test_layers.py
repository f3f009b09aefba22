"""Foreign keys follow the import layers: a string foreign key is invisible to import-linter."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
OURS = ("portal", "content", "services", "accessibility")


def _height() -> dict[str, int]:
    """How high each module stands, from the layers contract itself."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    layers = [[name.strip(" ()") for name in layer.split("|")] for layer in contract["layers"]]
    return {name: -place for place, names in enumerate(layers) for name in names}


HEIGHT = _height()


def _relations() -> list[tuple[str, str, str]]:
    found = []
    for model in apps.get_models(include_auto_created=True):
        home = model._meta.app_config.name
        if home.split(".")[0] not in OURS:
            continue
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            target = field.related_model._meta.app_config.name
            if target.split(".")[0] in OURS and target != home:
                found.append((f"{model.__name__}.{field.name}", home, target))
    return found


@pytest.mark.parametrize(("field", "home", "target"), _relations(), ids=str)
def test_a_foreign_key_points_downwards(field: str, home: str, target: str) -> None:
    assert HEIGHT[home] > HEIGHT[target], f"{field} in {home} points at {target}, which stands higher"


def test_every_app_of_ours_has_its_layer() -> None:
    ours = {config.name for config in apps.get_app_configs() if config.name.split(".")[0] in OURS}
    assert ours <= set(HEIGHT)
