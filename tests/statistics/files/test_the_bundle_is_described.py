import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.cast import Cast
from tests.statistics.files.reading import bundle, described, table


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def boolean(text: str) -> bool:
    return {"oui": True, "non": False}[text]


TYPES: dict[str, Callable[[str], Any]] = {
    "string": str, "integer": int, "number": number, "boolean": boolean, "date": dt.date.fromisoformat,
}  # fmt: skip


def problems(resource: dict[str, Any], rows: list[dict[str, str]]) -> list[str]:
    """What Table Schema says of each cell, checked by hand: presence, type, minimum, primary key."""
    schema, found = resource["schema"], []
    for rank, row in enumerate(rows):
        for field in schema["fields"]:
            text, rule = row[field["name"]], field.get("constraints", {})
            if text in schema["missingValues"]:
                if rule.get("required"):
                    found.append(f"{rank}: {field['name']} is missing")
                continue
            value = TYPES[field["type"]](text)
            if "minimum" in rule and value < rule["minimum"]:
                found.append(f"{rank}: {field['name']} is {text}")
    keys = [tuple(row[name] for name in schema.get("primaryKey", ())) for row in rows]
    return found + (["the key is not unique"] if schema.get("primaryKey") and len(set(keys)) < len(keys) else [])


def test_every_file_is_described_and_every_description_has_its_file(year: Cast) -> None:
    files = bundle(year.awa)
    paths = [resource["path"] for resource in described(files)["resources"]]
    assert sorted([*paths, "datapackage.json", "LISEZMOI.txt"]) == sorted(files)
    assert {"totaux.csv", "attendances_by_gender.csv", "definitions.csv"} <= set(paths)


def test_the_files_are_what_their_schema_says(year: Cast) -> None:
    files = bundle(year.awa)
    for resource in described(files)["resources"]:
        rows = table(files, resource["name"])
        assert rows
        assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
        assert problems(resource, rows) == []
        assert resource["dialect"] == {
            "delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True,
        }  # fmt: skip
        assert files[resource["path"]].startswith(b"\xef\xbb\xbf")
        assert re.search(rb"[^\r]\n", files[resource["path"]]) is None


def test_the_values_are_those_of_the_page(year: Cast) -> None:
    files = bundle(year.awa)
    gender = {row["libelle"]: row for row in table(files, "attendances_by_gender")}
    assert (gender["Féminin"]["n"], gender["Féminin"]["part"], gender["Féminin"]["non_renseigne"]) == (
        "6",
        "50,0",
        "non",
    )
    assert (gender["Non renseigné"]["n"], gender["Non renseigné"]["non_renseigne"]) == ("3", "oui")
    topics = {row["code"]: row for row in table(files, "attendances_by_topic")}
    assert (topics["email"]["n"], topics["email"]["part"], topics["email"]["part_des_mentions"]) == (
        "3",
        "25,0",
        "23,1",
    )
    months = {row["code"]: row for row in table(files, "attendances_by_month")}
    assert (months["2025-03"]["n"], months["2025-03"]["autre_periode"]) == ("2", "1")
    totals = {row["code"]: row for row in table(files, "totaux")}
    assert (totals["minutes"]["n"], totals["minutes"]["unite"], totals["minutes"]["part"]) == ("225", "minutes", "")
    assert (totals["workshops"]["n"], totals["workshops"]["d"], totals["workshops"]["part"]) == ("1", "4", "25,0")


def test_the_package_says_where_and_when_the_figures_come_from(year: Cast) -> None:
    files = bundle(year.awa)
    package = described(files)
    assert package["title"] == "Statistiques de La Navette, du 1er\xa0janvier au 31\xa0décembre 2025"
    assert package["created"] == "2025-11-24T00:00:00Z"
    assert package["sources"] == [{"title": "Trame, saisies de La Navette"}]
    assert "attendances_by_gender.csv : Publics · Genre" in files["LISEZMOI.txt"].decode("utf-8-sig")
