"""The forms of channels. They take anything that can be typed, and say what is wrong with it beside the field."""

import re

from pydantic import BaseModel

from service.domain.characters import clean_line
from service.domain.rhythm import Rhythm
from service.errors import InvalidInput
from service.models import Channel, ChannelKind
from service.notifications.addresses import fields_of
from service.notifications.channels import LONGEST_NAME, Wishes
from service.web.catalogues import languages
from service.web.speech import time_zones

KINDS = ("spelling", "grammar", "fact", "other")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(:[0-5]\d)?")
_LANGUAGE = re.compile(r"[a-z]{2,8}")
_MOST = 30
_LONGEST_SECTION = 300


class ChannelForm(BaseModel):
    """What somebody typed and chose for a channel."""

    kind: str = ""
    name: str = ""
    address: str = ""
    url: str = ""
    token: str = ""
    chat: str = ""
    language: str = ""
    rhythm: str = Rhythm.AT_ONCE.value
    time: str = "08:00"
    time_zone: str = ""
    kinds: list[str] = []
    sections: str = ""
    """One a line."""
    languages: str = ""
    """Codes with commas or spaces between them."""
    readers: str = "1"
    own_only: bool = False

    def wishes(self) -> Wishes:
        """What was chosen, checked. Raises InvalidInput naming the field."""
        return Wishes(
            name=self._name(),
            language=_one_of(self.language, ("", *languages()), "language"),
            time_zone=_one_of(self.time_zone, ("", *time_zones()), "time_zone"),
            rhythm=Rhythm(_one_of(self.rhythm, tuple(Rhythm), "rhythm")),
            minute=self._minute(),
            kinds=[_one_of(kind, KINDS, "kinds") for kind in self.kinds],
            sections=self._sections(),
            languages=self._languages(),
            readers=self._readers(),
            own_only=self.own_only,
        )

    @property
    def typed(self) -> dict[str, str]:
        """Where the channel is to lead, as it was typed."""
        return {"address": self.address, "url": self.url, "token": self.token, "chat": self.chat}

    def _name(self) -> str:
        name = clean_line(self.name)
        if len(name) > LONGEST_NAME:
            raise InvalidInput("A name has at most %(most)s characters.", field="name", most=LONGEST_NAME)
        return name

    def _minute(self) -> int:
        match = _TIME.fullmatch(self.time.strip())
        if match is None:
            raise InvalidInput("A time is hours and minutes, such as 08:00.", field="time")
        return int(match[1]) * 60 + int(match[2])

    def _sections(self) -> list[str]:
        sections = [clean_line(line) for line in self.sections.splitlines() if clean_line(line)]
        if len(sections) > _MOST or any(len(section) > _LONGEST_SECTION for section in sections):
            raise InvalidInput("At most %(most)s sections, one a line.", field="sections", most=_MOST)
        return list(dict.fromkeys(sections))

    def _languages(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.languages.lower().strip())
        kept = list(dict.fromkeys(code.partition("-")[0] for code in codes if code))
        if len(kept) > _MOST or not all(map(_LANGUAGE.fullmatch, kept)):
            raise InvalidInput("Languages are codes such as en, uk.", field="languages")
        return kept

    def _readers(self) -> int:
        said = self.readers.strip() or "1"
        if not said.isdecimal() or not 1 <= len(said) <= 4 or int(said) < 1:
            raise InvalidInput("A number of readers is from 1 to 9999.", field="readers")
        return int(said)


def form_of(channel: Channel) -> ChannelForm:
    """A channel's form as it is first shown. What opens the address is not in it."""
    shown = {"address": channel.config.get("address", ""), "chat": channel.config.get("chat", "")}
    return ChannelForm(
        kind=channel.kind.value,
        name=channel.name,
        language=channel.language,
        rhythm=channel.rhythm.value,
        time=f"{channel.minute // 60:02}:{channel.minute % 60:02}",
        time_zone=channel.time_zone,
        kinds=channel.kinds,
        sections="\n".join(channel.sections),
        languages=", ".join(channel.languages),
        readers=str(channel.readers),
        own_only=channel.own_only,
        **{name: shown[name] for name in fields_of(channel.kind) if name in shown},
    )


def kind_of(said: str) -> ChannelKind:
    """The kind of channel that an address of a page names. Raises InvalidInput."""
    return ChannelKind(_one_of(said, tuple(ChannelKind), "kind"))


def _one_of(said: str, known: tuple[str, ...], field: str) -> str:
    if said not in known:
        raise InvalidInput("Please choose one of those that there are.", field=field)
    return said
