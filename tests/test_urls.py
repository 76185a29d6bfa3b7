import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl import urls
from tests.addresses import OTHER, SAME

STORY = "https://asianlite.com/2022/uk-news/lanterns/"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (STORY, STORY),
        (f"{STORY}?utm_source=x&UTM_medium=y", STORY),
        (f"{STORY}?fbclid=1&p=3&gclid=2", f"{STORY}?p=3"),
        (f"{STORY}?replytocom=12#respond", STORY),
        (f"{STORY}amp/", STORY),
        (f"{STORY}amp", STORY),
        (f"{STORY}?amp=1", STORY),
        (f"{STORY}?amp", STORY),
        (f"{STORY}#comments", STORY),
        ("https://asianlite.com:443/a/", "https://asianlite.com/a/"),
        ("http://asianlite.com:80/a/", "http://asianlite.com/a/"),
        ("http://asianlite.com:8080/a/", "http://asianlite.com:8080/a/"),
        ("HTTPS://AsianLite.com/A/", "https://asianlite.com/A/"),
        ("https://asianlite.com", "https://asianlite.com/"),
        ("https://asianlite.com?p=7", "https://asianlite.com/?p=7"),
        ("https://asianlite.com/%e0%a4%b8/", "https://asianlite.com/%e0%a4%b8/"),
        (
            "https://asianlite.com/सभा/",
            "https://asianlite.com/%E0%A4%B8%E0%A4%AD%E0%A4%BE/",
        ),
        ("https://asianlite.com/stamp/", "https://asianlite.com/stamp/"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert urls.canonical(url) == expected


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page_share_their_key(one: str, other: str) -> None:
    assert urls.key(one) == urls.key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_others_do_not(one: str, other: str) -> None:
    assert not urls.same(one, other)


def test_many_are_known_to_be_right() -> None:
    assert len(set(SAME)) == len(SAME) > 100
    assert len(set(OTHER)) == len(OTHER) > 40


@given(st.sampled_from([url for pair in (*SAME, *OTHER) for url in pair]), st.data())
def test_to_make_it_canonical_again_changes_nothing(
    url: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(url)))
    spoilt = url[:place] + data.draw(st.text(max_size=3)) + url[place:]
    for each in (url, spoilt):
        try:
            found = urls.canonical(each)
        except ValueError:
            continue
        assert urls.canonical(found) == found
        assert urls.key(found) == urls.key(each)


def test_escapes_and_order_make_no_other_page() -> None:
    assert urls.same(
        "https://a.example/%e0%a4?b=1&a=2", "https://a.example/%E0%A4?a=2&b=1"
    )


@pytest.mark.parametrize(
    "url",
    ["", "mailto:a@b.example", "/a/", "http://", "http://[", "http://a.example:x/"],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        urls.canonical(url)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a/", "https://asianlite.com/a/"),
        ("b/", f"{STORY}b/"),
        ("//asianlite.uk/c/", "https://asianlite.uk/c/"),
        (" https://asianlite.uk/ ", "https://asianlite.uk/"),
        ("?page=2", f"{STORY}?page=2"),
        ("#top", ""),
        ("", ""),
        ("mailto:desk@asianlite.com", ""),
        ("javascript:void(0)", ""),
        ("tel:+44", ""),
        ("//[broken", ""),
    ],
)
def test_join(href: str, expected: str) -> None:
    assert urls.join(STORY, href) == expected


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "front"),
        ("", "front"),
        ("/index.php", "front"),
        ("/category/uk-news/", "list"),
        ("/category/uk-news/page/2/", "list"),
        ("/page/2/", "list"),
        ("/?cat=3", "list"),
        ("/?paged=2", "list"),
        ("/?query-0-page=3", "list"),
        ("/tag/rivers/", "tag"),
        ("/tag/rivers/page/3/", "tag"),
        ("/author/mina/", "tag"),
        ("/2022/", "tag"),
        ("/2022/05/", "tag"),
        ("/2022/05/14/", "tag"),
        ("/2022/05/page/4/", "tag"),
        ("/?author=3", "tag"),
        ("/?m=202205", "tag"),
        ("/2022/uk-news/lanterns/", "page"),
        ("/2022/05/14/lanterns/", "page"),
        ("/?p=4711", "page"),
        ("/about/", "page"),
        ("/2022/features/tag-along/", "page"),
        ("/feed/", "never"),
        ("/2022/uk-news/lanterns/feed/", "never"),
        ("/wp-content/uploads/a.jpg", "never"),
        ("/wp-json/wp/v2/posts", "never"),
        ("/wp-admin/", "never"),
        ("/paper.PDF", "never"),
        ("/?s=lanterns", "never"),
        ("/?attachment_id=7", "never"),
        ("/xmlrpc.php", "never"),
        ("/2022/uk-news/lanterns/comment-page-2/", "never"),
    ],
)
def test_kind(path: str, kind: str) -> None:
    assert urls.kind(f"https://asianlite.com{path}") == kind


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{STORY}2/", (STORY, 2)),
        (f"{STORY}13", (STORY, 13)),
        (f"{STORY}2/?utm_source=x", (STORY, 2)),
        (f"{STORY}1/", None),
        (STORY, None),
        ("https://asianlite.com/2022/05/", None),
    ],
)
def test_part(url: str, expected: tuple[str, int] | None) -> None:
    assert urls.part(url) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2022/uk-news/a/", (2022, None, None)),
        ("/2022/05/a/", (2022, 5, None)),
        ("/2022/05/14/a/", (2022, 5, 14)),
        ("/news/2022/5/4/a", (2022, 5, 4)),
        ("/2022/13/a/", (2022, None, None)),
        ("/20220514/a/", None),
        ("/a-2022/", None),
        ("/2022", None),
    ],
)
def test_written_date(
    path: str, expected: tuple[int, int | None, int | None] | None
) -> None:
    assert urls.written_date(f"https://asianlite.com{path}") == expected


@pytest.mark.parametrize(
    ("url", "is_within"),
    [
        ("https://www.asianlite.com/", True),
        ("https://archive.asianlite.com/", True),
        ("https://notasianlite.com/", False),
        ("http://[", False),
        ("mailto:a", False),
    ],
)
def test_within(url: str, is_within: bool) -> None:
    assert urls.within(url, frozenset({"asianlite.com"})) is is_within


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for url in (text, f"https://asianlite.com/{text}"):
        try:
            found = urls.canonical(url)
        except ValueError:
            continue
        assert urls.canonical(found) == found
        assert urls.same(found, url)
        urls.kind(found)
        urls.part(found)
        urls.written_date(found)


SLUGS = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)


@given(
    st.lists(SLUGS, min_size=1, max_size=4),
    st.sampled_from(["", "/", "/amp/", "/amp"]),
    st.sampled_from(["", "?utm_campaign=a", "?fbclid=b&utm_id=c", "?amp=1"]),
    st.sampled_from(["", "#a", "#/b?c=d"]),
    st.sampled_from(["http://", "https://", "https://www."]),
)
def test_every_twin_has_the_same_key(
    path: list[str], ending: str, query: str, fragment: str, scheme: str
) -> None:
    plain = f"https://asianlite.com/{'/'.join(path)}"
    twin = f"{scheme}asianlite.com/{'/'.join(path)}{ending}{query}{fragment}"

    if "amp" not in path:
        assert urls.same(plain, twin)


@pytest.mark.parametrize("filler", ["a", "/", "-", "%41", "?a=b&", ".", "a/", "1/"])
def test_long_addresses_take_no_long_time(filler: str) -> None:
    url = f"https://asianlite.com/{filler * 20_000}!"

    # Whoever tries all ways to match would still be at it tomorrow.
    assert re.match("https", urls.canonical(url))
    urls.kind(url)
    urls.part(url)
    urls.written_date(url)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("paper.example", "https://paper.example"),
        (" paper.example/news/ ", "https://paper.example/news/"),
        ("paper:8080", "https://paper:8080"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost"),
        ("paper.localhost/a/", "http://paper.localhost/a/"),
        ("[::1]:8000/", "http://[::1]:8000/"),
        ("http://paper/", "http://paper/"),
        ("https://127.0.0.1/", "https://127.0.0.1/"),
    ],
)
def test_what_is_typed_may_lack_its_scheme(text: str, url: str) -> None:
    assert urls.typed(text) == url


@pytest.mark.parametrize(
    "text", ["", "nowhere", "not a domain", "ht!", "ftp://a.example/", "a.example:b"]
)
def test_what_is_typed_may_be_no_address(text: str) -> None:
    with pytest.raises(ValueError, match=r"no web address|Port"):
        urls.typed(text)
