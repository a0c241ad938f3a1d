"""Parts of the engine that can be switched off, to measure what each is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """All on for users; benchmarks turn one off at a time."""

    known_errors: bool = True
    sounds: bool = True
    long_words: bool = True
    page_words: bool = True
    context: bool = True
    channel: bool = True
    inflections: bool = True
    doubled_words: bool = True
    split_and_joined: bool = True
    real_words: bool = True
    mixed_scripts: bool = True
    names: bool = True
    hidden_layer: bool = True
    regions: bool = True
    capitals: bool = True
    marks: bool = True
