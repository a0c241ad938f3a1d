"""The office's pages of channels: what owners do there without a script, and what nobody else can."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import urljoin, urlsplit

import pytest
from httpx2 import Response
from standardwebhooks import Webhook

from service.database import Database
from service.domain.rhythm import Rhythm
from service.models import Account, Channel, ChannelKind, Off, Role, Site
from service.notifications.links import unsubscribe_token
from service.notifications.secrets import opened
from service.settings import Settings
from service.worker import Worker
from tests.client import TestClient
from tests.desk import Desk, _Forms
from tests.factories import PAGE, log_in, make_member, make_site
from tests.notifications.mailbox import Mailbox, parts
from tests.notifications.newsroom import Newsroom
from tests.notifications.receiver import Receiver, Reply

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # gathering is tested on both
CHANNELS = "/office/courier/channels"
OWN = "/desk/notifications"
_ENTRY = "{http://www.w3.org/2005/Atom}"


class Office(Desk):
    """The office, which has many forms on a page: they are told apart by how their addresses end."""

    def send(self, action: str, /, **fields: str) -> Response:
        parsed = _Forms()
        parsed.feed(self.page.text)
        path, filled = next(form for form in parsed.forms if form[0].endswith(action))
        answer = self.client.post(path, data=filled | fields, headers={"sec-fetch-site": "same-origin"})
        self.page = answer
        if answer.status_code == 303:
            self.open(urljoin(str(answer.url), answer.headers["location"]))
        return answer


@pytest.fixture
def owner(newsroom: Newsroom) -> Office:
    """The site's owner, logged in."""
    return Office(newsroom.client, newsroom.site.owner_email)


def add(desk: Office, kind: str, path: str = CHANNELS, **fields: str) -> None:
    desk.open(f"{path}/new?kind={kind}")
    assert desk.send(path, **fields).status_code in (200, 303), desk.shown()


def agree(newsroom: Newsroom) -> None:
    """Have the latest channel's mailbox agree."""
    with newsroom.database.write() as session:
        session.get_one(Channel, latest(newsroom).id).confirmed_at = newsroom.clock()


def latest(newsroom: Newsroom) -> Channel:
    with newsroom.database.read() as session:
        return session.query(Channel).order_by(Channel.id.desc()).limit(1).one()


def test_a_channel_is_added_tried_and_told(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    owner.open(CHANNELS)
    assert "No channels yet" in owner.shown()
    add(owner, "email", address="Desk@München.example", rhythm="hourly", kinds="grammar", sections=" Sport \n\nLocal")
    channel = latest(newsroom)
    assert channel.config == {"address": "Desk@xn--mnchen-3ya.example"} and channel.rhythm == "hourly"
    assert channel.kinds == ["grammar"] and channel.sections == ["Sport", "Local"]
    agree(newsroom)
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send("/test")
    assert owner.page.headers["refresh"] == "2" and "on its way" in owner.shown()
    newsroom.later()
    owner.open(f"{CHANNELS}/{channel.id}/test")
    assert "refresh" not in owner.page.headers
    assert "It arrived." in owner.shown() and "250 Kept as 4711" in owner.shown()
    said = [parts(mail)[0] for mail in mails.mails]  # the question to the mailbox left at the same time
    assert any(text.startswith("A test message from Bluepencil for The Courier") for text in said)


def test_a_test_tells_what_the_other_side_said(newsroom: Newsroom, owner: Office, hooks: Receiver) -> None:
    hooks.replies = [Reply(403, b"<b>invalid_token</b>")]
    add(owner, "slack", url=hooks.url("/services/secret"))
    owner.send("/test")
    newsroom.later()
    owner.open(f"{CHANNELS}/{latest(newsroom).id}/test")
    assert "does not take it" in owner.shown() and "403 <b>invalid_token</b>" in owner.shown()
    assert "<b>invalid" not in owner.page.text


def test_a_test_is_no_way_to_flood_a_strangers_mailbox(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    newsroom.channel(ChannelKind.EMAIL, {"address": "stranger@elsewhere.example"})
    for _ in range(10):
        owner.open(f"{CHANNELS}/{latest(newsroom).id}")
        assert owner.send("/test").status_code == 303
        newsroom.later()
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    assert owner.send("/test").status_code == 422 and "many test messages" in owner.shown()
    assert len(mails.arrived) == 10


def test_without_a_worker_a_test_does_not_wait_for_ever(newsroom: Newsroom, owner: Office) -> None:
    add(owner, "email", address=newsroom.site.owner_email)
    owner.send("/test")
    newsroom.clock.advance(minutes=1)
    owner.open(f"{CHANNELS}/{latest(newsroom).id}/test")
    assert "Is the worker running?" in owner.shown() and "refresh" not in owner.page.headers


def test_a_digest_leaves_by_the_sites_time_zone_unless_another_is_chosen(newsroom: Newsroom, owner: Office) -> None:
    chosen = re.compile(r'<option value="([^"]*)" selected>[^<]*</option>')
    for own in ("Asia/Tokyo", ""):
        with newsroom.database.write() as session:
            session.get_one(Site, newsroom.site.id).time_zone = "Europe/Kyiv"
            session.get_one(Account, newsroom.site.owner_id).time_zone = own
        assert "Europe/Kyiv" in chosen.findall(owner.open(f"{CHANNELS}/new?kind=email").text)
        assert (own or "Europe/Kyiv") in chosen.findall(owner.open(f"{OWN}/new?kind=email").text), (
            "one's own goes first"
        )
    newsroom.channel(ChannelKind.EMAIL, rhythm=Rhythm.DAILY, time_zone="Europe/Kyiv", minute=22 * 60 + 30)
    newsroom.report()
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    assert re.search(r"leaves at 22:30", owner.shown()), "by the site's clock"


_REFUSED: list[tuple[str, dict[str, str], str, str]] = [
    ("email", {"address": "nobody"}, "address", "no e-mail address"),
    ("email", {"address": "a@b.example\r\nBcc: c@d.example"}, "address", "no e-mail address"),
    ("email", {"address": "a@localhost"}, "address", "no e-mail address"),
    ("slack", {"url": "http://169.254.169.254/latest"}, "url", "private network"),
    ("slack", {"url": "http://2852039166/"}, "url", "private network"),
    ("mattermost", {"url": "javascript:alert(1)"}, "url", "begin with http"),
    ("discord", {"url": "https://user:password@discord.com/api"}, "url", "password"),
    ("webhook", {"url": ""}, "url", "Please paste"),
    *(("webhook", {"url": url}, "url", "begin with http") for url in ("json://x.example", "syslog://", "mailto://x")),
    ("telegram", {"token": "x", "chat": "1"}, "token", "token looks like"),
    ("telegram", {"token": f"123:{'a' * 35}", "chat": "my chat"}, "chat", "A chat is a number"),
    ("email", {"address": "a@b.example", "time": "25:00"}, "time", "hours and minutes"),
    ("email", {"address": "a@b.example", "readers": "0"}, "readers", "from 1 to 9999"),
    ("email", {"address": "a@b.example", "languages": "English!"}, "languages", "codes such as"),
    ("email", {"address": "a@b.example", "name": "x" * 101}, "name", "at most 100"),
    ("email", {"address": "a@b.example", "rhythm": "never"}, "rhythm", "choose one"),
    ("email", {"address": "a@b.example", "time_zone": "Mars/Base"}, "time_zone", "choose one"),
    ("email", {"address": "a@b.example", "sections": "x\n" + "y\n" * 0 + "z" * 301}, "sections", "At most 30"),
]


def test_what_cannot_be_is_refused_beside_its_field_and_nothing_typed_is_lost(
    newsroom: Newsroom, owner: Office
) -> None:
    """F19 at saving; F23: nothing but http and https, whatever a program could make of other addresses."""
    for kind, fields, field, said in _REFUSED:
        owner.open(f"{CHANNELS}/new?kind={kind}")
        answer = owner.send(CHANNELS, **({"name": "Kept name"} | fields))
        assert answer.status_code == 422, fields
        assert re.search(rf'id="wrong-{field}" role="alert">[^<]*{re.escape(said)}', answer.text), fields
        assert "Kept name" in answer.text or "name" in fields
    with newsroom.database.read() as session:
        assert session.query(Channel).count() == 0


def test_secrets_are_shown_once_and_addresses_never_again(newsroom: Newsroom, owner: Office, hooks: Receiver) -> None:
    """F22."""
    add(owner, "webhook", url=hooks.url("/very/secret"))
    (secret,) = re.findall(r'value="(whsec_[^"]+)"', owner.page.text)
    channel = latest(newsroom)
    for path in (CHANNELS, f"{CHANNELS}/{channel.id}", f"{CHANNELS}/{channel.id}/test"):
        assert secret not in owner.open(path).text and "very/secret" not in owner.page.text
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send(f"/{channel.id}/secret")
    (fresh,) = re.findall(r'value="(whsec_[^"]+)"', owner.page.text)
    assert fresh != secret
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send("/test")
    newsroom.later()
    assert [Webhook(each).verify for each in (fresh, secret)] and len(
        hooks.posted[0].headers["webhook-signature"].split()
    ) == 2


def test_a_form_that_is_saved_keeps_what_it_does_not_show(newsroom: Newsroom, owner: Office, hooks: Receiver) -> None:
    add(owner, "slack", url=hooks.url("/kept"))
    channel = latest(newsroom)
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send(f"{CHANNELS}/{channel.id}", name="Renamed", readers="3", url="")
    stored = newsroom.stored(channel)
    kept = opened(newsroom.worker.settings, stored)["url"]
    assert (stored.name, stored.readers, kept) == ("Renamed", 3, hooks.url("/kept"))
    owner.open(f"{CHANNELS}/{channel.id}")
    answer = owner.client.post(
        f"{CHANNELS}/{channel.id}",
        data={"form": re.findall(r'name="form" value="(\w+)"', owner.page.text)[0], "url": "ftp://x", "name": "Typed"},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert answer.status_code == 422 and "Typed" in answer.text and newsroom.stored(channel).name == "Renamed"


def test_dead_messages_are_seen_and_sent_again(newsroom: Newsroom, owner: Office, hooks: Receiver) -> None:
    """F20: by the owner, with the reason."""
    add(owner, "mattermost", url=hooks.url())
    hooks.replies = [Reply(404, b"gone for good")]
    newsroom.report()
    newsroom.later(minutes=1)
    assert "1 message did not arrive" in " ".join((owner.open(CHANNELS), owner.shown())[1].split())
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    assert "The other side does not take it." in owner.shown() and "404 gone for good" in owner.shown()
    owner.send("/again")
    newsroom.later()
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    assert "1 issue was told" in owner.shown()
    assert len({posted.body for posted in hooks.posted}) == 1


def test_a_channel_is_switched_off_and_on_and_removed(newsroom: Newsroom, owner: Office) -> None:
    add(owner, "email", address="desk@news.example")
    channel = latest(newsroom)
    for act, why in (("off", Off.SWITCHED_OFF), ("on", None)):
        owner.open(f"{CHANNELS}/{channel.id}")
        owner.send(f"/{channel.id}/{act}")
        assert newsroom.stored(channel).off_why == why
    owner.open(f"{CHANNELS}/{channel.id}")
    owner.send("/removal")
    assert "The channel is removed." in owner.shown() and "No channels yet" in owner.shown()


def test_there_is_an_end_to_channels(newsroom: Newsroom, owner: Office) -> None:
    for number in range(50):
        newsroom.channel(ChannelKind.EMAIL, {"address": f"a{number}@b.example"})
    owner.open(f"{CHANNELS}/new?kind=email")
    answer = owner.send(CHANNELS, address="one@more.example")
    assert answer.status_code == 422 and "There are 50 channels already." in answer.text


def test_authors_are_told_first_by_a_rule(newsroom: Newsroom, owner: Office, mails: Mailbox) -> None:
    anna = make_member(newsroom.database, newsroom.site, "anna@news.example")
    owner.open(CHANNELS)
    owner.send("/authors", author="Anna Reid", account=str(anna))
    assert "Anna Reid" in owner.shown()
    assert owner.send("/authors", author="ANNA reid", account=str(anna)).status_code == 422
    assert "There is a rule for this name already." in owner.shown()
    owner.open(CHANNELS)
    assert owner.send("/authors", author="Ben", account="999").status_code == 422
    newsroom.report(page={"url": PAGE, "title": "", "lang": "en", "author": "Anna Reid"})
    newsroom.later(minutes=1)
    assert [recipients for _, recipients, _ in mails.arrived] == [["anna@news.example"]]
    owner.open(CHANNELS)
    owner.send("/authors/removal")
    assert "The rule is removed." in owner.shown() and 'name="author" value="Anna' not in owner.page.text


def test_a_person_has_channels_of_their_own(newsroom: Newsroom, mails: Mailbox) -> None:
    make_member(newsroom.database, newsroom.site, "ben@news.example", Role.VIEWER)
    ben = Office(newsroom.client, "ben@news.example")
    add(ben, "email", OWN)
    channel = latest(newsroom)
    assert channel.config == {"address": "ben@news.example"} and channel.site_id is None
    newsroom.report()
    newsroom.later(minutes=1)
    text, _ = parts(mails.mails[0])
    assert "recieved" in text and "/confirm/" not in text  # viewers decide nothing


@pytest.mark.parametrize("role", [Role.EDITOR, Role.VIEWER])
def test_only_owners_see_a_sites_channels(newsroom: Newsroom, role: Role) -> None:
    channel = newsroom.channel(ChannelKind.EMAIL)
    make_member(newsroom.database, newsroom.site, "ben@news.example", role)
    ben = Office(newsroom.client, "ben@news.example")
    for path in (CHANNELS, f"{CHANNELS}/new", f"{CHANNELS}/{channel.id}", f"{CHANNELS}/{channel.id}/test"):
        assert ben.open(path).status_code == 403
    assert ben.open(f"{OWN}/{channel.id}").status_code == 404


def test_nothing_of_one_site_is_reached_from_another(newsroom: Newsroom, hooks: Receiver) -> None:
    other = make_site(newsroom.database, "gazette")
    channel = newsroom.channel(ChannelKind.SLACK, {"url": hooks.url()})
    hooks.replies = [Reply(404)]
    newsroom.report()
    newsroom.later(minutes=1)
    (dead,) = newsroom.deliveries()
    stranger = Office(newsroom.client, other.owner_email)
    token = re.findall(r'name="form" value="(\w+)"', stranger.open("/office/gazette/channels/new?kind=email").text)[0]
    for place in ("/office/gazette/channels", OWN, CHANNELS):
        for act in ("", "/test", "/off", "/on", "/secret", "/removal", f"/deliveries/{dead.id}/again"):
            answer = stranger.client.post(
                f"{place}/{channel.id}{act}", data={"form": token}, headers={"sec-fetch-site": "same-origin"}
            )
            assert answer.status_code == 404, (place, act)
    assert newsroom.stored(channel).off_at is None and newsroom.deliveries()[0].is_dead


def test_a_feed_lists_what_is_open_for_whoever_knows_its_address(newsroom: Newsroom, owner: Office) -> None:
    add(owner, "feed", kinds="spelling", name="Ours")
    (address,) = re.findall(r'value="(http://desk\.test/feeds/[\w-]+\.atom)"', owner.page.text)
    newsroom.report("<b>recieved</b> & ￾\u202e", sentence="")
    newsroom.report("grammatical", kind="grammar", page={"url": f"{PAGE}/2", "title": "", "lang": "en"})
    newsroom.client.cookies.clear()
    answer = newsroom.client.get(urlsplit(address).path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    (entry,) = feed.findall(f"{_ENTRY}entry")
    title = entry.find(f"{_ENTRY}title")
    assert title is not None and title.text is not None and title.text.startswith("<b>recieved</b> &")
    assert newsroom.client.get("/feeds/nonsense.atom").status_code == 404
    owner = Office(newsroom.client, newsroom.site.owner_email)
    owner.open(f"{CHANNELS}/{latest(newsroom).id}")
    owner.send("/secret")
    assert newsroom.client.get(urlsplit(address).path).status_code == 404


def test_one_click_ends_the_mails_and_a_look_does_not(newsroom: Newsroom, settings: Settings, mails: Mailbox) -> None:
    """G09."""
    channel = newsroom.channel(ChannelKind.EMAIL)
    newsroom.report()
    newsroom.later(minutes=1)
    (address,) = re.findall(r"<http://desk\.test(/unsubscribe/[\w-]+)>", mails.mails[0]["List-Unsubscribe"])
    page = newsroom.client.get(address)
    assert "desk@news.example" in page.text and newsroom.stored(channel).off_at is None
    answer = newsroom.client.post(address, data={"List-Unsubscribe": "One-Click"})  # as mail programs send it
    assert answer.status_code == 200 and newsroom.stored(channel).off_why is Off.UNSUBSCRIBED
    assert newsroom.client.get(f"{address[:-1]}x").status_code == 404
    other = unsubscribe_token(settings, channel.id + 1, "desk@news.example")
    assert newsroom.client.get(f"/unsubscribe/{other}").status_code == 404


def test_the_way_out_ends_no_mails_to_somebody_else(newsroom: Newsroom, settings: Settings, database: Database) -> None:
    """SQLite gives the number of a channel that was removed to the next one, which may be another site's."""
    former = newsroom.channel(ChannelKind.EMAIL, {"address": "former@news.example"})
    address = f"/unsubscribe/{unsubscribe_token(settings, former.id, 'former@news.example')}"
    with database.write() as session:
        session.delete(session.get_one(Channel, former.id))
    channel = newsroom.channel(ChannelKind.EMAIL)
    assert channel.id == former.id
    for answer in (newsroom.client.get(address), newsroom.client.post(address)):
        assert answer.status_code == 404 and "desk@" not in answer.text
    assert newsroom.stored(channel).off_at is None


def test_whoever_makes_ever_new_channels_sends_no_more_tests(newsroom: Newsroom, owner: Office) -> None:
    """To strangers' addresses, that is."""
    statuses = []
    for _ in range(31):
        channel = newsroom.channel(ChannelKind.EMAIL)
        owner.open(f"{CHANNELS}/{channel.id}")
        statuses.append(owner.send("/test").status_code)
        with newsroom.database.write() as session:
            session.delete(session.get_one(Channel, channel.id))
    assert statuses == [303] * 30 + [429]


def test_a_long_address_is_a_name_that_postgresql_takes(newsroom: Newsroom, owner: Office) -> None:
    host = ".".join(["b" * 60] * 3)
    add(owner, "webhook", url=f"https://{host}/hook")
    assert latest(newsroom).name == f"https://{host}"[:100]
    with newsroom.database.write() as session:
        account = session.get_one(Account, newsroom.site.owner_id)
        account.email = f"{'a' * 60}@{host}"
    owner.open(CHANNELS)
    owner.send("/authors", author="Ann Lee", account=str(newsroom.site.owner_id))
    assert latest(newsroom).name == f"{'a' * 60}@{host}"[:100]


def test_without_a_mail_server_the_form_says_so(
    newsroom: Newsroom, client: TestClient, settings: Settings, database: Database
) -> None:
    context = client.app.state.context  # type: ignore[attr-defined]
    object.__setattr__(context, "settings", settings.model_copy(update={"smtp_url": None}))
    assert log_in(client, newsroom.site.owner_email).status_code == 303
    assert "This installation has no mail server" in client.get(f"{CHANNELS}/new?kind=email").text
    newsroom.worker = Worker(context.settings, database, newsroom.clock)
    newsroom.channel(ChannelKind.EMAIL)
    newsroom.report()
    newsroom.later(minutes=1)
    assert "BLUEPENCIL_SMTP_URL" in client.get(f"{CHANNELS}/{latest(newsroom).id}").text
