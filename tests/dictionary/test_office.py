"""The page of a site's dictionary: what it shows, what it changes, and for whom."""

import re

import pytest
from sqlalchemy import select

from service.database import Database
from service.dictionary.learn import IMPORTED, add_entries
from service.dictionary.list import PAGE
from service.domain.workflow import Decision
from service.models import HouseWord, Role
from service.web.body_limit import LARGEST
from tests.dictionary.newsroom import Newsroom
from tests.dictionary.office import Office
from tests.factories import EPOCH, log_in, make_member

HERE = {"sec-fetch-site": "same-origin"}
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def office(newsroom: Newsroom) -> Office:
    """The owner at an empty dictionary."""
    return Office(newsroom.client, newsroom.site.owner_email, newsroom.site.key)


def test_words_are_added_one_a_line_and_shown_with_who_and_when(office: Office, newsroom: Newsroom) -> None:
    assert "No words yet." in office.shown()
    assert office.send("/words", words=f" “Kyiv” \n\nC++\r\n{LONG}\nوزارة الخارجية\nkyiv").status_code == 303
    assert newsroom.words() == sorted(["Kyiv", "C++", LONG, "وزارة الخارجية"])
    assert "4 words added. 1 was there." in office.shown()
    assert "Kyiv added by hand Olena Courier 2 Mar 2026" in office.shown()
    assert office.send("/words", words="KYIV").status_code == 303
    assert "0 words added. 1 was there." in office.shown()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "There is no word to add."),
        (" \n ", "There is no word to add."),
        ("Kyiv\n\n???", "Line 3 can be no entry"),
        ("one two three four five", "Line 1 can be no entry"),
        ("Kyiv\n" + "x" * 101, "Line 2 can be no entry"),
    ],
)
def test_what_is_typed_is_added_as_a_whole_or_kept_to_be_mended(
    office: Office, newsroom: Newsroom, words: str, why: str
) -> None:
    assert office.send("/words", words=words).status_code == 422
    assert why in office.shown() and newsroom.words() == []
    assert words.strip() in office.page.text


def test_a_list_is_imported_and_what_can_be_no_entry_is_told(office: Office, newsroom: Newsroom) -> None:
    lines = "\ufeffKyiv\r\n\r\n# towns\r\nLviv\r\n???\r\nkyiv\r\n2024\r\n".encode()
    token = re.findall(r'name="form" value="(\w+)"', office.page.text)[0]
    answer = office.client.post(
        f"{office.path}/import", data={"form": token, "pasted": "Odesa"}, files={"file": ("w.txt", lines)}, headers=HERE
    )
    office.open(answer.headers["location"])
    assert "3 words added. 1 was there. 2 cannot be entries: lines 5, 7." in office.shown()
    assert newsroom.words() == ["Kyiv", "Lviv", "Odesa"]
    assert "Odesa imported Olena Courier" in office.shown()
    office.send("/import", pasted="\n".join("?" for _ in range(30)))
    assert "0 words added. 30 cannot be entries: lines 1, 2," in office.shown() and "20, …" in office.shown()


def test_a_list_of_ten_thousand_is_imported_and_a_longer_one_is_not(office: Office, newsroom: Newsroom) -> None:
    lines = [f"Name{number}x" for number in range(10_000)]
    assert office.send("/import", pasted="\n".join(lines)).status_code == 303
    assert "10,000 words added." in office.shown()
    assert len(newsroom.words()) == 10_000
    assert office.send("/import", pasted="\n".join([*lines, "More"])).status_code == 422
    assert "At most 10,000 lines" in office.shown()
    office.open()
    assert office.send("/import", pasted="x" * LARGEST).status_code == 413


def test_a_file_that_is_no_text_is_refused(office: Office) -> None:
    token = re.findall(r'name="form" value="(\w+)"', office.page.text)[0]
    for content in (b"\xff\xfeK\x00", b"\x89PNG\r\n\x1a\n\x80"):
        answer = office.client.post(
            f"{office.path}/import", data={"form": token}, files={"file": ("w.txt", content)}, headers=HERE
        )
        assert answer.status_code == 422 and "no plain text in UTF-8" in answer.text
    empty = office.client.post(f"{office.path}/import", data={"form": token}, files={"file": ("", b"")}, headers=HERE)
    assert empty.status_code == 422 and "There is no word to add." in empty.text


def test_what_is_removed_is_told_and_can_be_brought_back(office: Office, newsroom: Newsroom) -> None:
    office.send("/words", words="Kyiv & <b>Lviv</b>")
    stale = office.page
    assert office.send("/removal").status_code == 303
    assert "Removed: Kyiv & <b>Lviv</b Undo" in office.shown() and newsroom.words() == []
    office.send("/words")
    assert newsroom.words() == ["Kyiv & <b>Lviv</b"]
    office.send("/removal")
    office.page = stale
    assert office.send("/removal").status_code == 303
    assert "That was removed already." in office.shown()


def test_corrections_are_added_removed_and_brought_back(office: Office, newsroom: Newsroom) -> None:
    office.open("?show=corrections")
    assert "No corrections yet." in office.shown()
    assert office.send("/corrections", wrong="Kiev", right="Kyiv").status_code == 303
    assert "The correction is kept." in office.shown()
    assert "Kiev Kyiv added by hand Olena Courier 2 Mar 2026" in office.shown()
    office.send("/removal")
    assert "Removed: Kiev Kyiv Undo" in office.shown() and newsroom.pairs() == {}
    office.send("/corrections")
    assert newsroom.pairs() == {"Kiev": "Kyiv"}
    for wrong, right in (("Kiev", "Kiev"), ("2024", "2025"), ("Kiev", "?"), ("don't", "don’t")):
        assert office.send("/corrections", wrong=wrong, right=right).status_code == 422
    office.send("/corrections", wrong="Odessa", right="Odesa")
    office.open()
    office.send("/words", words="Kiev")
    assert newsroom.pairs() == {"Odessa": "Odesa"}
    office.open("?show=corrections")
    assert office.send("/corrections", wrong="kiev", right="Kyiv").status_code == 422
    assert "The dictionary holds “kiev” correct." in office.shown()


def test_what_was_learned_leads_to_its_issue(office: Office, newsroom: Newsroom) -> None:
    rejected, accepted = newsroom.receive("Kovalenchuck"), newsroom.receive("recieved")
    newsroom.decide(rejected, Decision.REJECT)
    newsroom.decide(accepted, Decision.ACCEPT, "received")
    office.open()
    assert f"Kovalenchuck not an error ( issue #{rejected} ) Olena Courier" in office.shown()
    assert f'href="/desk/issues/{rejected}"' in office.page.text
    office.open("?show=corrections")
    assert f"recieved received corrected ( issue #{accepted} ) Olena Courier" in office.shown()


def test_the_list_is_searched_and_paged(office: Office, newsroom: Newsroom, database: Database) -> None:
    names = {f"name {number:03}": f"Name {number:03}" for number in range(2 * PAGE + 5)}
    values = {"origin": IMPORTED, "account_id": None, "issue_id": None, "created_at": EPOCH}
    with database.write() as session:
        add_entries(session, newsroom.site.id, names | {"київ": "Київ", "100%": "100%"}, values)
    seen: list[str] = []
    path = ""
    while True:
        page = office.open(path).text
        seen += re.findall(r'<b dir="auto">(.+?)</b>', page)
        following = re.findall(r'href="([^"]+)" rel="next"', page)
        if not following:
            break
        path = following[0].replace("&amp;", "&")
    assert sorted(seen) == sorted([*names.values(), "Київ", "100%"]) and "To the beginning" in page
    for text, found in (("КИЇ", ["Київ"]), ("e 017", ["Name 017"]), ("%", ["100%"]), ("_", []), ("zz", [])):
        page = office.open(f"?q={text.replace('%', '%25')}").text
        assert re.findall(r'<b dir="auto">(.+?)</b>', page) == found
    assert "Nothing here holds “zz”." in office.shown()
    office.open("?after=яяя&q=%00")
    assert "The list ends before this." in office.shown()
    assert office.open("?show=nonsense").status_code == 422


def test_both_lists_are_saved_as_text(office: Office, newsroom: Newsroom) -> None:
    office.send("/words", words="Kyiv\nLviv\nЧернівці")
    office.open("?show=corrections")
    office.send("/corrections", wrong="Odessa", right="Odesa")
    saved = office.open("/words.txt")
    assert (saved.text, saved.headers["content-type"]) == ("Kyiv\nLviv\nЧернівці\n", "text/plain; charset=utf-8")
    assert saved.headers["content-disposition"] == 'attachment; filename="courier-words.txt"'
    assert office.open("/corrections.txt").text == "Odessa\tOdesa\n"


@pytest.mark.parametrize(("role", "status"), [(Role.OWNER, 303), (Role.EDITOR, 303), (Role.VIEWER, 403)])
def test_viewers_look_and_change_nothing(
    office: Office, newsroom: Newsroom, database: Database, role: Role, status: int
) -> None:
    office.send("/words", words="Kyiv")
    make_member(database, newsroom.site, "member@courier.example", role)
    member = Office(newsroom.client, "member@courier.example", "courier")
    assert "Kyiv" in member.shown()
    assert ("/removal" in member.page.text) == ("Add words" in member.shown())
    assert ("/removal" in member.page.text) == (role is not Role.VIEWER)
    token = re.findall(r'name="form" value="(\w+)"', member.page.text)[0]
    for part, fields in _forms(database):
        sent = member.client.post(member.path + part, data={"form": token} | fields, headers=HERE)
        assert sent.status_code == status, part


def test_to_strangers_there_is_no_such_dictionary(office: Office, neighbour: Newsroom, database: Database) -> None:
    office.send("/words", words="Kyiv")
    stranger = Office(neighbour.client, neighbour.site.owner_email, "gazette")
    assert "Kyiv" not in stranger.page.text
    token = re.findall(r'name="form" value="(\w+)"', stranger.page.text)[0]
    for part in ("", "/words.txt", "/corrections.txt"):
        assert stranger.open(office.path + part).status_code == 404
        assert stranger.open(f"/office/nothing/dictionary{part}").status_code == 404
    before = _stored(database)
    for part, fields in _forms(database):
        sent = stranger.client.post(office.path + part, data={"form": token} | fields, headers=HERE)
        assert sent.status_code == 404, part
        if "removal" in part:  # by their own site's address, another site's entry is none of theirs
            sent = stranger.client.post(stranger.path + part, data={"form": token}, headers=HERE)
            assert sent.headers["location"].endswith("gone=1")
    assert _stored(database) == before


def test_forms_need_their_token_and_pages_a_log_in(office: Office, newsroom: Newsroom, database: Database) -> None:
    for part, fields in _forms(database):
        for token in ({}, {"form": "0" * 64}):
            assert office.client.post(office.path + part, data=fields | token, headers=HERE).status_code == 403
    office.client.cookies.clear()
    for part in ("", "/words.txt"):
        assert office.open(part).headers["location"].startswith("/login?next=%2Foffice%2Fcourier")
    assert log_in(newsroom.client, newsroom.site.owner_email).status_code == 303


def _forms(database: Database) -> list[tuple[str, dict[str, str]]]:
    with database.read() as session:
        number = session.scalar(select(HouseWord.id).limit(1)) or 1
    return [
        ("/words", {"words": "Dnipro"}),
        ("/import", {"pasted": "Poltava"}),
        ("/corrections", {"wrong": "Odessa", "right": "Odesa"}),
        (f"/words/{number}/removal", {}),
        ("/corrections/1/removal", {}),
    ]


def _stored(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(session.scalars(select(HouseWord.word)))
