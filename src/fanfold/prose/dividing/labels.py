"""The words by which authors label headers and notes, in eight languages."""

import re

__all__ = [
    "HEADER_KEYS",
    "LOOSE_LABELS",
    "REMARK",
    "find_label",
    "find_note",
    "is_loose_note",
    "opens_bracket",
]

_LABELS: dict[str, str] = {
    "title": "title|story|story title|fic|titel|titre|título|titulo|titolo|название|"
    "标题|標題|タイトル",
    "author": "author|authors|by|written by|pen ?name|autor|autorin|auteur|auteure|autrice|autora|"
    "autore|автор|作者",
    "summary": "summary|story summary|description|blurb|zusammenfassung|inhalt|"
    "inhaltsangabe|résumé|"
    "resume|resumen|resumo|riassunto|sommario|саммари|краткое содержание|описание|аннотация|简介|"
    "簡介|摘要",
    "rating": "rating|rated|ratings|altersfreigabe|einstufung|classement|clasificación|"
    "clasificacion|"
    "classificação|classificacao|classificazione|рейтинг|分级|分級",
    "warnings": "warning|warnings|content warnings?|trigger warnings?|cw|tw|warnungen?|"
    "avertissements?|advertencias?|avisos?|avvertenze|avvertimenti|предупреждения?|警告|预警",
    "fandom": "fandom|fandoms|фандом|原作",
    "pairing": "pairing|pairings|ship|relationships?|couple|paar|paarung|pareja|casal|"
    "coppia|пейринг|"
    "配对|配對|cp",
    "characters": "characters?|main characters?|charaktere|personnages|personajes|personagens|"
    "personaggi|персонажи|герои|人物|角色",
    "genre": "genres?|gênero|género|genere|жанры?|类型|類型",
    "disclaimer": "disclaimers?|standard disclaimer|haftungsausschluss|descargo|"
    "descargo de responsabilidad|dichiarazione|отказ|отказ от прав|дисклеймер|声明|聲明|免责声明",
    "language": "language|sprache|langue|idioma|lingua|язык|语言",
    "spoilers": "spoilers?|спойлеры",
    "archive": "archive|archiving|archived|archivierung",
    "distribution": "distribution|permission to archive",
    "category": "category|categories|kategorie|catégorie|categoría|categoria|категория",
    "series": "series|serie|série|серия|系列",
    "sequel": "sequel to|sequel|prequel to",
    "status": "status|статус|状态",
    "date": "date|datum|published|updated|last updated|completed|posted|packaged",
    "words": "words|word count|wortzahl|размер|字数",
    "chapters": "chapters|content",
    "feedback": "feedback|reviews",
    "email": "e-?mail|contact",
    "website": "website|url|homepage|story ?link|author ?link|storylink|authorlink|source|"
    "publisher",
    "beta": "beta|beta reader|betas|beta'd by|бета",
    "dedication": "dedication|dedicated to|widmung|dédicace|dedicatoria|dedica|посвящение",
    "timeline": "timeline|setting|set|timeframe|continuity",
    "keywords": "keywords|tags|kinks",
}
HEADER_KEYS = frozenset(_LABELS)

_KEY_OF: dict[str, str] = {}
_PATTERNS = [(key, re.compile(words, re.IGNORECASE)) for key, words in _LABELS.items()]
_HEADER = re.compile(
    r"[\W_]{0,6}([^\W\d_][^:：\n]{0,28}?)[*_\s]{0,4}[:：][*_]{0,3}(?!//)\s*(.*)", re.DOTALL
)

# These begin ordinary sentences and lines of dialogue too, so one of them alone proves little.
LOOSE_LABELS = frozenset(
    ["warnings", "characters", "set", "timeline", "date", "words", "chapters", "feedback",
     "website", "status", "series", "category", "dedication", "keywords", "language", "archive",
     "sequel", "email", "beta", "genre", "distribution", "spoilers"]
)  # fmt: skip

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
    words = " ".join(match[1].strip(" *_").split())
    key = _KEY_OF.get(words)
    if key is None:
        key = next((name for name, pattern in _PATTERNS if pattern.fullmatch(words)), "")
        if len(_KEY_OF) < 5000:
            _KEY_OF[words] = key
    if not key:
        return None
    value = match[2].strip()
    return key, line[: len(line) - len(match[2])].strip(), _without_marks(value, line)


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
