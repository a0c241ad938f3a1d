"""A newsroom without a word of English: what its pages say in English is then the desk's own."""

from sqlalchemy import select

from service.database import Database
from service.models import Account, Issue
from service.worker import Worker
from tests.client import TestClient
from tests.desk import Desk
from tests.factories import MadeSite, make_member, make_site, post, report

WORDS = (
    "помілка",
    "жевотні",
    "превіт",
    "дакументи",
    "сонче",
    "вітор",
    "хмаринкка",
    "поле поле",
    "річкою",
    "Зеленськй",
)
COUNTS = (1, 2, 5, 11, 21)
"""How many readers the first issues have: one number for each form that a language may have."""
PAGE = "https://news.example/1/2"
READER = "r@k1.example"


Newsroom = tuple[MadeSite, Desk]


def make_newsroom(client: TestClient, database: Database, worker: Worker, language: str) -> Newsroom:
    """A site with an issue for each of the words, its owner at the desk, and an editor."""
    site = make_site(database, "k1", name="Кур’єр", languages=("uk",))
    make_member(database, site, "b@courier.example")
    for word in WORDS:
        sent = report(
            word,
            site="k1",
            page={
                "url": PAGE,
                "title": "Рада гавані мовчить",
                "lang": "uk",
                "section": "Місто",
                "author": "Юлія Дзюба",
            },
            quote={"exact": word, "prefix": "Учора в гавані ", "suffix": " бачили всі."},
            correction=word.capitalize(),
            comment="Тут щось не те",
            kind="grammar",
            email=READER,
        )
        assert post(client, sent).status_code == 202
    worker.run_once()
    with database.write() as session:
        owner, colleague = session.scalars(select(Account).order_by(Account.id))
        owner.name, colleague.name = "Олена Коваль", "Тарас"
        owner.language = language
        for number, count in enumerate(COUNTS, 1):
            session.get_one(Issue, number).report_count = count
    return site, Desk(client, site.owner_email)


def live_through_everything(desk: Desk) -> None:
    """Do to the newsroom's issues all that leaves a trace in a history."""
    for number, decision in ((10, "accept"), (9, "resolve"), (8, "reject"), (7, "spam"), (6, "duplicate")):
        desk.open(f"/desk/issues/{number}")
        desk.decide(decision, own="слово", original="1", reason="так і треба")
    desk.open("/desk/issues/10")
    desk.decide("reopen")
    desk.open("/desk/issues/10")
    desk.send("/assignee", assignee="2")
    desk.open("/desk/issues/10")
    desk.send("/assignee", assignee="")
    desk.open("/desk/issues/10")
    desk.send("/assignee", assignee="1")
    desk.open("/desk/issues/10")
    desk.send("/comments", comment="Гляньте, @Олена")
    desk.send("/desk/undo")
