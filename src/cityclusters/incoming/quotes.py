"""What somebody wrote now: a mail's text without what it quotes and without signature.

In the eight languages of the platform's texts. mail-parser-reply knows the lines that mail programs write
above a quotation in English, French, Spanish and Chinese; Arabic, Portuguese, Russian and Uzbek are ours. Its
way of cutting signatures is not used: it drops everything after a line that begins with "Thanks," or with a
hyphen, which in a list of three answers loses all three. What is not surely old
stays, formulas in the middle of a text too."""

import re

from mailparser_reply.parser import EmailMessage as Quoted

KNOWN_LANGUAGES = ["en", "fr", "es", "zh"]
LONGEST = 100_000  # characters
LONG_LINE = 400  # longer ones are no heads of quotations
WROTE = (
    r"wrote|writes|a écrit|écrit|escribió|escribio|escreveu|كتبت|كتب|написала?|написал\(а\)|пишет|"
    r"写道|寫道|yozdi|yozgan|ёзди"
)
ATTRIBUTION = re.compile(rf"(?:{WROTE})[^\n]{{0,120}}[:：]\s*$", re.IGNORECASE)
NAMED = re.compile(r"<[^<>\s]+@[^<>\s]+>\)?\s*[:：]\s*$")  # Google's Russian and Arabic have no verb there
DIRECTION = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
TIME = re.compile(r"\d{1,2}[:.٫٬hH]\d{2}")
DIVIDER = re.compile(
    r"^\s*(?:[-_*]{2,}\s*(?:original (?:message|appointment)|forwarded message|reply message|"
    r"message d['’]origine|"
    r"message (?:original|transféré)|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|"
    r"الرسالة الأصلية|رسالة (?:أصلية|معاد توجيهها)|исходное сообщение|пересылаемое сообщение|"
    r"原始邮件|原始郵件|转发的邮件|asl xabar)\s*[-_*]{2,}|begin forwarded message:)\s*$",
    re.IGNORECASE,
)
FROM = r"from|de|von|من|от(?: кого)?|发件人|寄件者|kimdan"
HEAD = (
    rf"(?:{FROM}|sent|date|to|subject|cc|envoyé|date d['’]envoi|à|objet|enviado(?: el)?|fecha|"
    r"para|asunto|data|"
    r"assunto|تاريخ الإرسال|تم الإرسال|التاريخ|إلى|الموضوع|نسخة|отправлено|дата|кому|тема|копия|"
    r"发送时间|日期|收件人|主题|主題|抄送|yuborildi|kimga|mavzu|sana)"
)
HEAD_LINE = re.compile(rf"^[>\s*]*{HEAD}\s*\*?\s*[:：]\s*\*?\s*\S", re.IGNORECASE)
FROM_LINE = re.compile(rf"^[>\s*]*(?:{FROM})\s*\*?\s*[:：]", re.IGNORECASE)
PHONE = re.compile(
    r"^\s*(?:sent from (?:my|yahoo|outlook|mail|samsung|the)\b.*|sent (?:via|with|by) .{1,40}|"
    r"get outlook for .*|"
    r"envoyé (?:de|depuis|à partir de|avec) .{1,60}|obtenez outlook .*|téléchargez outlook .*|"
    r"enviado (?:desde|do|a partir do|de) .{1,60}|obtener outlook .*|obter o outlook .*|"
    r"(?:تم )?(?:ال)?إ?رسل?ا?ل? ?من .{0,20}(?:iphone|ipad|android|هاتفي|جهاز|جوالي|بريد|outlook|samsung).*|"
    r"أ?ُ?رسلت من .*|تم الإرسال من .*|отправлено (?:с|из|через) .{1,60}|"
    r"(?:发自|發自|从我的).{1,30}|来自 ?我的.{1,20}|.{1,30}(?:dan|орқали) yuborildi\.?)\s*$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^\s*(?:(?:with )?(?:best|kind|warm|kindest) (?:regards|wishes)|regards|yours (?:sincerely|faithfully)|"
    r"sincerely|best|cheers|(?:bien |très )?cordialement|(?:sincères |meilleures )?salutations|bien à vous|"
    r"saludos(?: cordiales)?|(?:un )?cordial saludo|atentamente|cordialmente|atenciosamente|"
    r"(?:com os )?(?:melhores )?cumprimentos|abraços|مع (?:أطيب|خالص|فائق)? ?(?:التحيات|تحياتي|الاحترام)"
    r".{0,20}|"
    r"(?:أطيب )?تحياتي|وتفضلوا بقبول .{1,30}|с (?:наилучшими пожеланиями|уважением)|всего доброго|"
    r"此致|敬礼|祝好|顺祝商祺|hurmat bilan)\s*[,.،。!：]?\s*$",
    re.IGNORECASE,
)
AFTER_CLOSING = 8  # lines: a name, an office, a number
SHORT = 90


def reply_alone(text: str) -> str:
    """The text that was written now. A mail that holds nothing else gives ''."""
    lines = text[:LONGEST].split("\n")
    lines = _unquoted(_cut_old(lines))
    lines = _without_signature(lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _cut_old(lines: list[str]) -> list[str]:
    """Ends at the first mark after which everything is old; drops the lines that announce a quotation."""
    heads = _heads(lines)
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if DIVIDER.match(lines[at]) or _begins_head_block(lines, at):
            break
        length = heads.get(at) or _attribution(lines, at)
        quoted = bool(length) and _quoted_next(lines, at + length)
        if quoted:
            at += length
        elif length and any("@" in line for line in lines[at : at + length]):
            break
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _heads(lines: list[str]) -> dict[int, int]:
    """Where the library sees the head of a quotation: line → number of lines. Only heads that give a time or
    an address count: "in May she wrote:" begins a sentence too."""
    short = "\n".join(line.strip() if len(line) <= LONG_LINE else "…" for line in lines)
    found = {}
    for match in Quoted(text="", languages=list(KNOWN_LANGUAGES)).HEADER_REGEX.finditer(short):
        words = match.group().strip("\n")
        is_head = "\n" not in words or words.count("\n") < 3
        if is_head and _dated(words) and ATTRIBUTION.search(" ".join(words.split())):
            before = match.start() + len(match.group()) - len(match.group().lstrip("\n"))
            found[short.count("\n", 0, before)] = words.count("\n") + 1
    return found


def _dated(words: str) -> bool:
    return "@" in words or (bool(TIME.search(words)) and len(re.findall(r"\d", words)) >= 4)


def _attribution(lines: list[str], at: int) -> int:
    """How many lines, beginning here, announce a quotation ("… wrote:"), broken over up to three; else 0."""
    if lines[at].lstrip().startswith(">") or not lines[at].strip():
        return 0
    for length in (1, 2, 3):
        part = lines[at : at + length]
        if len(part) < length or not part[-1].strip() or any(len(line) > LONG_LINE for line in part):
            return 0
        words = DIRECTION.sub("", " ".join(line.strip() for line in part))
        if NAMED.search(words) and TIME.search(words):
            return length
        if ATTRIBUTION.search(words):
            return length if _dated(words) and (_starts_dated(part[0]) or "@" in words) else 0
    return 0


def _starts_dated(line: str) -> bool:
    """Whether the first of the lines already says who or when: else it is the end of what was written."""
    return bool(re.search(r"\d|@", line))


def _quoted_next(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 4] if line.strip()), "")
    return following.lstrip().startswith(">")


def _begins_head_block(lines: list[str], at: int) -> bool:
    """Outlook's way: From, Sent, To, Subject one below the other, in any of the languages."""
    if not FROM_LINE.match(lines[at][:LONG_LINE]):
        return False
    block = [line for line in lines[at : at + 10] if line.strip()][:6]
    return sum(bool(HEAD_LINE.match(line[:LONG_LINE])) for line in block) >= 3


def _unquoted(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.lstrip().startswith(">")]


def _without_signature(lines: list[str]) -> list[str]:
    """Cuts at the mark '-- ', then a phone's own line and a closing formula near the end."""
    mark = next((at for at, line in enumerate(lines) if line.rstrip() in {"--", "—", "__"}), len(lines))
    lines = [line for line in lines[:mark] if not PHONE.match(line[:LONG_LINE])]
    while lines and not lines[-1].strip(" _-*\t"):  # Outlook draws a line above what it quotes
        lines.pop()
    first = max(1, len(lines) - AFTER_CLOSING)
    for at in range(first, len(lines)):
        if CLOSING.match(lines[at][:LONG_LINE]) and all(len(line) <= SHORT for line in lines[at:]):
            return lines[:at]
    return lines
