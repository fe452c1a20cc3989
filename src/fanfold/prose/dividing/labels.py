"""The words by which authors label headers and notes, in eight languages."""

import re

__all__ = [
    "HEADER_KEYS",
    "LONG_VALUES",
    "LOOSE_LABELS",
    "REMARK",
    "find_label",
    "find_labels",
    "find_note",
    "header_key",
    "is_loose_note",
    "opens_bracket",
]

# Each: English, German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese.
_LABELS: dict[str, str] = {
    "title": "title|story|story title|fic|fic title|titel|titre|título|titulo|titolo|название|"
    "заголовок|标题|標題|题目|題目|篇名|文名|タイトル",
    "author": "author|authors|author name|by|written by|pen ?name|pseud|autor|autorin|auteur|"
    "auteure|autrice|autora|autore|автор|авторы|作者|作者名",
    "summary": "summary|story summary|description|blurb|synopsis|zusammenfassung|inhalt|"
    "kurzbeschreibung|inhaltsangabe|résumé|resume|resumen|sinopsis|resumo|sinopse|riassunto|"
    "sommario|trama|саммари|краткое содержание|содержание|описание|аннотация|简介|簡介|摘要|"
    "内容简介|内容簡介|文案|梗概|概要|あらすじ",
    "rating": "rating|rated|ratings|altersfreigabe|altersempfehlung|einstufung|classement|"
    "clasificación|clasificacion|classificação|classificacao|classificazione|рейтинг|"
    "分级|分級|等级|等級|レーティング",
    "warnings": "warnings?|(?:content|trigger|archive|story) warnings?|cw|tw|warnungen?|"
    "avertissements?|advertencias?|avisos?|alertas?|avvertenze|avvertimenti|предупреждени[ея]|"
    "警告|预警|預警|注意",
    "fandom": "fandoms?|universe|фандомы?|原作|同人|作品|ジャンル",
    "pairing": "pairings?|ships?|relationships?|couples?|main pairings?|paar|paarung|pärchen|"
    "parejas?|casal|casais|shipper|coppi[ae]|пейринги?|пары?|"
    "配对|配對|cp|カップリング",
    "characters": "characters?|main characters?|charaktere|personen|figuren|hauptpersonen|"
    "personnages?|personajes?|personagens|personaggi|персонажи|герои|人物|角色|主角|登場人物",
    "people": "(?:pairings?|relationships?) and characters?|characters? and (?:pairings?|"
    "relationships?)|пейринг и персонажи|персонажи и пейринг",
    "genre": "genres?|gêneros?|géneros?|generi|genere|жанры?|类型|類型",
    "disclaimer": "disclaimers?|standard disclaimer|haftungsausschluss|descargo|"
    "descargo de responsabilidad|renúncia|dichiarazione|отказ|отказ от прав|дисклеймер|"
    "声明|聲明|免责声明|免責聲明",
    "language": "language|sprache|langue|idioma|língua|lingua|язык|语言|語言",
    "spoilers": "spoilers?|spoiler warnings?|спойлеры?",
    "archive": "archive|archiving|archived|archivierung|размещение",
    "distribution": "distribution|permission to archive",
    "category": "category|categories|kategorie|catégorie|categoría|categoria|категория",
    "series": "series|serie|série|серия|цикл|系列",
    "sequel": "sequel to|sequel|prequel to",
    "status": "status|statut|estado|stato|статус|状态|狀態",
    "date": "date|datum|fecha|data|дата|日期|published|updated|last updated|completed|posted|"
    "packaged",
    "words": "words|word count|wortzahl|wörter|mots|palabras|palavras|parole|размер|слов|字数|字數",
    "chapters": "chapters?|content|parts?|kapitel|chapitres?|capítulos?|capitulos?|capitol[io]|"
    "teile?|глав[аы]?|части|章节|章節|章节数",
    "feedback": "feedback|reviews|comments|kritik|commentaires",
    "email": "e-?mail|e-?mail address|author[’']s e-?mail|contact|kontakt",
    "website": "website|url|homepage|story ?link|author ?link|storylink|authorlink|source|"
    "publisher",
    "beta": "beta|beta[- ]?readers?|betas|beta'd by|beta by|bêta|betagem|бета|бета-ридер",
    "dedication": "dedication|dedicated to|widmung|dédicace|dedicatoria|dedica|dedicatória|"
    "посвящение",
    "prompt": "prompt|challenge|request",
    "timeline": "timeline|setting|set|timeframe|continuity",
    "keywords": "keywords|tags|additional tags|freeforms?|kinks|schlagwörter|étiquettes|"
    "etiquetas|теги|метки|标签|標籤|タグ",
}
HEADER_KEYS = frozenset(_LABELS)

_KEY_OF: dict[str, str] = {}
_PATTERNS = [(key, re.compile(words, re.IGNORECASE)) for key, words in _LABELS.items()]
_HEADER = re.compile(
    r"[\W_]{0,6}([^\W\d_][^:：\n]{0,28}?)[*_\s]{0,4}[:：][*_]{0,3}(?!//)\s*(.*)", re.DOTALL
)
# “Pairing(s)”, “Autor(in)”.
_ENDING = re.compile(r"\s?\(\w{1,3}\)$")
# What parts the headers of one line; of the weaker ones there must be several.
_PARTED = re.compile(
    r"(?P<strong>[ \u00a0]*[|¦•·]+[ \u00a0]*|\t+|[ \u00a0]{2,}|[ \u00a0]+//[ \u00a0]+)"
    r"|(?P<weak>[ \u00a0]+[-–—/][ \u00a0]+)|[ \u00a0]+"
)
_PARTED_VALUE = re.compile(r"[ \u00a0]+[-–—][ \u00a0]+|[ \u00a0]*[|¦•·]+[ \u00a0]*")
_INNER = re.compile(
    r"(?P<open>[*_]{0,3})(?P<words>[^\W\d_][^:：|\n*]{0,28}?)[*_ ]{0,4}[:：][*_]{0,3}(?!//)"
)

# These begin ordinary sentences and lines of dialogue too, so one of them alone proves little.
LOOSE_LABELS = frozenset(
    ["warnings", "characters", "set", "timeline", "date", "words", "chapters", "feedback",
     "website", "status", "series", "category", "dedication", "keywords", "language", "archive",
     "prompt",
     "sequel", "email", "beta", "genre", "distribution", "spoilers"]
)  # fmt: skip

# What may itself hold lines like “Remember: …”.
LONG_VALUES = frozenset({"summary", "disclaimer"})

# English, French, German, Spanish and Portuguese, Italian, Russian, Chinese; further languages.
_NOTE_WORDS = (
    r"a\s?/\s?n(?:s|otes?)?|n\s?/\s?a|a\.n\.|d/a|t\s?/\s?n|"
    r"(?:author|writer|translator|beta|archivist)(?:[’'`´]?s[’'`´]?|s[’'`´])?\s+"
    r"(?:end\s?|foot\s?)?(?:note|comment|ramble|rambling)s?|"
    r"(?:end|foot|chapter|story|beginning|opening|closing|additional|final)\s?notes?|"
    r"(?:notes?|mot|blabla)\s+(?:de\s+l[’']|d[’'])aut(?:eure?|rice)|notes?\s+de\s+(?:fin|début)|"
    r"nd[at]|n\.\s?d\.\s?[at]\.|"
    r"anmerkung(?:en)?(?:\s+(?:der|des)\s+autor(?:in|s)?)?|autorennotiz|vorwort|nachwort|"
    r"anm\.\s?d(?:er|es|\.)\s?a(?:utor(?:in|s)?|ut\.|\.)|"
    r"notas?\s+(?:de\s+la|de\s+el|del|de|do|da)\s+autora?|n\s?/\s?t|n\.\s?a\.|n\.?\s?de\s?a\.?|"
    r"notas?\s+(?:finales|finais|iniciales|iniciais)|"
    r"not[ae]\s+(?:dell[’']|d[’'])aut(?:ore|rice)|note\s+finali|"
    r"angolo\s+(?:dell[’'])?aut(?:ore|rice)|"
    r"(?:примечани[ея]|заметк[аи]|комментарий|слово|от)\s+автора|примечани[ея]|п/а|а/н|"
    r"прим\.\s?авт(?:\.|ора)|авторские\s+(?:примечания|заметки)|"
    r"作者(?:的)?(?:注|註|的话|的話|有话说|有話說|有话要说|留言|有話要說|后记|按)|碎碎念|注|註|"
    r"作者の?(?:メモ|後書き|前書き)|作者より|あとがき|まえがき|後書き|前書き|"
    r"작가의?\s?(?:말|후기)|작가\s?주|od\s+autor(?:ki|a)|"
    r"(?:noot|opmerking)\s+van\s+de\s+(?:auteur|schrijver|schrijfster)|"
    r"(?:lời|ghi\s+chú\s+của)\s+tác\s+giả|yazar(?:ın)?\s+notu|"
    r"notes?|an"
)
# Words that begin sentences too: a colon or a bracket must follow them.
_PLAIN_NOTES = re.compile(
    r"notes?|an|n\s?/\s?[at]|d/a|t\s?/\s?n|nd[at]|n\.\s?a\.|n\.?\s?de\s?a\.?|注|註|от\s+автора|碎碎念",
    re.IGNORECASE,
)
# Of these a story may say something itself; around a story they need a sign that the author speaks.
_LOOSE_NOTES = re.compile(
    r"note|anmerkung|примечание|注|註|(?-i:NDA)|n\.\s?a\.|(?:end|foot|final|additional|closing)\s?note|"
    r"vorwort|nachwort|слово\s+автора",
    re.IGNORECASE,
)
# These begin no sentence of any story.
_SAYS_SO = re.compile(r"a\s?/\s?n(?:s|otes?)?|а/н", re.IGNORECASE)
_NOTE = re.compile(
    rf"(?P<open>[(\[{{【（]?)[*_~\-\s]{{0,4}}(?P<label>{_NOTE_WORDS})"
    r"(?P<mark>[*_]{0,3}[ \t]*+[)\]】）]?[ \t]*+[:：][*_]{0,3}|[ \t]*[)\]】）][*_]{0,3}|"
    r"[*_]{0,3}[ \t]*[-–—]{1,2}(?=\s)|[.](?=\s)|[*_]{0,3}[ \t]*$|\s(?=\S))[ \t]*",
    re.IGNORECASE | re.MULTILINE,
)

# A remark without a label: it speaks of the story and the reader, not in the story.
REMARK = re.compile(
    r"\s*[(\[*_]*(?:"
    r"this\s+(?:is|was|story|fic|chapter|one-?shot)\b[^.!?]{0,80}\b(?:fic|fics|"
    r"fan\s?fic(?:tion)?|story|"
    r"one-?shot|chapter|drabble|ficlet|sequel|challenge|au)\b"
    r"|(?:this|my)\s+(?:story|fic|chapter|first\s+(?:fan)?fic\w*)\b"
    r"|i\s+(?:do\s+not|don[’']t)\s+own\b|disclaimer\b|(?:please|"
    "pls)\\s+(?:read\\s+and\\s+)?(?:review|r\\s?&\\s?r)\b"
    r"|(?:read\s+(?:and|&)\s+review|r\s?&\s?r|reviews?\s+(?:are|is|please))\b"
    r"|hope\s+(?:you|y[’']all)\s+(?:all\s+)?(?:like|liked|enjoy|enjoyed)|"
    r"i\s+hope\s+you\s+(?:guys\s+)?(?:like|enjoy)"
    r"|thanks?\s+(?:you\s+)?(?:so\s+much\s+)?(?:to|for)\s+(?:all\s+|everyone\s+|"
    r"my\s+)?(?:who|reading|the\s+reviews|beta|my\s+beta|reviewing)"
    r"|sorry\s+(?:for|about)\s+the\s+(?:long\s+)?(?:wait|delay)|(?:here[’']?s|"
    "here\\s+is)\\s+(?:the\\s+next|chapter|another)\b"
    r"|(?:cette\s+(?:histoire|fic)|diese\s+(?:geschichte|story|ff)|esta\s+(?:historia|"
    "história|fic)|questa\\s+(?:storia|fic))\b"
    r")",
    re.IGNORECASE,
)


def find_label(line: str) -> tuple[str, str, str] | None:
    """(key, label as written, value) when the line is "Label: value" with a label we know."""
    match = _HEADER.match(line)
    if match is None:
        return None
    key = header_key(match[1])
    if not key:
        return None
    value = match[2].strip()
    return key, line[: len(line) - len(match[2])].strip(), _without_marks(value, line)


def header_key(label: str) -> str:
    """The key that a label stands for ("Pairing(s)" → "pairing"), or "" when we do not know it.

    Of two labels with a slash between them ("Spoilers/Warnings") it is the first one's, but
    pairings and characters together are "people".
    """
    words = " ".join(label.strip(" *_").split())
    key = _KEY_OF.get(words)
    if key is None:
        keys = [_key_of(_ENDING.sub("", part.strip())) for part in words[:40].split("/")]
        key = keys[0] if all(keys) else ""
        if set(keys) == {"pairing", "characters"}:
            key = "people"
        if len(_KEY_OF) < 5000:
            _KEY_OF[words] = key
    return key


def _key_of(words: str) -> str:
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(words)), "")


def find_labels(line: str) -> list[tuple[str, str, str]]:
    """As `find_label`, for a line with several: “Rating: T | Pairing: A/B | Words: 2000”.

    What has no label stands with the header before it, but behind a rating it is by itself, its
    key and its label "". Empty when the line does not begin with a label.
    """
    first = find_label(line)
    if first is None:
        return []
    cuts = _cuts(line, few=first[0] in LONG_VALUES)
    if not cuts:
        return [first]
    out: list[tuple[str, str, str]] = []
    for begin, end in zip([0, *cuts], [*cuts, len(line)], strict=True):
        piece = line[begin:end].strip(" \u00a0\t|¦•·")
        found = find_label(re.sub(r"[ \u00a0]+(?://|[-–—/])$", "", piece))
        if found is None:
            continue
        key, label, value = found
        said, *rest = _PARTED_VALUE.split(value, maxsplit=1) if key == "rating" else [value]
        out.append((key, label.lstrip("*_-–—/ "), said))
        out += [("", "", one) for one in rest]
    return out


def _cuts(line: str, *, few: bool) -> list[int]:
    """Where in a line further headers begin; with `few` a hyphen alone proves nothing."""
    strong: list[int] = []
    weak: list[int] = []
    for gap in _PARTED.finditer(line):
        inner = _INNER.match(line, gap.end()) if gap.start() else None
        if inner is None or not header_key(inner["words"]):
            continue
        is_loud = inner["words"].isupper() and len(inner["words"]) > 3
        if gap["strong"] or inner["open"] or (is_loud and line.lstrip("*_ ")[:4].isupper()):
            strong.append(gap.end())
        elif gap["weak"]:
            weak.append(gap.end())
    return sorted([*strong, *weak]) if strong or len(weak) > few else []


def _without_marks(value: str, line: str) -> str:
    """Takes the closing half of emphasis whose opening half stood before the label."""
    for mark in ("**", "__", "*", "_"):
        if line.lstrip().startswith(mark) and value.endswith(mark) and value.count(mark) % 2:
            return value[: -len(mark)].rstrip()
    return value


def find_note(text: str) -> tuple[str, str, str] | None:
    """(label as written, the rest, opening bracket) when `text` begins as an author's note."""
    match = _NOTE.match(text.lstrip())
    if match is None:
        return None
    if match["label"] == "An":
        return None  # “An: …” is somebody's way to speak.
    lead = len(text) - len(text.lstrip())
    label, mark, bracket = match["label"], match["mark"].strip(" *_"), match["open"]
    rest = text[lead + match.end() :]
    if not mark and not bracket:
        # "Note the colour" and "An owl" are sentences; a bare label stands on its own line.
        alone = not text[lead + match.end("label") :].strip(" *_\t").partition("\n")[0].strip(" *_")
        said = _SAYS_SO.fullmatch(label) and not alone
        if said:
            return text[: lead + match.end()].strip(), rest.strip(), bracket
        if not alone or (_PLAIN_NOTES.fullmatch(label) and label.lower() not in {"notes", "note"}):
            return None
        if alone and label.lower() in {"note", "an"}:
            return None
    if mark in {".", "-", "–", "—", "--"} and _PLAIN_NOTES.fullmatch(label):
        return None
    if mark == "" and bracket and _PLAIN_NOTES.fullmatch(label):
        return None
    return text[: lead + match.end()].strip(), rest.strip(), bracket


def is_loose_note(label: str) -> bool:
    """Whether the words of a note's label may just as well be the story's own."""
    return _LOOSE_NOTES.fullmatch(label.strip(" \t*_~:：-–—.()[]{}【】（）")) is not None


_BRACKETS = {"(": ")", "[": "]", "{": "}", "【": "】", "（": "）"}


def opens_bracket(bracket: str) -> str:
    """The closing partner of an opening bracket, or ""."""
    return _BRACKETS.get(bracket, "")
