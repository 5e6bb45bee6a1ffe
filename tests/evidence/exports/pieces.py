"""Seeded pieces of which exports are made: people with a mood, times, words, and writers to bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

Row = Sequence[object]

ENGLISH = (
    "The queue at the counter was far too long, nobody told us why",
    "Lovely crew, thank you!",
    "App crashed twice, then it worked",
    "I could not find the gate; signs are missing",
    "Everything went smoothly, will come again",
    "Bag arrived late, and the desk was closed, so I had to call three times",
    "ok",
    "Too expensive for what you get, sorry",
)
GERMAN = (
    "Die Schlange war viel zu lang, niemand hat informiert",
    "Sehr nettes Personal, gerne wieder!",
    "Die App ist abgestürzt; danach ging es",
    "Alles reibungslos, danke schön",
    "Gepäck kam verspätet und der Schalter war geschlossen",
    "Preis überzogen, Größe der Sitze lächerlich",
)
FRENCH = (
    "L’attente était trop longue et personne ne nous a prévenus",
    "Équipe très aimable, merci !",
    "L'application a planté deux fois",
    "Rien à redire, à bientôt",
    "Bagage livré en retard, le guichet était fermé",
)
SPANISH = (
    "La cola era larguísima y nadie explicó nada",
    "Personal muy amable, ¡gracias!",
    "La aplicación falló dos veces, después funcionó",
    "Todo perfecto, volveré el año que viene",
)
ITALIAN = (
    "La coda era troppo lunga e nessuno ci ha spiegato il perché",
    "Personale gentilissimo, grazie mille!",
    "L'app si è bloccata due volte, poi è andata",
    "Tutto bene, tornerò sicuramente la prossima volta",
)
JAPANESE = (
    "カウンターの待ち時間が長すぎました。説明もありませんでした。",
    "スタッフの対応がとても親切で、また利用したいと思います。",
    "アプリが二回落ちましたが、その後は問題なく使えました。",
    "荷物の受け取りに一時間かかりました。改善をお願いします。",
)
CHINESE = (
    "排队时间太长，没有人解释原因，希望改进。",
    "工作人员非常热情，下次还会再来，谢谢！",
    "应用程序闪退了两次，后来就正常了。",
    "行李到得很晚，柜台已经关门，只好打电话。",
)
FIRST = ("Anna", "Ben", "Chloé", "David", "Elif", "Farid", "Grace", "Hugo", "Ines", "Jonas", "Kim", "Lena", "Marco")
LAST = ("Meyer", "Okafor", "Rossi", "Dubois", "García", "Smith", "Tanaka", "Novak", "Yilmaz", "Silva", "Jensen")


def mood(rng: Random) -> float:
    """How well it went for one person: 0 badly, 1 well."""
    return rng.betavariate(2.6, 1.7)


def rate(rng: Random, well: float, low: int, high: int) -> int:
    """A rating of somebody for whom it went so ``well``."""
    spread = (high - low) * 0.22
    return max(low, min(high, round(low + (high - low) * well + rng.gauss(0, spread))))


def times(rng: Random, n: int, *, start: str = "2026-08-03 07:00:00", step: float = 150.0) -> list[datetime]:
    """``n`` moments in order, on average ``step`` minutes apart."""
    now = datetime.fromisoformat(start)
    out = []
    for _ in range(n):
        now += timedelta(seconds=int(rng.expovariate(1 / (step * 60))) + 1)
        out.append(now)
    return out


def word(rng: Random, length: int, letters: str = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789") -> str:
    return "".join(rng.choice(letters) for _ in range(length))


def mail(rng: Random) -> str:
    return f"{rng.choice(FIRST).lower().replace('é', 'e')}.{word(rng, 5).lower()}@example.org"


def address(rng: Random) -> str:
    return ".".join(str(rng.randint(1, 250)) for _ in range(4))


def some(rng: Random, texts: Sequence[str], share: float) -> str:
    """A comment, or nothing; now and then two in one so that most are distinct."""
    if rng.random() > share:
        return ""
    return (
        rng.choice(texts)
        + (" " + rng.choice(texts) if rng.random() < 0.6 else "")
        + f" ({rng.randint(2, 99)})" * (rng.random() < 0.5)
    )


def table(
    rows: Iterable[Row],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    end: str = "\r\n",
    quote: int = csv.QUOTE_MINIMAL,
) -> bytes:
    """Rows as delimited text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quote)  # type: ignore[arg-type]
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(*sheets: tuple[str, Sequence[Row]]) -> bytes:
    """Sheets as an XLSX file; a cell may be a datetime, which gets a date format."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
