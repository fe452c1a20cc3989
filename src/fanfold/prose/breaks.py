"""Which line of a manuscript is a scene break, in all its folk forms.

Rules of research/ecosystem.md §1.4. Speech ("…!"), emoticons and "Ooh." are none. The lines that
were judged by hand stand in tests/golden/lines.
"""

import unicodedata

import regex

__all__ = ["LONGEST_BREAK", "is_ornament", "is_scene_break"]

LONGEST_BREAK = 80

# Breaks that say what they are. The first kind may stand bare, the second only between ornaments.
_NAMED = regex.compile(
    r"[^\w\"'“”‘’„«»「」?]*_*(?:(?:insert\s)?(?:page|line|scene|section)[\s-]?breaks?(?:\shere)?|"
    r"time[\s-]?(?:skip|jump|lapse)|(?:scene|pov|p\.o\.v\.)[\s-]?(?:change|switch|shift)|"
    r"horizontal\s(?:line|rule)|xxx|"
    r"szenenwechsel|zeitsprung|(?:sichten|perspektiv)wechsel|"
    r"changement\sde\ssc[eè]ne|saut\s(?:de\sligne|dans\sle\stemps|temporel)|"
    r"cambio\sde\sescena|salto\s(?:de\stiempo|temporal)|"
    r"(?:mudança|quebra|troca)\sde\s(?:cena|tempo|linha)|"
    r"cambio\s(?:di\s)?scena|salto\stemporale|"
    r"смена\sсцены|временной\sскачок|разрыв\sстраницы|"
    r"(?:我是|我是一条)?(?:华丽的|華麗的|华丽丽的)?分[割隔][线線]|場面転換|"
    r"장면\s?전환|scenewissel|tijdsprong)_*[^\w\"'“”‘’„«»「」?]*",
    regex.IGNORECASE,
)
_NAMED_BETWEEN = regex.compile(
    r"(?:[^\w\s\"'“”‘’„«»「」.,;:?!…]|_)+\s*(?:break|line|divider|separator|transition|hr|timeskip|"
    r"ellipse|umbruch|pause|coupure|corte|break\sline)\s*(?:[^\w\s\"'“”‘’„«»「」,;:?!…]|_)+",
    regex.IGNORECASE,
)
# Letters, digits and hieroglyphs of far scripts that people draw with: ღ ஐ 彡 ๑ ʚɞ ୨୧ Ƹ Ʒ.
_BORROWED = regex.compile(
    r"[ღஐೋ彡ʚɞƸƷӜᯓᡣᰔꕤꕥꨄ\U00010B69\U000169B9\U0001065A\U00013000-\U0001342F๑໑໒୨୧øØ]"
)
_DIGITS = regex.compile(r"[๑໑໒୨୧]+")
_ORNAMENT = regex.compile(r"[\p{P}\p{S}\p{Mn}\p{Mc}\p{Me}\s\uFE0F\u200Doxv0]+", regex.IGNORECASE)
_LETTERS = regex.compile(r"[oxv0]", regex.IGNORECASE)
_CYRILLIC = str.maketrans("охОХ", "oxOX")

# What is said without a word. Dialogue in many languages begins with a dash.
_MARKS = r".…?!,;()。、・‥¿¡؟،"
_QUOTES = "\"'“”‘’«»„「」『』"
_SPEECH = regex.compile(
    rf"[\"'“”‘’«»„「」『』\[(【《〈\s]*[{_MARKS}\s]+[\"'“”‘’«»„「」『』\])】》〉\s]*"
)
_DASHED_SPEECH = regex.compile(r"[-‐–—―\s]+[.…?!¿¡\s]+")
_EMPHATIC_SPEECH = regex.compile(r"[*_~]{1,2}[.…?!]+[*_~]{1,2}")
_IN_QUOTES = regex.compile(rf"[{_QUOTES}][^{_QUOTES}]*[{_QUOTES}]")
_QUOTES_ONLY = regex.compile(r"[\"'“”‘’«»„「」『』()\[\]{}【】《》〈〉\s]+")
_ANGLES = regex.compile(r"(?:[«‹][»›]\s*){2,}|(?:[»›][«‹]\s*){2,}")
_SILENCE = regex.compile(r"[.…。・‥\s]+")
_STOPS = regex.compile(r"[?!…\"'“”‘’«»„]")

_EMOTICONS = regex.compile(
    r"[>}]?[:;=8][-^o'’*]{0,2}[()\[\]{}/\\|*@$<>oxvp03]{1,4}"  # :-) ;) :'( :O
    r"|[()\[\]{}/\\|]{1,3}[-^o'’]?[:;=]"  # (: (-;
    r"|[x8][)(]+|\\[o0]/|[o0]/|\\[o0]|<[/\\]?3+|\^\^['’;]*|¬¬|><|;;"
    r"|[(\[]*\s?[oxv0uq\^>;*@°¬•.\-=~'][_.‿△▽∀ω3ε°]{1,3}[oxv0uq\^<;*@°¬•.\-=~'][;'’]?\s?[)\]]*"
    r"|[\\(]{0,2}(?:\^[-_.ow0v]?\^|>[_.]+>|<[_.]+<|\*[-o]\*|\$_+\$)[;'’]*[)/]{0,2}"  # \(^o^)/ >_>
    r"|[o0][-^vw][o0]|x\^x|[\^;][-][\^;]|\(.{1,12}°.{1,12}°.{1,12}",
    regex.IGNORECASE,
)
# Faces and hands are sent as messages: alone they are an answer, not an ornament.
_GESTURES = regex.compile(
    r"(?:[\U0001F600-\U0001F64F\U0001F910-\U0001F92F\U0001F970-\U0001F97A\U0001F440-\U0001F450"
    r"\U0001F466-\U0001F487\U0001F90C\U0001F90F\U0001F918-\U0001F91F\U0001F9D0-\U0001F9DF"
    r"\U0001FAE0-\U0001FAE8\U0001FAF0-\U0001FAF8\u2639\u263a\u261d\u270a-\u270d\U0001F595"
    r"\U0001F4A9\U0001F480\U0001F4AF\U0001F525\U0001F389\U0001F44F\u2705\u274c\u2753\u2757]"
    r"[\U0001F3FB-\U0001F3FF\u200d\ufe0f\u2640\u2642\u2764]*\s*)+"
)
# Numbers, ticked boxes and links of one letter.
_OTHER = regex.compile(
    r"0{1,4}(?:[:.,/]0+)*\s?[%°]?|[$€£¥]0+(?:[.,]0+)?|[(\[{][\sxov0]?[)\]}]", regex.I
)
_DRAWN_OUT = regex.compile(r"(?-i:O[o]+|X[x]+|V[v]+|0[oO]+)")
_KISSES = regex.compile(r"(?-i:[xo]{2,6}|[XO]{2,6})")
_DOTTED = regex.compile(r"\.*[oxv0]+(?:\s*\.+\s*[oxv0]+)*\.*", regex.IGNORECASE)

# One sign alone. In the middle of its line more of them can only be an ornament.
_SINGLES = regex.compile(
    r"[*~#•·§¤†‡⁂⁎⁑⁕※∞⋆‒–—―⸺⸻۞❖\u25a0-\u25ff\u2600-\u2603\u2605\u2606\u2618\u2619\u262f\u2638"
    r"\u263c-\u263e\u2660-\u2667\u2698-\u269d\u2719-\u274b\u2761-\u2767\u2b50"
    r"\U0001F300-\U0001F321\U0001F330-\U0001F344\U0001F490\U0001F493-\U0001F49F\U0001F5A4"
    r"\U0001F90D\U0001F90E\U0001F98B\U0001F940]"
)
_CENTRED_SINGLES = frozenset("-+=_/|\\&.…oOxXvV¶◦∙")


def is_scene_break(line: str, *, centred: bool = False) -> bool:
    """Whether this one line is an ornament between two scenes and not something said.

    `centred`: it stands in the middle of its line, where “. . .” and “x” are ornaments too.
    """
    text = _plain(line)
    named = _NAMED.fullmatch(text) or _NAMED_BETWEEN.fullmatch(text)
    return named is not None or _is_drawn(text, centred=centred)


def is_ornament(line: str, *, centred: bool = False) -> bool:
    """Whether this line is a scene break without a word, as “time skip” is not."""
    return _is_drawn(_plain(line), centred=centred)


def _is_drawn(text: str, *, centred: bool) -> bool:
    drawn = _BORROWED.sub("", text)
    if drawn != text:
        if not drawn.strip() and (len(text) < 3 or _DIGITS.fullmatch(text)):
            return False
        return not drawn.strip() or _ORNAMENT.fullmatch(drawn) is not None
    if not text or not _ORNAMENT.fullmatch(text):
        return False
    if len(regex.findall(r"\X", text)) == 1:
        bare = text.replace("\ufe0f", "")
        return _SINGLES.fullmatch(bare) is not None or (centred and bare in _CENTRED_SINGLES)
    if _SILENCE.fullmatch(text):
        return centred
    if _is_said(text):
        return False
    return not _LETTERS.search(text) or _letters_are_ornament(text)


def _plain(line: str) -> str:
    """The line with one form of each sign, "" when it is too long; U+2026 stays apart from dots."""
    if len(line) > 4 * LONGEST_BREAK:
        return ""
    text = unicodedata.normalize("NFKC", line.replace("…", "\ue000").replace("\u200b", ""))
    text = text.replace("\ue000", "…").translate(_CYRILLIC).strip()
    return text if len(text) <= LONGEST_BREAK else ""


def _is_said(text: str) -> bool:
    """Whether a line without a word is speech, a face or a number."""
    if _ANGLES.fullmatch(text):
        return False
    patterns = (_SPEECH, _DASHED_SPEECH, _EMPHATIC_SPEECH, _IN_QUOTES, _QUOTES_ONLY, _EMOTICONS)
    return any(pattern.fullmatch(text) for pattern in (*patterns, _GESTURES, _OTHER))


def _letters_are_ornament(text: str) -> bool:
    """The third rule of §1.4: letters o, x, v and 0 drawn as ornaments."""
    if _STOPS.search(text):
        return False
    letters = "".join(_LETTERS.findall(text))
    others = _LETTERS.sub("", text).strip()
    if not others.strip(".,"):
        # "o.O.o" and ".x." are drawn with dots; "Xo." and "xo, xo" end or part like words.
        dotted = _DOTTED.fullmatch(text) and (text[0] == "." or text[-1] != ".")
        if others and not (dotted and (len(letters) >= 3 or text[0] == text[-1] == ".")):
            return False
    if len(letters) < 3:
        return bool(others)
    is_word = text.isalpha() and len(set(text.casefold())) > 2  # "Vox"
    is_kisses = len(set(text)) == 2 and _KISSES.fullmatch(text)
    return not (is_word or is_kisses or _DRAWN_OUT.fullmatch(text))
