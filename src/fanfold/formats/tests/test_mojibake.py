"""Text that was encoded twice becomes what it was meant to be; honest text is never touched."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanfold.formats import CODES, read, repair_mojibake
from fanfold.formats.mojibake.repairing import _settled
from fanfold.formats.mojibake.tables import TABLES


def misread(text: str, encoding: str = "cp1252", *, times: int = 1) -> str:
    """UTF-8 read in another encoding; a byte without a sign goes through as a control."""
    for _ in range(times):
        signs = []
        for byte in text.encode():
            try:
                signs.append(bytes([byte]).decode(encoding))
            except UnicodeDecodeError:
                signs.append(chr(byte))
        text = "".join(signs)
    return text


BROKEN = [
    ("cafÃ©", "café"),
    ("â€œHi,â€\u009d she said. Itâ€™s late â€” very.", "“Hi,” she said. It’s late — very."),
    ("Ã\u00a0 bientÃ´t, voilÃ\u00a0 tout", "à bientôt, voilà tout"),
    ("Ã–sterreich, Ãœber, StraÃŸe", "Österreich, Über, Straße"),
    ("Â«Â\u00a0OuiÂ\u00a0Â», 20Â°C, Â£5", "«\u00a0Oui\u00a0», 20°C, £5"),
    ("CAFÃ‰ Ã\u0080 LA CRÃˆME", "CAFÉ À LA CRÈME"),
    ("ZaÅ¼Ã³Å‚Ä‡ gÄ™Å›lÄ… jaÅºÅ„", "Zażółć gęślą jaźń"),
    ("ZaĹĽĂłĹ‚Ä‡ gÄ™Ĺ›lÄ… jaĹşĹ„", "Zażółć gęślą jaźń"),  # through cp1250
    (misread("Příliš žluťoučký kůň", "iso8859-2"), "Příliš žluťoučký kůň"),
    ("РџСЂРёРІРµС‚, РјРёСЂ!", "Привет, мир!"),
    ("РЇ Рё С‚С‹ вЂ” РІ Р»РµСЃСѓ", "Я и ты — в лесу"),
    ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
    ("ĞŸÑ€Ğ¸Ğ²ĞµÑ‚", "Привет"),  # through cp1254
    ("â\u0080\u009cHiâ\u0080\u009d", "“Hi”"),  # through Latin-1
    ("caf√© ‚Äî ‚Äúd√©j√†‚Äù", "café — “déjà”"),  # through Mac Roman
    ("caf├⌐ ΓÇö ΓÇ£oui", "café — “oui"),  # through cp437
    ("caf├® ÔÇö ÔÇ£oui", "café — “oui"),  # through cp850
    ("Î•Î»Î»Î¬Î´Î±", "Ελλάδα"),
    ("×©×œ×•×\u009d ×¢×•×œ×\u009d", "שלום עולם"),
    ("æ—¥æœ¬èªž", "日本語"),
    ("Tiáº¿ng Viá»‡t", "Tiếng Việt"),
    ("ðŸ˜€ hi", "😀 hi"),
    ("cafÃƒÂ©, Ã¢â‚¬Å“ouiÃ¢â‚¬Â\u009d", "café, “oui”"),
    (misread("“Déjà vu” — Привет", times=3), "“Déjà vu” — Привет"),
    (misread("Зима близко", "cp1251", times=2), "Зима близко"),
]

HONEST = [
    "« Élan vital », dit-il. «À LA CAFÉ» – «É»",
    "“MINHA IRMÃ”, «MAÇÃ»… NÃO, IRMÃ— IRMÃ…",
    "It was £20–£50, 5 €, 30°, ½ and © 2020 ® ™",
    "“‘Café’” “‘voilà’” «“está»”",
    "No sé…¿Qué? Sí…¡Ah! —Él. —él «ASÍ» ¿Ñ…ñu?",
    "Tiếng Việt: ‘ở’ Hà Nội, ÂN TÌNH, Â…",
    "Рік, Різдво, «ВСЁ», СЕРЁЖА, Рёбра, её, Гёте, О…он, С… с тобой, В\u00a0этот, М’яч",
    "СІРІ КОНІ. Її мрії, Її «Я»",
    "PÓŁ WÓŁ, ŻÓŁĆ, WÓŹ, DŹWIĘK, „ŻÓŁĆ”",
    "Äh… Ä…äh, „TÜ“, ‚Äußerst‘, SPÄ…",
    "├── a\n│   └── b ─┐─┤─┤─┤─┘",
    "FATĂ” CASĂ… ȚARĂ»",
    "DAĞ… İŞ” ÇAĞ»",
    "«Å» Å…å Ø… «Æ» BLÅ”",
    "PIÙ… LÌ’ È’ PERCHÉ”",
    "√2 ≈ 1,41 ∞ √π ∆x",
    "töö, öö, jäääär, õueõunapuu",
    "Љубав, ЊЕГОШ, Ђак, Ћерка",
    "日本語「はい」…“好”",
    "मैं «हूँ»… ฉันรัก “เธอ”",
]


@pytest.mark.parametrize(("broken", "meant"), BROKEN)
def test_doubly_encoded_text_becomes_what_was_meant(broken: str, meant: str) -> None:
    repair = repair_mojibake(broken)
    assert repair.text == meant
    assert repair.count > 0
    assert repair.sample in broken


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_not_touched(text: str) -> None:
    assert repair_mojibake(text).text == text
    assert repair_mojibake(" ".join(HONEST) + text).count == 0


def test_sound_and_broken_lines_may_stand_together() -> None:
    text = "Un café, déjà.\n“MINHA IRMÃ”\nUn cafÃ©, dÃ©jÃ\u00a0.\nДа, в лесу.\nРџСЂРёРІРµС‚"
    repair = repair_mojibake(text)
    assert repair.text == "Un café, déjà.\n“MINHA IRMÃ”\nUn café, déjà.\nДа, в лесу.\nПривет"
    assert repair.count == 3 + 1


def test_quotation_marks_as_typed_stay_as_typed() -> None:
    repair = repair_mojibake("“Ã‡a va”, l’Ã©tÃ©’ … «Ã‰tÃ©»")
    assert repair.text == "“Ça va”, l’été’ … «Été»"


def test_what_has_lost_bytes_stays_and_is_counted() -> None:
    repair = repair_mojibake("â€œItâ€™s late,â€ she said.")
    assert repair.text == "“It’s late,â€ she said."
    assert (repair.count, repair.left) == (2, 1)


def test_the_sample_shows_what_a_place_becomes_in_the_end() -> None:
    repair = repair_mojibake("Ã¢â‚¬Å“ouiÃ¢â‚¬Å“")
    assert (repair.sample, repair.repaired, repair.count) == ("Ã¢â‚¬Å“", "“", 2)


def test_nothing_is_changed_when_two_encodings_explain_it_equally_well() -> None:
    text = misread("20 °C, ½ and 3 ©", "iso8859-2")
    assert repair_mojibake(text).text == text


def test_a_control_character_is_never_what_was_meant() -> None:
    text = "Foo Â€ bar, \u00e2 Â\u201c baz"
    assert repair_mojibake(text).text == text


@settings(max_examples=200, deadline=None)
@given(st.text("abc ÃÂâ€œ™é©àÄ‚…”“’»РСЃвЂ\u0081\u009d\u00a0\n√‚Ä├⌐", max_size=80))
def test_every_change_encodes_back_to_what_stood_there(text: str) -> None:
    repair = repair_mojibake(text)
    assert (repair.count > 0) == (repair.text != text)
    _lines, places = _settled([text])
    for broken, meant in places:
        assert broken in {misread(meant, table.name) for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whole_paragraphs_come_back_from_every_encoding(table: object) -> None:
    name = table.name  # type: ignore[attr-defined]
    for text in (
        "“Voilà,” dit-elle — l’été s’achève. Où est Noël ? À Besançon…",
        "Zażółć gęślą jaźń. „Łódź” — świat się kończy…",
        "Широкая электрификация южных губерний: «да» — и нет.",
        "Öğretmen, çocuğun şapkasını İzmir'de gördü. “Güzel”…",
    ):
        for times in (1, 2, 3):
            assert repair_mojibake(misread(text, name, times=times)).text == text


def test_a_document_is_told_about_and_repaired_only_when_asked() -> None:
    data = "<title>CafÃ©</title><p>Un cafÃ©.</p><p>dÃ©jÃ vu</p>".encode()
    told = read(data, name="a.html")
    asked = read(data, name="a.html", repair_encoding=True)
    assert (told.title, asked.title) == ("CafÃ©", "Café")
    assert "<p>Un café.</p>" in asked.source
    for document, code in ((told, "mojibake"), (asked, "mojibake_repaired")):
        warnings = {one.code: one.values for one in document.warnings}
        assert warnings[code]["count"] == 3
        CODES[code].format(**warnings[code])


def test_a_word_document_is_looked_at_too_and_places_without_hope_are_counted() -> None:
    asked = read("â€œHi,â€ he said.".encode(), name="a.txt", repair_encoding=True)
    assert [one.code for one in asked.warnings] == ["mojibake_repaired", "mojibake_left"]


@pytest.mark.parametrize(
    "piece", ["Ã©", misread("éß", times=3), "É»", "├│", "Ê» ", "日本語", "â€", "Рі "]
)
def test_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        repair_mojibake(text)
        return time.process_time() - start

    seconds(10_000)
    # Half of what quadratic growth would cost, for a busy machine.
    assert seconds(160_000) < 16 * 8 * max(seconds(10_000), 0.002)
