"""The letters and the commonest words of languages that share a script. Data, no code.

Written from general knowledge for `languages`; measured in docs/decisions/0013.
"""

__all__ = ["COMMON_WORDS", "LETTERS"]

# Letters beyond a-z in scripts where they tell languages apart; for Cyrillic, all letters.
LETTERS: dict[str, str] = {
    "af": "áéèêëíïîóôöúûü",
    "az": "çəğıöşü",
    "br": "âêîôûñùéè",
    "ca": "àáçéèíïóòúüŀ·",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "áâàäéêèëîïíôöóòûüúŵŷ",
    "da": "æøåéäöü",
    "de": "äöüßé",
    "en": "éèêëïöôñçæœ",
    "eo": "ĉĝĥĵŝŭ",
    "es": "áéíñóúü",
    "et": "äöõüšž",
    "eu": "ñçü",
    "fi": "äöåšž",
    "fo": "áðíóúýæø",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "ga": "áéíóú",
    "gd": "àèìòùáéó",
    "gl": "áéíñóúüï",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "id": "é",
    "is": "áðéíóúýþæö",
    "it": "àèéìíîòóùú",
    "la": "āēīōūæœëăĕĭŏŭ",
    "lb": "äëéöüèêôûïç",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūžōŗ",
    "mt": "ċġħżàèìòù",
    "nb": "æøåéòóôêäö",
    "nl": "áéëïíóöüèê",
    "nn": "æøåéòóôêäö",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõúü",
    "ro": "ăâîșțşţ",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšžćđ",
    "sq": "ëç",
    "sr-Latn": "čćđšž",
    "sv": "åäöéàü",
    "sw": "",
    "tl": "ñáàâéíóú",
    "tr": "çğıiöşüâîû",
    "vi": ("àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюяѝ",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџшѐѝ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Script, language, words.
COMMON_WORDS: dict[str, dict[str, frozenset[str]]] = {
    "Latin": {
        "af": _words(
            "die en van in het nie is hy sy wat om te dat met was vir op haar ek hulle "
            "maar sal aan ook jy dit"
        ),
        "az": _words(
            "və bir bu ki də da o üçün ilə idi mən sən onun deyil var nə kimi daha çox "
            "hər dedi olan"
        ),
        "br": _words(
            "ha da ar an ur ul e a eo en gant ket hag evit ne war d'ar gwir pep deus eus "
            "hep pe n'eus o oa"
        ),
        "ca": _words(
            "de que i la el a els les va un una en per no es amb com del més però li seva "
            "havia ho si al dels"
        ),
        "cs": _words(
            "a se na že v je to s z do jako ale by si jsem bylo byl jeho za tak když jen "
            "co od už jsi"
        ),
        "cy": _words(
            "y yr a i o ei yn ar ac fod bod oedd mae roedd wedi i'r hi ef ond am gan oddi "
            "eu nid wrth ddim nad"
        ),
        "da": _words(
            "og i det er at på en til for af ikke han jeg hun med den de som var et sig "
            "fra ud blev efter hvad dig mig ham nogen være havde"
        ),
        "de": _words(
            "und die der das ich er sie nicht es in zu den ein war sich mit auf dem als "
            "ist eine so aber von im hatte sein wie du nur"
        ),
        "en": _words(
            "the and of to a in that he was it his i with as had you not be her is at for "
            "on said she they him but my me from"
        ),
        "eo": _words(
            "la kaj de en ne al mi ke li estas estis por ŝi vi ili kun sed sur tio ĉi kiu "
            "el je ĝi pri unu tiu oni"
        ),
        "es": _words(
            "de que y la el en no a los se un por las con una su para es lo como más le "
            "del al pero sin me había sus muy"
        ),
        "et": _words(
            "ja on ei ta et oli see ma kui oma ka siis aga mis nii sa selle ning veel kes "
            "tema üks nad kuid mitte olid"
        ),
        "eu": _words(
            "eta da ez bat zen ere izan du dira egin baina zuen hori dute bere edo hau "
            "zion esan zuten dela baten gabe guztiek eskubidea"
        ),
        "fi": _words(
            "ja on ei se hän oli että mutta kun niin ne ole minä sen sitten hänen vain "
            "mitä kuin joka nyt sinä olisi en"
        ),
        "fo": _words(
            "og í at ið til á er hann tað hon ein við sum ikki fyri av var men teir hava "
            "so skal um frá"
        ),
        "fr": _words(
            "de la le et les des il un une à en que est pas dans qui se ne sur elle du je "
            "au son avec ce pour plus était vous lui mais"
        ),
        "ga": _words(
            "an agus na a is ar i go le sé bhí ní do sí ag don nach mar sin atá tá leis "
            "raibh ach ina aon gach chun duine"
        ),
        "gd": _words(
            "an agus na a is air ann e gu bha do le i cha mar tha gun nach aig sin iad "
            "ach bho nan gach neach no"
        ),
        "gl": _words(
            "de que e a o en do da non os se un as unha por con para como máis súa ao na "
            "no foi seu pero eu meu estaba dixo"
        ),
        "hr": _words(
            "i je u se na da nije su za bi od sam što ga kao to ali iz s bio koji samo mu "
            "kad tko gdje uvijek poslije prije bila netko reče htio"
        ),
        "hu": _words(
            "a az és hogy nem egy is volt de ez azt csak van ha már meg mint el én mert "
            "ki még fel sem vagy volna"
        ),
        "id": _words(
            "yang dan di itu dengan tidak dari untuk ini dia ke akan ada pada aku saya "
            "telah ia sudah kamu adalah orang oleh juga atau seperti tak dalam"
        ),
        "is": _words(
            "og í það er að á sem til var ekki hann hún við en ég um fyrir með þá hafði "
            "sig þú þegar af honum frá þeir eða upp hans úr svo"
        ),
        "it": _words(
            "di e che la il non un a in una per è si del i le con era più lo ma da come "
            "gli al sua alla della mi ha se"
        ),
        "la": _words(
            "et in est non ad ut cum quod sed ab ex qui si atque sunt esse nec quae per "
            "se quid eius aut erat ille me autem erant neque illa hic haec sic iam nunc "
            "quam tamen eum eam"
        ),
        "lb": _words(
            "an de déi net ech si dat ass zu op vun mat et den hien fir eng en dass huet "
            "sech ze gouf hat senger oder all"
        ),
        "lt": _words(
            "ir kad į iš ne su tai jis buvo kaip o bet per ji jo tik aš apie jos dar nuo "
            "už prie tu jau man"
        ),
        "lv": _words(
            "un ir ka no uz ar viņš par bija kas es to nav tas lai viņa bet kā ne tu vai "
            "vēl tikai jau pie viņu"
        ),
        "mt": _words(
            "il u ta li ma dan għal kien huwa din hija kull jew lil kienet mill fuq biex "
            "tal għandu bil dak"
        ),
        "nb": _words(
            "og i det er at på en til for av ikke han jeg hun med den de som var et seg "
            "fra ut ble etter hva deg meg ham noen være hadde"
        ),
        "nl": _words(
            "de en het van een ik in dat is niet te zijn hij ze op maar was met voor die "
            "er je had aan om naar zich als zei hem"
        ),
        "nn": _words(
            "og i det er at på ein til for av ikkje han eg ho med den dei som var eit seg "
            "frå ut vart etter kva deg meg nokon noko vere hadde"
        ),
        "pl": _words(
            "i się nie w na z to że do jest jak a było o był ale po co go tak za jego "
            "tylko już ja czy jej ich"
        ),
        "pt": _words(
            "de que e a o não do da em um os se uma com para por as no na mais como ele "
            "mas seu ao foi era eu você"
        ),
        "ro": _words(
            "și de în a la cu nu o să că pe un din ce se mai era ca pentru au lui el am "
            "fi dar i ei după sa fără"
        ),
        "sk": _words(
            "a sa na že v je to s z do ako ale by si som bolo bol jeho za tak keď len čo od už nie"
        ),
        "sl": _words(
            "in je se da v na so za ne bi pa z sem ki bil kot po si ni tudi še le ga mu od bilo kaj"
        ),
        "sq": _words(
            "e të në dhe i që me nuk një për nga së u është më por do si kishte ishte ai "
            "se unë te ka tij kjo duhet ose"
        ),
        "sr-Latn": _words(
            "i je u se na da nije su za bi od sam šta ga kao to ali iz s bio koji samo mu "
            "kad ko gde uvek posle pre bila neko reče hteo"
        ),
        "sv": _words(
            "och i det är att på en till för av inte han jag hon med den de som var ett "
            "sig från ut blev efter vad dig mig honom någon om hade"
        ),
        "sw": _words(
            "na ya wa kwa ni katika za la kuwa hiyo hii yake mtu haki kila cha au kama "
            "huyo lakini si"
        ),
        "tl": _words(
            "ang ng sa na mga at ay ko si hindi ni niya siya ito ako kay para nang isang "
            "may pa ka lang"
        ),
        "tr": _words(
            "ve bir bu da de o için ne çok ben ama gibi daha var değil sonra dedi kadar "
            "her mi onu ki en onun diye yok olan olarak hiçbir bunu şey ya benim iki "
            "zaman hiç çünkü ilk göre"
        ),
        "vi": _words(
            "và là của không có một người tôi anh được trong cho đã những với này cô đi "
            "đến như khi cũng ra lại"
        ),
    },
    "Cyrillic": {
        "be": _words("і не на я што з у ён як яна але да гэта за быў па яго так ад"),
        "bg": _words("и на да не се в си за от е той че ще беше с по му като тя го това но"),
        "kk": _words(
            "және мен бір бұл да де ол деп үшін емес бар болды оның еді әр адам өз құқығы "
            "ғана сияқты"
        ),
        "mk": _words("и на да не се во од за ќе е со што го беше тој тоа ги по како но таа"),
        "ru": _words(
            "и в не на что я он с как это но она его по к из у ты за так же от было все бы"
        ),
        "sr": _words(
            "и је у се на да није су за би од сам што га као то али с из био који само му кад"
        ),
        "uk": _words("і в не на що я він з як це але вона його по до та у ти за так же від було й"),
    },
    "Arabic": {
        "ar": _words(
            "في من على أن إلى لا ما هو التي هذا عن كان لم مع هي قد كل قال ذلك الذي أو "
            "كانت كما إن له"
        ),
        "fa": _words(
            "و در به از که این را با است آن یک برای می بود هر او تا بر نه گفت شد کرد هم "
            "من یا ها خود"
        ),
        "ur": _words(
            "کے کی اور میں ہے کا سے کو نے اس یہ کہ پر وہ ہیں تھا نہیں ایک بھی کیا ہو تھی جو"
        ),
    },
    "Hebrew": {
        "he": _words(
            "של את על לא הוא היא זה עם כל אני היה כי גם או אם אל מה יש אבל רק היו הזה אמר אחד"
        ),
        "yi": _words(
            "און די איז צו אין פון דער דאָס האָט מען מיט זיך נישט ניט אויף אַ זיי ער וואָס יעדער רעכט"
        ),
    },
    "Devanagari": {
        "hi": _words("के की है में और से का को ने यह पर नहीं कि एक भी वह हैं था तो थी हो कर जो इस"),
        "mr": _words(
            "आणि आहे या व तो ते ही हे होता होते नाही की मी त्या असे कोणत्याही प्रत्येक "
            "आपल्या किंवा पण काय ती होती"
        ),
        "ne": _words(
            "र छ को मा ले लाई यो हो पनि तर भएको गर्न हुनेछ प्रत्येक वा थियो त्यो कुनै एक अधिकार उसले मेरो भने"
        ),
    },
}
