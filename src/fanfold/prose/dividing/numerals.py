"""Numbers as chapters write them: digits, Roman, words of eight languages, Chinese."""

import re
from collections.abc import Iterable

__all__ = ["NUMERAL", "ROMAN", "number_of"]

_ONES: dict[str, int] = {}
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "erstes zweites drittes viertes fünftes sechstes siebtes achtes neuntes zehntes elftes "
    "zwölftes",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept "
    "dix-huit dix-neuf vingt",
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte",
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    "um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis "
    "dezessete dezoito dezenove vinte",
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici "
    "sedici diciassette diciotto diciannove venti",
    "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo",
    "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать",
    "первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая "
    "одиннадцатая двенадцатая",
    "первый второй третий четвёртый пятый шестой седьмой восьмой девятый десятый",
    "erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
    "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
    "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
    "primeira segunda terceira quarta quinta sexta sétima oitava nona décima",
    "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo",
    "prima seconda terza quarta quinta sesta settima ottava nona decima",
    "een twee drie vier vijf zes zeven acht negen tien",
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende",
    "pierwszy drugi trzeci czwarty piąty szósty siódmy ósmy dziewiąty dziesiąty",
    "bir iki üç dört beş altı yedi sekiz dokuz",
    "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
    "một hai ba bốn năm sáu bảy tám chín mười",
    "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי",
)
for _row in _WORDS:
    for _value, _word in enumerate(_row.split(), 1):
        _ONES.setdefault(_word, _value)
_ONES.update({"zero": 0, "ein": 1, "une": 1, "una": 1, "première": 1, "seconde": 2, "primer": 1,
              "tercer": 3, "четвертая": 4, "четвертый": 4})  # fmt: skip
_TENS = {
    word: value
    for row in (
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "vingt trente quarante cinquante soixante",
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    )
    for value, word in zip(range(20, 100, 10), row.split(), strict=False)
} | {"двадцатая": 20, "двадцатый": 20, "dreissig": 30}
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

ROMAN = r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"


def _any_of(words: Iterable[str]) -> str:
    """A pattern of words that never takes a short one where a longer one stands."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_ONE = _any_of(_ONES)
_UNIT = _any_of(word for word, value in _ONES.items() if 0 < value < 10)
_TEN = _any_of(_TENS)
_UP_TO_99 = rf"(?:(?:{_TEN})(?:(?:[\s-]|[\s-](?:et|y|e)[\s-])(?:{_UNIT}))?|(?:{_ONE}))"
_HUNDREDS = rf"(?:(?:{_UNIT}|a)[\s-])?hundred(?:[\s-](?:and[\s-])?{_UP_TO_99})?"
# Tens and ones in one word: einundzwanzig, veintiuno, ventuno.
_JOINED = (
    rf"(?P<ones>ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?P<tens>{_TEN})(?:ste[rsn]?)?",
    r"(?P<tens>veinti)(?P<ones>uno?|ún|dós|dos|trés|tres|cuatro|cinco|séis|seis|siete|ocho|nueve)",
    r"(?P<tens>(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)[ia]?)"
    r"(?P<ones>uno|due|tre|tré|quattro|cinque|sei|sette|otto|nove)",
)
_JOINED_WORDS = [re.compile(pattern) for pattern in _JOINED]
_ITALIAN = {word[:3]: word for word in ("venti", "trenta", "quaranta", "cinquanta", "sessanta",
                                         "settanta", "ottanta", "novanta")}  # fmt: skip
_BETWEEN = frozenset({"and", "a", "et", "y", "e"})
_ACCENTS = str.maketrans("úóé", "uoe")
# The same without names, which a pattern may have only once.
_ANY_JOINED = "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in _JOINED)
NUMERAL = rf"(?:\d{{1,5}}|{_ANY_JOINED}|{_HUNDREDS}|{_UP_TO_99}|{ROMAN})(?!\w)"
_ROMAN = re.compile(ROMAN, re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def number_of(text: str) -> int | None:
    """The number a numeral means, or None. Upper and lower case are the same."""
    text = text.strip().casefold()
    if text.isdecimal():
        return int(text)
    number = _said(text)
    if number is not None:
        return number
    if text and _ROMAN.fullmatch(text):
        return _roman(text)
    return _han(text)


def _said(text: str) -> int | None:
    """A number in words: each is added, and a hundred is that many hundreds."""
    if text in _ONES:
        return _ONES[text]
    total = 0
    words = [word for word in text.replace("-", " ").split() if word not in _BETWEEN]
    for word in words:
        if word == "hundred":
            total = 100 * (total or 1)
            continue
        value = _TENS.get(word) or _ONES.get(word) or _joined(word)
        if value is None:
            return None
        total += value
    return total if words else None


def _joined(word: str) -> int | None:
    for pattern in _JOINED_WORDS:
        if match := pattern.fullmatch(word):
            tens, ones = match["tens"], match["ones"].translate(_ACCENTS)
            if tens == "veinti":
                return 20 + _ONES[ones]
            return (_TENS.get(tens) or _TENS[_ITALIAN[tens[:3]]]) + _ONES[ones]
    return None


def _roman(text: str) -> int:
    total = 0
    values = [_ROMAN_VALUES[sign] for sign in text]
    for here, following in zip(values, [*values[1:], 0], strict=True):
        total += -here if here < following else here
    return total


def _han(text: str) -> int | None:
    if not text or any(sign not in _HAN and sign not in _HAN_UNITS for sign in text):
        return None
    if not any(sign in _HAN_UNITS for sign in text):
        return int("".join(str(_HAN[sign]) for sign in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _HAN:
            digit = _HAN[sign]
        else:
            total += (digit or 1) * _HAN_UNITS[sign]
            digit = 0
    return total + digit
