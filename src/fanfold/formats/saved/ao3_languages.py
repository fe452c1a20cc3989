"""The names that AO3 gives to languages, as BCP 47 tags. Only those that are certain are here."""

__all__ = ["language_tag"]

_NAMES = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "ase": "American Sign Language",
    "ast": "asturianu", "be": "беларуская", "bg": "Български", "bn": "বাংলা", "br": "Brezhoneg",
    "bs": "Bosanski", "ca": "Català", "ceb": "Cebuano", "cs": "Čeština", "cy": "Cymraeg",
    "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English", "eo": "Esperanto",
    "es": "Español", "et": "eesti keel", "eu": "Euskara", "fa": "فارسی", "fi": "suomi",
    "fil": "Filipino", "fr": "Français", "fur": "Furlan", "fy": "Frysk", "ga": "Gaeilge",
    "gd": "Gàidhlig", "gl": "Galego", "hak": "中文-客家话", "haw": "ʻŌlelo Hawaiʻi",
    "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "ht": "kreyòl ayisyen", "hu": "Magyar",
    "hy": "հայերեն", "ia": "Interlingua", "id": "Bahasa Indonesia", "is": "Íslenska",
    "it": "Italiano", "ja": "日本語", "jv": "Basa Jawa", "ka": "ქართული", "km": "ភាសាខ្មែរ",
    "kn": "ಕನ್ನಡ", "ko": "한국어", "kw": "Kernewek", "la": "Lingua latina", "lb": "Lëtzebuergesch",
    "lt": "Lietuvių kalba", "lv": "Latviešu valoda", "mi": "te reo Māori", "mk": "македонски",
    "ml": "മലയാളം", "mr": "मराठी", "ms": "Bahasa Malaysia", "mt": "Malti", "my": "မြန်မာဘာသာ",
    "nan": "中文-闽南话 臺語", "nds": "Plattdüütsch", "nl": "Nederlands", "no": "Norsk",
    "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt-BR": "Português brasileiro",
    "pt-PT": "Português europeu", "qya": "Quenya", "ro": "Română", "ru": "Русский", "sco": "Scots",
    "si": "සිංහල", "sjn": "Sindarin", "sk": "Slovenčina", "sl": "Slovenščina",
    "so": "af Soomaali", "sq": "Shqip",
    "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు",
    "th": "ไทย", "tlh": "tlhIngan-Hol", "tok": "toki pona", "tr": "Türkçe", "uk": "Українська",
    "vi": "Tiếng Việt", "vo": "Volapük", "wuu": "中文-吴语", "yi": "יידיש",
    "yue": "中文-广东话 粵語", "zh": "中文-普通话 國語", "zu": "isiZulu",
}  # fmt: skip
_TAGS = {name.casefold(): tag for tag, name in _NAMES.items()}


def language_tag(name: str) -> str:
    """The tag for a language by AO3's name of it; a name that is not known is given back."""
    return _TAGS.get(name.casefold(), name)
