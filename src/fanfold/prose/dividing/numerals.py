"""Numbers as chapters write them: digits, Roman, words of eight languages, Chinese."""

import re

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
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "兩": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}

ROMAN = r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_TEN = "|".join(_TENS)
_ONE = "|".join(sorted(map(re.escape, _ONES), key=len, reverse=True))
NUMERAL = rf"(?:\d{{1,4}}|(?:{_TEN})[\s-](?:{_ONE})|(?:{_TEN})|(?:{_ONE})|{ROMAN})(?!\w)"
_ROMAN = re.compile(ROMAN, re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def number_of(text: str) -> int | None:
    """The number a numeral means, or None. Upper and lower case are the same."""
    text = text.strip().casefold()
    if text.isdecimal():
        return int(text)
    if text in _ONES:
        return _ONES[text]
    head, _, tail = text.replace("-", " ").partition(" ")
    if head in _TENS:
        return _TENS[head] + (_ONES.get(tail.strip(), 0) if tail else 0)
    if text and _ROMAN.fullmatch(text):
        return _roman(text)
    return _han(text)


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
