"""Hostile sources: nothing executable stays, and time stays linear."""

# ruff: noqa: E501 - attacks are quoted whole
import re
import time

import pytest

from fanfold.prose import SourceFormat, clean, divide

ATTACKS = """
<script>alert(1)</script>
<scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)>
<img src=x:x onerror\x0c=alert(1)>
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<math><mtext><mglyph><style><math href=javascript:alert(1)>x</math></style></mglyph></mtext></math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>">
<title><a title="</title><img src=x onerror=alert(1)>">
<textarea><a title="</textarea><img src=x onerror=alert(1)>">
<xmp><p title="</xmp><img src=x onerror=alert(1)>">
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="<script>alert(1)</script>"></iframe>
<object data=javascript:alert(1)></object>
<embed src=javascript:alert(1)>
<a href=javascript:alert(1)>x</a>
<a href=" javascript:alert(1)">x</a>
<a href="jav&#x09;ascript:alert(1)">x</a>
<a href="java\tscript:alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href=JaVaScRiPt:alert(1)>x</a>
<a href=vbscript:msgbox(1)>x</a>
<a href=data:text/html,<script>alert(1)</script>>x</a>
<a href="//example.org" onclick=alert(1) style=position:fixed target=_blank>x</a>
<a href="https://user@javascript:alert(1)">x</a>
<p style="background:url(javascript:alert(1))">x</p>
<p style="width:expression(alert(1))">x</p>
<p onclick=alert(1) onmouseover="alert(1)" data-x=1 contenteditable>x</p>
<div id=x name=y class="evil ff-center admin">x</div>
<style>@import 'https://example.org/x.css';</style>
<link rel=stylesheet href=https://example.org/x.css>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<base href=https://example.org/>
<form action=https://example.org><input name=q><button formaction=javascript:alert(1)>x</button></form>
<details ontoggle=alert(1) open><summary>x</summary></details>
<video><source onerror=alert(1)></video>
<audio src=x onerror=alert(1)></audio>
<body onload=alert(1)>
<marquee onstart=alert(1)>x</marquee>
<isindex action=javascript:alert(1) type=image>
<table background=javascript:alert(1)><tr><td background=javascript:alert(1)>x</table>
<!--><img src=x onerror=alert(1)>-->
<!--[if gte IE 4]><script>alert(1)</script><![endif]-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?xml-stylesheet href="javascript:alert(1)"?>
<template><script>alert(1)</script></template>
<select><template><img src=x onerror=alert(1)></template></select>
<select><style></select><img src=x onerror=alert(1)></style>
<p><a title="x<img src=x onerror=alert(1)>">y</a></p>
<hr data-ornament='"><img src=x onerror=alert(1)>'>
<hr class="ff-break" data-ornament="*** onmouseover=alert(1)">
<plaintext><img src=x onerror=alert(1)>
<listing>&lt;img src=x onerror=alert(1)&gt;</listing>
<a href="#x" id="x"><a name="c-x">x</a>
<image src=x onerror=alert(1)>
<keygen autofocus onfocus=alert(1)>
<xss onafterscriptexecute=alert(1)><script>1</script>
<a/href="j&Tab;a&NewLine;vascript:alert(1)">x</a>
\x00<\x00script>alert(1)</script>
<ruby oncopy=alert(1)>x<rt onclick=1>y</ruby>
<span style="x:\\65xpression(alert(1))">x</span>
<math href=javascript:alert(1)>x</math>
<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s>
<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg></svg>#x"/></svg>
""".strip().split("\n")
_TAG = re.compile(r"<([a-z0-9]+)((?:\s[a-z-]+=\"[^\"]*\")*)>")
_BAD_ADDRESS = re.compile(r'href="(?!https?://|mailto:|#c-)')


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_executable_stays(attack: str, form: SourceFormat) -> None:
    for source in (attack, f"<p>before</p>{attack}<p>after</p>", f"<em>{attack}"):
        prose = clean(source, form).prose
        # What is not text is a tag of the plain form our own writer uses, and nothing else.
        rest = re.sub(r"</[a-z0-9]+>", "", _TAG.sub("", prose))
        assert "<" not in rest
        for _, attributes in _TAG.findall(prose):
            assert not re.search(r"\s(?:on\w+|style|src|srcdoc|action|formaction)=", attributes)
            assert not _BAD_ADDRESS.search(attributes)
        for part in divide(source, form).chapters:
            assert "<" not in re.sub(
                r"</[a-z0-9]+>", "", _TAG.sub("", clean(part.source, form).prose)
            )


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "x",
        "<b>" * 100_000 + "x",
        "<blockquote>" * 100_000 + "x",
        "<ul><li>" * 50_000 + "x",
        "<table><tr><td>" * 10_000 + "x",
        "<p><b>" * 30_000 + "x",
        "<b><i></b></i>" * 20_000 + "x",
        '<a x="' * 200_000,
        "<a href='" * 100_000,
        "<!--" * 300_000,
        "<script>" * 100_000,
        "<" * 1_000_000,
        "&" * 1_000_000,
        "x" * 5_000_000,
        "word " * 1_000_000,
        "".join(f"<font face={n}>" for n in range(1_000)) + "<p>x" * 30_000,
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x",
        "<span style='" + "a:b;" * 500_000 + "'>x</span>",
        "*" * 1_000_000,
        "\n" * 1_000_000,
        "x\ud800\x00y" * 100_000,
    ],
    ids=lambda source: repr(source[:12]),
)
@pytest.mark.parametrize("form", ["text", "html"])
def test_time_is_bounded(source: str, form: SourceFormat) -> None:
    began = time.perf_counter()
    clean(source, form)
    # Generous for a busy machine; anything quadratic would take minutes.
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize(
    "source",
    [
        "Chapter 1\n\n" * 10_000,
        "".join(f"Chapter {n}\n\nx\n\n" for n in range(1, 4_000)),
        "A/N: x\n\n" * 8_000,
        "[A/N: x\n\n" * 10_000,
        "Title: x\n" * 10_000,
        "*" * 1_000_000,
        "x" * 2_000_000,
        "1.\n\n" * 10_000,
        "Part One\n\nChapter 1\n\n" * 8_000,
    ],
    ids=lambda source: repr(source[:12]),
)
@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_dividing_time_is_bounded(source: str, form: SourceFormat) -> None:
    began = time.perf_counter()
    divide(source, form)
    assert time.perf_counter() - began < 15


def test_growth_is_linear() -> None:
    chapter = "<p>The <em>rain</em> fell on the harbour, and nobody minded it at all.</p>\n" * 400
    clean(chapter, "html")
    began = time.perf_counter()
    clean(chapter, "html")
    small = time.perf_counter() - began
    began = time.perf_counter()
    clean(chapter * 20, "html")
    assert time.perf_counter() - began < 20 * small * 4
