"""Honest numbers that look like sensitive ones, and honest words that sound like it."""

# ruff: noqa: E501 -- lines of data

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator

from chatcore.guard.chains import passes_luhn
from chatcore.guard.issuers import strongest_of
from tests.guard.numbers import digits, luhn_digit


def _honest(make: Callable[[], str]) -> str:
    """Not a card by chance."""
    while True:
        number = make()
        plain = "".join(character for character in number if "0" <= character <= "9")
        if not (passes_luhn(plain) and strongest_of(plain)):
            return number


def _date(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1960, 2030)
    return chance.choice(
        [f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{month}/{day}/{year}"]
    )


def _phone(chance: random.Random) -> str:
    tail = lambda count: digits(chance, count)  # noqa: E731
    return chance.choice([
        f"+46 70 {tail(3)} {tail(2)} {tail(2)}", f"+420 {tail(3)} {tail(3)} {tail(3)}", f"0{tail(2)}-{tail(4)}-{tail(4)}",
        f"+82 10-{tail(4)}-{tail(4)}", f"+380 44 {tail(3)} {tail(4)}", f"0812-{tail(4)}-{tail(4)}", f"+972-5{tail(1)}-{tail(7)}",
        f"(0{tail(3)}) {tail(6)}", f"+1 ({tail(3)}) {tail(3)}-{tail(4)}", f"00 44 20 {tail(4)} {tail(4)}", f"8 (495) {tail(3)}-{tail(2)}-{tail(2)}",
    ])  # fmt: skip


_MAKERS: dict[str, Callable[[random.Random], str]] = {
    "imei": lambda c: f"imei {_honest(lambda: _luhn(c, '35', 15))}",
    "imei-spaced": lambda c: f"my phone {(n := _luhn(c, '86', 15))[:2]} {n[2:8]} {n[8:14]} {n[14]} is locked",
    "iccid": lambda c: f"iccid {_luhn(c, '8946', 19)}",
    "siret": lambda c: f"notre SIRET {_luhn(c, '732', 14)}",
    "isbn": lambda c: f"do you sell ISBN 978-91-{digits(c, 3)}-{digits(c, 4)}-{digits(c, 1)}?",
    "ean": lambda c: f"streckkod {_honest(lambda: '73' + digits(c, 11))}",
    "millis": lambda c: f"event at {c.randint(1600000000000, 1799999999999)}",
    "micros": lambda c: f"t={c.randint(1600000000000000, 1799999999999999)}",
    "gps": lambda c: f"jag är vid {c.randint(55, 68)}.{digits(c, 6)}, {c.randint(11, 24)}.{digits(c, 6)}",
    "gps-plain": lambda c: f"{c.uniform(-90, 90):.7f} {c.uniform(-180, 180):.7f}",
    "invoice": lambda c: f"faktura {c.randint(2020, 2026)}-{digits(c, 6)}",
    "invoice-long": lambda c: f"Invoice no. {_honest(lambda: digits(c, 12))}",
    "ip": lambda c: f"blocked {c.randint(1, 255)}.{c.randint(0, 255)}.{c.randint(0, 255)}.{c.randint(0, 255)}:{c.randint(1000, 65000)}",
    "ips": lambda c: " ".join(f"10.{c.randint(0, 255)}.{c.randint(0, 255)}.{c.randint(0, 255)}" for _ in range(3)),
    "license": lambda c: "key " + "-".join("".join(c.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=5)) for _ in range(5)),
    "date": lambda c: f"leverans {_date(c)} tack",
    "dates": lambda c: f"{_date(c)} - {_date(c)}",
    "stamp": lambda c: f"[{_date(c)} {c.randint(0, 23):02}:{c.randint(0, 59):02}:{c.randint(0, 59):02}] timeout",
    "score": lambda c: f"it ended {c.randint(0, 5)}-{c.randint(0, 5)}, {c.randint(0, 7)}-{c.randint(0, 7)}, 6-4, 7-5, 6-3, 7-6",
    "phone": lambda c: f"ring {_phone(c)}", "phones": lambda c: f"{_phone(c)} / {_phone(c)}",
    "phone-list": lambda c: "\n".join(_phone(c) for _ in range(3)),
    "uuid": lambda c: f"ref {uuid.UUID(int=c.getrandbits(128), version=4)}",
    "digit-uuid": lambda c: f"{digits(c, 8)}-{digits(c, 4)}-4{digits(c, 3)}-8{digits(c, 3)}-{digits(c, 12)}",
    "hash": lambda c: f"sha {c.getrandbits(160):040x}", "short-hash": lambda c: f"build {c.getrandbits(64):016x}",
    "ups": lambda c: f"1Z{digits(c, 3)}AA{digits(c, 11)}", "royal-mail": lambda c: f"paket RR{digits(c, 9)}SE på väg?",
    "usps": lambda c: f"9400 {digits(c, 4)} {digits(c, 4)} {digits(c, 4)} {digits(c, 4)} {digits(c, 2)}",
    "dhl": lambda c: f"zásilka {_honest(lambda: '00340' + digits(c, 15))}", "fedex": lambda c: f"seguimiento {_honest(lambda: digits(c, 12))}",
    "sscc": lambda c: f"kolli (00) {_honest(lambda: '3' + digits(c, 17))}",
    "order": lambda c: f"order {digits(c, 3)}-{digits(c, 7)}-{digits(c, 7)}", "order-16": lambda c: f"objednávka {_honest(lambda: '1' + digits(c, 15))}",
    "ref-16": lambda c: f"the reference reads {_broken(c)}", "spaced-ref": lambda c: f"serial {(n := _broken(c))[:4]} {n[4:8]} {n[8:12]} {n[12:]}",
    "price": lambda c: f"varför {c.randint(10, 99999)},{digits(c, 2)} kr och inte {c.randint(10, 999)} kr?",
    "prices": lambda c: " ".join(f"{c.randint(1, 99)}.{digits(c, 2)}" for _ in range(7)),
    "prices-lines": lambda c: "\n".join(f"{c.randint(1, 999)},{digits(c, 2)}" for _ in range(5)),
    "sizes": lambda c: "sizes " + "/".join(str(34 + 2 * i) for i in range(c.randint(4, 9))),
    "lottery": lambda c: "we need rows " + " ".join(str(c.randint(1, 49)) for _ in range(9)),
    "table": lambda c: "\n".join(f"{i}. {digits(c, 4)}" for i in range(1, 6)),
    "vat": lambda c: f"VAT SE{digits(c, 12)}", "coupon": lambda c: f"promo kod {c.choice('ABCDEF')}{digits(c, 6)} funkar inte",
    "postal": lambda c: f"kirim ke Jakarta {digits(c, 5)}", "meter": lambda c: f"mätare {_honest(lambda: digits(c, 18))}",
    "version": lambda c: f"firmware {c.randint(1, 9)}.{c.randint(0, 20)}.{digits(c, 4)}.{digits(c, 6)}",
    "math": lambda c: f"{digits(c, 4)} x {digits(c, 4)} + {digits(c, 4)} = {digits(c, 8)}",
    "url": lambda c: f"https://shop.example/p/{digits(c, 16)}?v={digits(c, 10)}", "status": lambda c: f"https://x.example/i/status/{digits(c, 19)}",
    "image": lambda c: f"IMG_{c.randint(2019, 2026)}1{digits(c, 3)}_{digits(c, 6)}.jpg",
    "range": lambda c: f"rows {digits(c, 4)} to {digits(c, 4)} and {digits(c, 4)} to {digits(c, 4)}",
    "account-shop": lambda c: f"my customer account {digits(c, 8)} is locked",
    "flight": lambda c: f"SK{digits(c, 4)} {c.randint(1, 28)} Nov 1{c.randint(0, 9)}:{c.randint(10, 59)} seat {c.randint(1, 40)}B",
}  # fmt: skip
_WORDS = [
    "jag har glömt mitt lösenord", "lösenordet fungerar inte sedan 3 dagar", "heslo nefunguje od 12. 5.", "mot de passe trop court, minimum 8 caractères",
    "パスワードを忘れました", "パスワードは8文字以上必要ですか", "비밀번호를 잊어버렸어요", "мой пароль не подходит уже 2 дня", "пароль должен быть 8 символов",
    "şifremi unuttum", "lupa kata sandi saya", "שכחתי את הסיסמה שלי", "نسيت كلمة المرور", "我忘记密码了", "密码错误3次被锁定", "zapomniałem hasła do konta 12345",
    "min pinkod fungerar inte", "PIN is blocked after 3 attempts", "where is the pin code printed?", "pin code 110001 Delhi delivery?", "the CVV field rejects everything",
    "is the CVV 3 or 4 digits?", "CVV-koden är tre siffror va?", "nikdy neposílejte PIN ani CVV", "verification code expired after 10 minutes", "the sms code never came in 30 min",
    "код из смс не приходит 15 минут", "kode verifikasi belum masuk dari tadi", "your code has 6 digits", "gift card code 4821 not accepted", "door code 4821 for the courier",
    "area code 0411", "dress code for 2026 party?", "QR code 4821 missing", "source code line 4821", "I have two cards and three accounts", "carta d'identità scaduta nel 2024",
    "SIM card 89 46 doesn't register", "gift card 50 EUR please", "my account was opened in 2019", "account number is on the letter from 2024", "bank holiday 26 12 2026 open?",
    "sort by code 200000", "routing number please?", "what is my customer number? 10023345", "kundnummer 10023345", "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "uno dos tres probando", "raz dva tři zkouška", "två av tre rosor, en vas och fyra kort tack", "en två tre fyra fem sex sju åtta nio tio elva tolv", "一二三四五六七八九十",
    "三四天就到了", "pass 4 tickets to me", "The PIN pad shows 0000?", "our ssn policy from 2020", "social media team 24 7", "I paid 1234 on my card", "card 1 of 2 was declined", "the card ends with 9999",
    "kort som slutar på 4242", "sista fyra siffrorna 4242", "карта заканчивается на 4242", "下四桁は4242", "카드 끝자리 4242", "**** 4242 och •••• 1881", "xxxx xxxx xxxx 4242", "5555 55** **** 4444",
    "room 4821 pin the note", "pinned 4821 posts", "I pinned version 4821", "otp meetings 2 3 4", "the passcode feature is broken since v12", "password policy 2024.1 applies",
]  # fmt: skip
_CONVERSATIONS = [
    ["order 4539148803", "436467 was the other"], ["tel 0701 234567", "or 0702 345678"], ["12 roses", "24 tulips", "36 lilies", "48 daisies"],
    ["we meet 12.05.2026", "14:30", "table 4"], ["what is the PIN field for?", "2024"], ["never send your cvv here", "ok 100 then"], ["faktura 4242 4242", "4242 4242"],
    ["my zip is 94107", "house 4242", "floor 42"], ["What is your phone number?", "0701234567"], ["How many?", "120"], ["Which year?", "2019"], ["IMEI?", "35209900 1761481"], ["3", "4", "5"],
    ["room 12", "1234"], ["100", "200 or 300?"], ["ticket 5105105", "105105100 is the other"],
]  # fmt: skip
_REPEATS = 6
_KINDS: dict[str, str] = {}


def _luhn(chance: random.Random, prefix: str, length: int) -> str:
    body = prefix + digits(chance, length - 1 - len(prefix))
    return body + luhn_digit(body)


def _broken(chance: random.Random) -> str:
    """Sixteen digits that start like a card and fail its check."""
    body = chance.choice(["4539", "5312", "4024", "6011", "2315"]) + digits(chance, 11)
    return body + str((int(luhn_digit(body)) + chance.randint(1, 9)) % 10)


def all_traps(chance: random.Random) -> Iterator[str | list[str]]:
    for name, make in _MAKERS.items():
        for _ in range(_REPEATS):
            text = make(chance)
            _KINDS[text] = name
            yield text
    yield from _WORDS
    yield from _CONVERSATIONS


def kind_of(messages: list[str]) -> str:
    return _KINDS.get(messages[0], "words" if len(messages) == 1 else "conversation")


def honest_numbers(chance: random.Random, count: int) -> Iterator[str]:
    """Order ids, phones, UUIDs, tracking numbers, dates, prices and their like, one a text."""
    makers = list(_MAKERS.values())
    for _ in range(count):
        yield chance.choice(makers)(chance)
