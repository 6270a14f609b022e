"""Words that say nothing when somebody searches. They stay in the index and leave questions only."""

STOPS: dict[str, frozenset[str]] = {
    "en": frozenset(
        ["a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "do", "does", "did", "for", "from", "had", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "please", "so", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "us", "was", "we", "were", "what", "when", "where", "which", "who", "whom", "why", "will", "with", "would", "you", "your"]
    ),
    "fr": frozenset(
        ["à", "a", "ai", "au", "aux", "avec", "ce", "ces", "cet", "cette", "c", "comme", "comment", "d", "dans", "de", "des", "du", "elle", "en", "est", "et", "être", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "leurs", "lui", "m", "ma", "mais", "me", "mes", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou", "où", "par", "pas", "pour", "qu", "que", "quel", "quelle", "quels", "quelles", "qui", "s", "sa", "se", "ses", "si", "son", "sont", "sur", "t", "ta", "te", "tes", "ton", "tu", "un", "une", "vos", "votre", "vous", "y"]
    ),
    "es": frozenset(
        ["a", "al", "algo", "ante", "con", "como", "cómo", "cual", "cuál", "cuando", "cuándo", "de", "del", "desde", "donde", "dónde", "e", "el", "él", "ella", "en", "entre", "es", "esa", "ese", "eso", "esta", "está", "este", "esto", "fue", "ha", "han", "hay", "la", "las", "le", "les", "lo", "los", "me", "mi", "muy", "más", "nos", "nuestra", "nuestro", "o", "para", "pero", "por", "porque", "que", "qué", "quien", "quién", "se", "ser", "si", "sin", "sobre", "son", "su", "sus", "también", "te", "tiene", "un", "una", "unas", "uno", "unos", "y", "ya", "yo"]
    ),
    "pt": frozenset(
        ["a", "à", "ao", "aos", "as", "às", "com", "como", "da", "das", "de", "dela", "dele", "do", "dos", "e", "é", "ela", "ele", "em", "entre", "era", "essa", "esse", "esta", "está", "este", "eu", "foi", "há", "isso", "já", "lhe", "mais", "mas", "me", "meu", "minha", "na", "nas", "não", "nem", "no", "nos", "nós", "nosso", "o", "os", "ou", "para", "pela", "pelo", "pelas", "pelos", "por", "qual", "quando", "que", "quem", "se", "sem", "ser", "seu", "sua", "são", "também", "te", "tem", "um", "uma", "você"]
    ),
    "ru": frozenset(
        ["а", "без", "более", "бы", "был", "была", "были", "было", "быть", "в", "во", "вот", "все", "всё", "вы", "где", "да", "для", "до", "его", "её", "если", "есть", "ещё", "же", "за", "и", "из", "или", "им", "их", "к", "как", "какие", "какой", "когда", "который", "ли", "мы", "на", "над", "наш", "не", "ни", "но", "о", "об", "он", "она", "они", "оно", "от", "по", "под", "при", "с", "со", "так", "также", "там", "те", "то", "того", "тоже", "только", "у", "чем", "что", "чтобы", "это", "этот", "эта", "эти", "я"]
    ),
    "ar": frozenset(
        ["ا", "في", "من", "على", "الى", "عن", "مع", "هذا", "هذه", "ذلك", "تلك", "التي", "الذي", "الذين", "ان", "انه", "انها", "كان", "كانت", "يكون", "تكون", "قد", "لا", "لم", "لن", "ما", "ماذا", "هل", "كيف", "متى", "اين", "لماذا", "او", "و", "ثم", "بين", "كل", "بعض", "عند", "عندما", "حيث", "كما", "لكن", "هو", "هي", "هم", "نحن", "انا", "منذ", "حتى", "اذا", "غير", "بعد", "قبل"]
    ),
    "zh": frozenset(["的", "了", "是", "在", "和", "与", "及", "或", "也", "都", "就", "而", "有", "我", "你", "他", "她", "它", "我们", "你们", "他们", "这", "那", "这个", "那个", "怎么", "如何", "什么", "为", "对", "从", "到", "把", "被", "吗", "呢", "吧", "啊", "之", "其", "等"]),
    "uz": frozenset(["va", "bilan", "uchun", "ham", "bu", "shu", "u", "biz", "siz", "men", "qanday", "nima", "qachon", "bir", "da", "ning", "ni", "ga", "dan", "yoki", "ва", "билан", "учун", "хам", "бу", "шу", "у", "биз", "сиз", "мен"]),
}
