"""The house has one direction (settings.FLOW): imports, foreign keys, templates and addresses go down."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field, Model
from importlinter.cli import lint_imports

from tests.house import FLOW, PACKAGE, app_of, named, python, short, stands_before, tree

# What stands above all apps, from the top down.
ROOF = ["__main__", "cli", "config"]
# The frame of every page names the doors: the one place that may point at the rooms above it.
FRAME = {"core/_header.html", "core/_doors.html", "core/_footer.html", "core/quiet.html", "core/hello.html"}
# Addresses of the sign-in library hang under the app that adapts it.
SIGN_IN = "people"
CONTRACT = """
[importlinter]
root_package = cityclusters
exclude_type_checking_imports = True

[importlinter:contract:flow]
name = An app imports only from those before it in settings.FLOW
type = layers
containers = cityclusters
exhaustive = True
# Tests use the cast, which knows everybody.
ignore_imports = cityclusters.*.tests.** -> cityclusters.**
unmatched_ignore_imports_alerting = none
layers =
    {layers}
"""
NAMES = re.compile(r"""\{%\s*(?P<tag>extends|include|url)\s+["'](?P<name>[^"']+)["']""")
ROUTE = re.compile(rf"(?P<app>{'|'.join(FLOW)}):[a-z0-9_-]+")


def test_imports_go_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract = tmp_path / "contract.ini"
    contract.write_text(CONTRACT.format(layers="\n    ".join([*ROOF, *reversed(FLOW)])))
    assert lint_imports(config_filename=str(contract), cache_dir=None) == 0, capsys.readouterr().out


def _relations() -> list[tuple[type[Model], "Field[object, object]"]]:
    ours = [model for name in FLOW for model in apps.get_app_config(name).get_models()]
    return [
        (model, field)
        for model in ours
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
    ]


def test_foreign_keys_point_down() -> None:
    up = [
        f"{model.__name__}.{field.name} points up to {field.related_model}"
        for model, field in _relations()
        if isinstance(field.related_model, type)
        and field.related_model._meta.app_label in FLOW
        and not stands_before(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert up == []


def test_a_lower_model_grows_no_attribute_of_an_upper_app() -> None:
    growing = [
        f"{model.__name__}.{field.name} needs related_name='+'"
        for model, field in _relations()
        if isinstance(field.related_model, type)
        and field.related_model._meta.app_label != model._meta.app_label
        and not (field.remote_field and field.remote_field.hidden)
    ]
    assert growing == []


def _template_name(path: Path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


def _app_named(tag: str, name: str) -> str:
    """The app that a template's tag names: by folder, or by the namespace of an address."""
    if tag == "url":
        return name.split(":")[0] if ":" in name else SIGN_IN
    return name.split("/")[0]


def test_templates_stand_in_a_folder_named_after_their_app() -> None:
    odd = [
        short(path)
        for path in named(".html", ".txt", under=PACKAGE)
        if "templates" in path.parts
        and _template_name(path).split("/")[0] != app_of(path)
        and not (app_of(path) == "core" and "/" not in _template_name(path))  # 404.html and the like
        and not (app_of(path) == "core" and _template_name(path).startswith("django/forms/widgets/"))
        and not (app_of(path) == SIGN_IN and _template_name(path).split("/")[0] in {"account", "allauth"})
    ]
    assert odd == []


def test_templates_name_only_their_own_and_lower_apps() -> None:
    up = []
    for path in named(".html", ".txt", under=PACKAGE):
        if "templates" not in path.parts or _template_name(path) in FRAME:
            continue
        for match in NAMES.finditer(path.read_text(encoding="utf-8")):
            app = _app_named(match["tag"], match["name"])
            if app in FLOW and not stands_before(app_of(path), app):
                up.append(f"{short(path)} names {match['name']}")
    assert up == []


def test_code_names_only_addresses_of_its_own_and_lower_apps() -> None:
    up = [
        f"{short(path)}:{node.lineno} names {node.value}"
        for path in python(PACKAGE, tests=False)
        if app_of(path)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and (match := ROUTE.fullmatch(node.value))
        and not stands_before(app_of(path), match["app"])
    ]
    assert up == []


@pytest.mark.parametrize("app", [*FLOW, "config"])
def test_a_package_says_what_it_takes_and_what_it_gives(app: str) -> None:
    docstring = ast.get_docstring(tree(PACKAGE / app / "__init__.py")) or ""
    what, _blank, takes_and_gives = docstring.partition("\n\n")
    assert what
    assert "\n\n" not in takes_and_gives
    assert takes_and_gives.startswith("Takes ")
    assert " gives " in takes_and_gives.replace("\n", " ")
