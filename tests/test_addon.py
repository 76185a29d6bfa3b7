"""The add-on, taken by another project in one line."""

from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawl import addon, product
from newscrawl.addon import Newscrawl

RETRY = "scrapy.downloadermiddlewares.retry.RetryMiddleware"
OUR_RETRY = "newscrawl.politeness.retry.PatientRetryMiddleware"

THEIRS = f"{__name__}.Theirs"


class Theirs:
    """A component of the other project."""


def settled(project: dict[str, Any] | None = None) -> Settings:
    settings = Settings(project)
    Newscrawl().update_settings(settings)
    return settings


def names(settings: Settings, kind: str) -> dict[str, int]:
    components = settings.get_component_priority_dict_with_base(kind)
    return {_name(one): order for one, order in components.items()}


def _name(component: Any) -> str:
    if isinstance(component, str):
        return component
    return f"{component.__module__}.{component.__qualname__}"


def test_sets_every_setting() -> None:
    settings = settled()
    for name, value in addon.SETTINGS.items():
        assert settings[name] == value


@pytest.mark.parametrize("name", addon.SETTINGS)
def test_gives_way_to_the_project(name: str) -> None:
    assert settled({name: "theirs"})[name] == "theirs"


@pytest.mark.parametrize("kind", addon.COMPONENTS)
def test_adds_its_components(kind: str) -> None:
    found = names(settled(), kind)
    for path, order in addon.COMPONENTS[kind].items():
        assert found.get(path) == order


@pytest.mark.parametrize("kind", addon.COMPONENTS)
def test_keeps_the_projects_components(kind: str) -> None:
    ours = next(iter(addon.COMPONENTS[kind]))
    found = names(settled({kind: {ours: 7, THEIRS: 8}}), kind)
    assert found[ours] == 7
    assert found[THEIRS] == 8


def test_stands_in_the_place_of_scrapys() -> None:
    stock = names(Settings(), "DOWNLOADER_MIDDLEWARES")
    found = names(settled(), "DOWNLOADER_MIDDLEWARES")
    replaced = stock.keys() - found.keys()
    assert len(replaced) == 4
    assert {stock[one] for one in replaced} <= set(found.values())


def test_can_be_taken_without_a_part() -> None:
    without = {"DOWNLOADER_MIDDLEWARES": {OUR_RETRY: None, RETRY: 550}}
    found = names(settled(without), "DOWNLOADER_MIDDLEWARES")
    assert found[RETRY] == 550
    assert OUR_RETRY not in found


def test_pipelines_stand_in_travelling_order() -> None:
    order = sorted(addon.ITEM_PIPELINES, key=addon.ITEM_PIPELINES.__getitem__)
    steps = [path.rpartition(".")[2].removesuffix("Pipeline") for path in order]
    assert steps == [
        "Validate",
        "Dates",
        "Asked",
        "Rights",
        "Text",
        "Flags",
        "Watch",
        "Duplicates",
        "Boilerplate",
        "Limit",
    ]


def test_turns_off_all_but_the_web() -> None:
    handlers = settled().getwithbase("DOWNLOAD_HANDLERS")
    assert {scheme for scheme, one in handlers.items() if one} == {"http", "https"}


def test_leaves_the_projects_handlers() -> None:
    http2 = "scrapy.core.downloader.handlers.http2.H2DownloadHandler"
    theirs = {"https": http2, "ftp": "theirs.Handler"}
    handlers = settled({"DOWNLOAD_HANDLERS": theirs}).getwithbase("DOWNLOAD_HANDLERS")
    assert handlers["https"] == http2
    assert handlers["ftp"] == "theirs.Handler"
    assert handlers["file"] is None


REMOTE = "scrapy.extensions.remote_control.RemoteControl"


@pytest.mark.parametrize("is_on", [False, True])
def test_the_remote_control_is_loaded_where_it_is_on(is_on: bool) -> None:
    settings = settled({"REMOTE_CONTROL_ENABLED": is_on})
    assert (REMOTE in settings["EXTENSIONS_BASE"]) is is_on


DEPTH = "scrapy.spidermiddlewares.depth.DepthMiddleware"


@pytest.mark.parametrize(("depth", "is_counted"), [(0, False), (3, True)])
def test_how_deep_a_page_lies_is_counted_where_it_matters(
    depth: int, is_counted: bool
) -> None:
    middlewares = names(settled({"DEPTH_LIMIT": depth}), "SPIDER_MIDDLEWARES")
    assert (DEPTH in middlewares) is is_counted


def test_says_who_it_is() -> None:
    settings = settled()
    assert settings["USER_AGENT"].startswith("newscrawl/")
    assert settings["USER_AGENT"].endswith(f"(+{product.HOME})")
    assert settings["ROBOTSTXT_USER_AGENT"] == "newscrawl"


def test_says_whom_to_write_to() -> None:
    settings = settled({"NEWSCRAWL_CONTACT": "corpus@university.example"})
    assert settings["USER_AGENT"].endswith("; corpus@university.example)")
    assert settings["ROBOTSTXT_USER_AGENT"] == "newscrawl"


def test_goes_by_the_projects_name() -> None:
    settings = settled({"USER_AGENT": "theirs/1.0"})
    assert settings["USER_AGENT"] == "theirs/1.0"
    assert settings["ROBOTSTXT_USER_AGENT"] is None


def test_has_no_version_where_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(product, "PRODUCT", "not-installed")
    assert settled()["USER_AGENT"].startswith("not-installed/0 ")
