"""Inventing issues: what chance decides about each, as rows for the tables of `drawn`."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Table

from service.demo import drawn
from service.demo.moments import DAY, Moments
from service.demo.phrases import PHRASES
from service.demo.slips import Slip
from service.demo.stock import Stock, Text, searched, stock_of
from service.domain.search_words import site_token

COMMON = "news"
"""A word that search finds in every second page's issues: it stands in the address."""
RARE = "zyzzyva"
"""A word that search finds in RARE_ISSUES issues of a filling alone: a reader's comment. They are open."""
RARE_ISSUES = 7
PERIOD = timedelta(days=365)
"""Issues were reported over so long."""

Rows = dict[Table, list[tuple[object, ...]]]
_OPEN, _ASSIGNED, _ONE_READER = 0.3, 0.08, 0.88
_COMMENTED, _CORRECTED, _IN_MAIN_LANGUAGE = 0.35, 0.6, 0.85
"""Shares of the issues, of the reports, of the pages."""
_DECIDED = ("resolved",) * 10 + ("rejected",) * 4 + ("accepted",) * 3 + ("spam",) + ("duplicate",)
_PAGE_SIZES = (1, 2, 3, 4, 5, 8, 12, 20)
_LARGEST_STOCK = 1_200
_NO_COMMENT, _RARE_COMMENT = Text("", ""), Text(f"{RARE}!", RARE)


@dataclass(frozen=True, slots=True)
class FilledSite:
    """A site to invent issues for."""

    id: int
    origin: str
    languages: tuple[str, ...]


@dataclass(slots=True)
class _Page:
    """A page that gets issues."""

    id: int
    slips: int
    slips_from: int
    """How many slips its language has, and the number of the first one; likewise with comments."""
    comments: int
    comments_from: int
    first_slip: int
    """Which of them the page begins with."""
    original: int | None = None
    """The page's first issue, which others may be duplicates of."""


class Inventor:
    """Invents issues, the oldest first. The same seed and numbers give the same rows."""

    def __init__(
        self,
        *,
        sites: Sequence[FilledSite],
        owner_id: int,
        issues: int,
        taken: Mapping[str, int],
        now: datetime,
        seed: int,
    ) -> None:
        """`taken` are the highest numbers in use, by table: new ones follow."""
        self._random = Random(f"{seed} {taken['issue']}")  # noqa: S311 (nothing depends on its being hard to guess)
        self._sites = sites
        self._owner_id = owner_id
        self._issues = issues
        self._first_issue, self._pages = taken["issue"] + 1, taken["page"]
        self._made = 0
        self._moments = Moments(now - PERIOD, now)
        self._step = self._moments.length // issues
        self._rare = frozenset((index * 2 + 1) * issues // (RARE_ISSUES * 2) for index in range(RARE_ISSUES))
        self._hosts = {site.id: searched(site.origin).words for site in sites}
        self._stocks: dict[str, tuple[Stock, int, int]] = {}
        self._slips: list[Slip] = []
        self._comments = [_NO_COMMENT, _RARE_COMMENT]
        used = {language for site in sites for language in site.languages}
        for language in (name for name in PHRASES if name in used):
            stock = stock_of(language, max(40, min(_LARGEST_STOCK, issues // 20)), self._random)
            self._stocks[language] = stock, len(self._slips), len(self._comments)
            self._slips += stock.slips
            self._comments += stock.comments
        self._said = [slip.said() for slip in self._slips]
        self._heard = [f" {comment.words}" if comment.words else "" for comment in self._comments]
        self._rows: Rows = {}

    def stock(self) -> Rows:
        """What all issues are made with."""
        guesses = [(number, *rank) for number, slip in enumerate(self._slips) for rank in slip.ranked()]
        return {
            drawn.SLIP: [slip.row(number) for number, slip in enumerate(self._slips)],
            drawn.GUESS: [*guesses],
            drawn.COMMENT: [(number, said.text) for number, said in enumerate(self._comments)],
        }

    def chunks(self, size: int) -> Iterator[Rows]:
        """Everything in portions of so many issues."""
        while self._made < self._issues:
            self._rows = {drawn.PAGE: [], drawn.ISSUE: [], drawn.REPORT: []}
            places = self._places(min(size, self._issues - self._made))
            chance = self._random.random
            places.sort(key=lambda _: chance())
            for page, nth in places:
                self._issue(page, nth)
            yield self._rows

    def _places(self, count: int) -> list[tuple[_Page, int]]:
        """So many places for issues, one or several on each of new pages."""
        places: list[tuple[_Page, int]] = []
        while len(places) < count:
            most = min(self._random.choice(_PAGE_SIZES), count - len(places))
            page = self._page()
            places += [(page, nth) for nth in range(most)]
        return places

    def _page(self) -> _Page:
        random = self._random
        site = self._sites[int(len(self._sites) * random.random() ** 1.3)]  # some are larger than others
        language = site.languages[0 if random.random() < _IN_MAIN_LANGUAGE else -1]
        stock, slips_from, comments_from = self._stocks[language]
        self._pages = number = self._pages + 1
        at = int(len(stock.names) * random.random() ** 2)  # some names are frequent, most are rare
        name, slug, headline = stock.names[at], stock.slugs[at], random.choice(stock.headlines)
        part = COMMON if number % 2 else "archive"
        url = f"{site.origin}/{part}/{slug}-{number}"
        self._rows[drawn.PAGE].append(
            (
                *(number, site.id, site_token(site.id), url, f"{name.text}: {headline.text}", language),
                *(random.choice(stock.sections), random.choice(stock.authors)),
                f"{name.words} {headline.words} {self._hosts[site.id]} {part} {slug} {number}",
                hashlib.sha256(url.partition("://")[2].encode()).digest(),
                random.randrange(8_000, 20_000),
                self._moments.text(self._made * self._step),
                self._owner_id,
            )
        )
        slips, comments = len(stock.slips), len(stock.comments)
        return _Page(number, slips, slips_from, comments, comments_from, random.randrange(slips))

    def _issue(self, page: _Page, nth: int) -> None:
        chance, moments = self._random.random, self._moments
        at = page.slips_from + (page.first_slip + nth) % page.slips
        number = self._first_issue + self._made
        first = int((self._made + chance()) * self._step)
        comment = 1 if self._made in self._rare else self._comment(page)
        self._made += 1
        corrected = chance() < _CORRECTED
        said, proposed, last, count = self._said[at][corrected] + self._heard[comment], corrected, first, 1
        if chance() > _ONE_READER:
            more, proposed_later, count, last = self._further(page, at, number, first)
            said, proposed = said + more, proposed or proposed_later
        status = "open" if comment == 1 or chance() < _OPEN else _DECIDED[int(chance() * len(_DECIDED))]
        if status == "duplicate" and page.original is None:
            status = "spam"
        page.original = page.original or number
        is_open = status == "open"
        self._rows[drawn.ISSUE].append(
            (
                number,
                page.id,
                at,
                status,
                200 + nth * 350 + int(chance() * 300),
                count,
                proposed,
                said,
                page.original if status == "duplicate" else None,
                self._owner_id if chance() < _ASSIGNED else None,
                None if is_open else moments.text(last + int(chance() ** 3 * 20 * DAY)),
                moments.text(first),
                None if count == 1 else moments.text(last),
                self._receipt(number),
                corrected,
                comment,
            )
        )

    def _further(self, page: _Page, at: int, number: int, first: int) -> tuple[str, bool, int, int]:
        """Draw further reports. What they add to the issue's words, whether any corrects, how many, and till when."""
        chance = self._random.random
        count = 2 + int(chance() ** 8 * 12)
        last = min(first + int(chance() ** 2 * 9 * DAY), self._moments.length)
        said, proposed = "", False
        for nth in range(1, count):
            comment, corrected = self._comment(page), chance() < _CORRECTED
            said += self._said[at][corrected] + self._heard[comment]
            proposed |= corrected
            moment = self._moments.text(first + (last - first) * nth // (count - 1))
            self._rows[drawn.REPORT].append((number, self._receipt(number), corrected, comment, moment))
        return said, proposed, count, last

    def _comment(self, page: _Page) -> int:
        """The number of a reader's comment; 0 is none."""
        chance = self._random.random
        return 0 if chance() > _COMMENTED else page.comments_from + int(chance() * page.comments)

    def _receipt(self, number: int) -> str:
        """Not as random as those of readers: what stands in order in an index is written several times as fast."""
        return f"{number:010x}{self._random.getrandbits(48):012x}"
