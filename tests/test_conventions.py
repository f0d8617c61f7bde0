"""The house rules that no linter sees: each test fails when its rule is broken."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "trame"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LAYERS = [layer.strip("()") for layer in PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]]
RANK = {layer: len(LAYERS) - position for position, layer in enumerate(LAYERS)}
FORBIDDEN_NAMES = {"utils", "util", "core", "common", "helpers", "helper", "misc", "tools", "lib", "libs"}
MAX_MODULE, MAX_FUNCTION, MAX_SETTINGS, MAX_TEMPLATE = 400, 40, 250, 200


def python_files() -> list[Path]:
    folders = [PACKAGE, ROOT / "demo", ROOT / "bench"]
    return [path for folder in folders for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def templates() -> list[Path]:
    return sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("templates/**/*.txt")])


def app_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return parts[1] if parts[0] == "trame" and len(parts) > 2 else ""


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("trame.")]


def name(path: object) -> str:
    return str(path.relative_to(ROOT)) if isinstance(path, Path) else str(path)


# --- Budgets -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", python_files(), ids=name)
def test_a_module_and_its_functions_stay_within_budget(path: Path) -> None:
    source = path.read_text()
    budget = MAX_SETTINGS if path == PACKAGE / "settings.py" else MAX_MODULE
    assert source.count("\n") <= budget
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_a_template_stays_within_budget(path: Path) -> None:
    assert path.read_text().count("\n") <= MAX_TEMPLATE


# --- The tree ------------------------------------------------------------------------------------------------------


def test_every_package_says_in_one_sentence_what_it_is() -> None:
    for init in PACKAGE.glob("*/__init__.py"):
        docstring = ast.get_docstring(ast.parse(init.read_text())) or ""
        assert re.match(r"^[A-ZÉÀ][^\n]+: .+\.", docstring, re.DOTALL), f"{name(init)} must begin « Nom français : … »"


def test_no_module_hides_behind_a_name_that_says_nothing() -> None:
    assert [name(p) for p in PACKAGE.rglob("*") if p.stem in FORBIDDEN_NAMES and "node_modules" not in p.parts] == []


def test_every_folder_of_the_package_is_a_declared_layer() -> None:
    folders = {p.name for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert folders <= set(LAYERS)


# --- What import-linter cannot see ---------------------------------------------------------------------------------


def test_no_model_points_to_a_higher_layer_even_by_a_string() -> None:
    for model in own_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and field.concrete else None
            if isinstance(target, type) and target._meta.app_label in RANK:
                assert RANK[target._meta.app_label] <= RANK[model._meta.app_label], f"{model.__name__}.{field.name}"


def test_a_key_to_another_app_opens_no_door_back() -> None:
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model != "self":
                target = field.related_model
                assert isinstance(target, type)
                if target._meta.app_label in RANK and target._meta.app_label != model._meta.app_label:
                    accessor = field.remote_field.related_name
                    assert str(accessor).endswith("+"), f"{model.__name__}.{field.name}: related_name='+'"


def named_urls() -> Iterator[tuple[Path, str]]:
    in_template = re.compile(r"\{%\s*url\s+['\"]([a-z_]+):")
    in_python = re.compile(r"(?:reverse|reverse_lazy|redirect)\(\s*['\"]([a-z_]+):")
    for path in [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]:
        pattern = in_template if path.suffix == ".html" else in_python
        yield from ((path, namespace) for namespace in pattern.findall(path.read_text()))


def test_no_page_names_the_urls_of_a_higher_app() -> None:
    for path, namespace in named_urls():
        app = app_of(path)
        if app in RANK and namespace in RANK:
            assert RANK[namespace] <= RANK[app], f"{name(path)} names {namespace}: use a slot"


def fact_files() -> list[Path]:
    return sorted((PACKAGE / "facts").rglob("*.sql"))


def test_there_are_facts_to_check() -> None:
    assert len(fact_files()) >= 6


@pytest.mark.parametrize("path", fact_files(), ids=name)
def test_a_fact_reads_only_lower_tables(path: Path) -> None:
    tables = set(re.findall(r"\b(?:FROM|JOIN)\s+([a-z]+)_[a-z_]+", path.read_text(), re.IGNORECASE))
    assert tables
    assert all(RANK[app] < RANK["facts"] for app in tables & set(RANK)), f"{tables} in {name(path)}"


@pytest.mark.postgres15
@pytest.mark.django_db
@pytest.mark.parametrize("path", fact_files(), ids=name)
def test_a_fact_has_no_name_and_no_free_text(path: Path) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'",
            [path.stem],
        )
        columns = {row[0] for row in cursor.fetchall()}
    assert columns, f"no view {path.stem}"
    speaking = re.compile(
        r"name|nom\b|title|note|phone|tel|mail|address|adresse|pseudonym|text|comment|birth|match_key"
    )
    assert [column for column in columns if speaking.search(column)] == []
    assert "organisation_id" in columns


# --- One way out ---------------------------------------------------------------------------------------------------

OPENS_CONNECTIONS = re.compile(
    r"^(urllib3|requests|httpx|aiohttp|urllib\.request|http\.client|socket|ftplib|websockets?)(\.|$)"
)
# What allauth answers and raises, when it asks the identity provider that the administrator of the machine names.
OPENS_NOTHING = {"requests.Response", "requests.RequestException"}
# The helper that checks addresses, and the command that asks its own site, on this machine, whether it is up.
MAY_OPEN_CONNECTIONS = {"trame/jobs/outbound.py", "trame/jobs/management/commands/run.py"}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_requests_to_other_sites_leave_by_one_way_only() -> None:
    found = set()
    for path in python_files():
        modules = [module for module in imported(path) if OPENS_CONNECTIONS.match(module)]
        found |= {name(path)} if set(modules) - OPENS_NOTHING else set()
    assert found <= MAY_OPEN_CONNECTIONS, "ask trame.jobs.outbound.fetch instead"
    assert "trame/jobs/outbound.py" in found, "the test would see nothing"


# --- One door ------------------------------------------------------------------------------------------------------

# Public reference data, and rows reached only through the object they belong to.
WITHOUT_A_DOOR = {
    "Region",
    "Departement",
    "Epci",
    "Commune",
    "PostalCode",
    "FormerCommune",
    "CommuneContour",
    "ActivityTag",
}


def test_every_model_that_holds_somebody_s_rows_has_visible_to() -> None:
    for model in own_models():
        has_door = hasattr(model._default_manager.all(), "visible_to")
        assert has_door is (model.__name__ not in WITHOUT_A_DOOR), model.__name__


def test_views_reach_rows_only_through_the_door() -> None:
    doors = re.compile(r"\b(\w+)\.objects\.(?!visible_to\b|deleted_of\b|of_user\b|administered_by\b)(\w+)")
    for path in PACKAGE.rglob("*.py"):
        if path.stem == "views" or "views" in path.parts:
            found = [m.group(0) for m in doors.finditer(path.read_text()) if m.group(1) not in WITHOUT_A_DOOR]
            assert found == [], name(path)


def test_only_the_pages_of_the_instance_open_the_door_of_its_administrator() -> None:
    """`administered_by` shows organisations, and nothing that hangs on them, to who administers the instance."""
    users = {name(path) for path in PACKAGE.rglob("*.py") if ".administered_by(" in path.read_text()}
    assert users == {"trame/people/views/instance.py"}


# --- Screens -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", templates(), ids=name)
def test_a_template_has_no_inline_script_style_or_handler(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:|hx-on", source)
    assert all(re.search(r"\ssrc=|type=\"application/json\"", tag) for tag in re.findall(r"<script[^>]*>", source))


def test_every_template_is_used() -> None:
    corpus = "\n".join(path.read_text() for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")])
    by_convention = re.compile(r"^(account/|mfa/|socialaccount/|\d{3}(_csrf)?\.html)")
    for path in PACKAGE.rglob("templates/**/*.html"):
        known_as = str(path).split("/templates/")[1]
        assert by_convention.match(known_as) or known_as in corpus, f"{known_as} is used nowhere"


def test_no_translation_layer() -> None:
    for path in [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]:
        assert not re.search(r"gettext|\{% (trans|translate|blocktrans)", path.read_text()), name(path)


# --- Words ---------------------------------------------------------------------------------------------------------


def glossary() -> str:
    return (ROOT / "docs" / "glossary.md").read_text()


def test_every_model_is_named_in_french_and_stands_in_the_glossary() -> None:
    for model in own_models():
        meta = model._meta
        assert str(meta.verbose_name)[0].islower() or str(meta.verbose_name).isupper(), model.__name__
        assert f"`{model.__name__}`" in glossary(), f"{model.__name__} is not in docs/glossary.md"
        assert str(meta.verbose_name) in glossary(), f"« {meta.verbose_name} » is not in docs/glossary.md"


def test_every_nomenclature_stands_in_the_glossary() -> None:
    from trame.reference import nomenclatures

    for name_, value in vars(nomenclatures).items():
        if (
            isinstance(value, type)
            and issubclass(value, models.TextChoices)
            and name_ not in ("Nomenclature", "models")
        ):
            assert f"`{name_}`" in glossary(), name_


def test_every_dependency_has_a_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text()
    declared = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]
    declared += [each for extra in PYPROJECT["project"]["optional-dependencies"].values() for each in extra]
    for requirement in declared:
        package = re.split(r"[\[<>=~ ]", requirement)[0]
        assert re.search(rf"^\| `{re.escape(package)}` \| .{{15,}} \|$", reasons, re.MULTILINE), package


def test_no_committed_file_names_a_registry() -> None:
    hosts = ["registry." + "npmjs", "pypi." + "org", "python" + "hosted", "deb." + "debian"]
    for path in [*ROOT.glob("*"), *ROOT.glob("requirements/*"), *ROOT.glob("docs/**/*"), *ROOT.glob(".ci/*")]:
        if path.is_file() and path.suffix not in (".png", ".woff2"):
            assert not [host for host in hosts if host in path.read_text(errors="ignore")], name(path)


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Error")
    assert [name(path) for path in [*python_files(), *templates()] if marks.search(path.read_text())] == []
