"""One language, opened: everything that the engine asks about it."""

import json
from pathlib import Path
from typing import Any

from service.spelling.data.edit_index import EditIndex
from service.spelling.data.known_errors import KnownErrors
from service.spelling.data.letter_groups import LetterGroups
from service.spelling.data.lexicon import Lexicon
from service.spelling.data.long_words import LongWords
from service.spelling.data.ngrams import NGrams
from service.spelling.data.postings import Postings
from service.spelling.data.seen import Seen
from service.spelling.data.sound_index import SoundIndex
from service.spelling.data.usual_case import UsualCase
from service.spelling.data.weights import Weights
from service.spelling.language.channel import Channel
from service.spelling.language.confusions import Confusions
from service.spelling.language.profiles import Profile, profiles
from service.spelling.language.validity import Validity


class Model:
    """The data of one language, mapped from `folder` (see `store.language_folder`)."""

    def __init__(self, language: str, folder: Path) -> None:
        weights: dict[str, Any] = json.loads((folder / "weights.json").read_text("utf-8"))
        self.profile: Profile = profiles()[language]
        self.lexicon = Lexicon(folder)
        self.seen = Seen(folder)
        self.usual_case = UsualCase(folder)
        self.near = EditIndex(Postings(folder, "edits"), self.lexicon)
        self.sounds = SoundIndex(Postings(folder, "sounds"), self.lexicon)
        self.long_words = LongWords(self.lexicon)
        self.letter_groups = LetterGroups(folder)
        self.ngrams = NGrams(folder)
        self.known_errors = KnownErrors(folder)
        self.validity = Validity(folder, self.profile, self.lexicon)
        self.channel = Channel(weights.get("channel", {}))
        self.weights = Weights.read(weights)
        self.confusions = Confusions(self.profile, self.lexicon, self.near, self.sounds, self.ngrams)
