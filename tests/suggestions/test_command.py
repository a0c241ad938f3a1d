"""The commands that answer JSON lines: `bluepencil suggest` and `bluepencil locate`."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.checkout import ROOT


def _run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def _process(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "service", *arguments]
    environment = {"PATH": os.defpath}
    return subprocess.run(command, cwd=ROOT, input=given, env=environment, capture_output=True, check=False)


def _suggested(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_suggestions_come_a_line_each_and_best_first() -> None:
    lines = '{"exact": "He recieved it", "prefix": ""}\n{"exact": "the the end"}\n{"exact": "nothing wrong"}\n'
    result = _run("suggest", "--language", "en", given=lines)
    first, second, third = _suggested(result)
    assert result.exit_code == 0 and third == {"suggestions": []}
    best, doubled = first["suggestions"][0], second["suggestions"][0]
    assert best["replacement"] == "received" and (best["start"], best["end"]) == (3, 11)
    assert (doubled["replacement"], doubled["rule"]) == ("the", "doubled_word")
    assert 0 < best["confidence"] <= 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\n", "not a JSON object in UTF-8"),
        (b"hello\n", "not a JSON object in UTF-8"),
        (b"\xff\xfe\n", "not a JSON object in UTF-8"),
        (b"[" * 9000 + b"\n", "not a JSON object in UTF-8"),
        (b"[]\n", "a line is to be one JSON object"),
        (b'{"prefix": "x"}\n', "exact is missing"),
        (b'{"exact": ""}\n', "exact is missing"),
        (b'{"exact": 7}\n', "exact is to be a string"),
        (b'{"exact": "x", "suffix": []}\n', "suffix is to be a string"),
        (b'{"exact": "x", "words": "y"}\n', "words is to be a list of strings"),
        (b'{"exact": "x", "words": [1]}\n', "words is to be a list of strings"),
    ],
)
def test_a_bad_line_is_told_and_the_others_are_answered(line: bytes, reason: str) -> None:
    result = _run("suggest", "--language", "en", given=line + b'{"exact": "recieved"}\n')
    bad, good = _suggested(result)
    assert bad == {"suggestions": [], "error": reason} and good["suggestions"]
    assert result.exit_code == 1 and "some lines could not be read" in result.stderr


def test_half_a_surrogate_pair_does_not_stop_it() -> None:
    done = _process("suggest", "--language", "en", given=b'{"exact": "\\ud800 recieved"}\n{"exact": "recieved"}\n')
    assert done.returncode in (0, 1) and b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 2 and b"received" in done.stdout.splitlines()[1]


def test_a_language_that_is_not_known_gets_no_suggestions() -> None:
    assert _suggested(_run("suggest", "--language", "tlh", given='{"exact": "recieved"}\n')) == [{"suggestions": []}]


def test_quotes_are_located_a_line_each() -> None:
    quote = {"exact": "recieved", "prefix": "It was ", "suffix": " late"}
    lines = [
        {"html": "<h1>Post</h1><p>It was <b>received</b> late", "quote": quote, "position": {"start": 12, "end": 20}},
        {"text": "It was recieved late", "quote": quote, "position": None},
        {"text": "Nothing of the kind", "quote": quote},
    ]
    result = _run("locate", given="".join(json.dumps(line) + "\n" for line in lines))
    mended, there, gone = _suggested(result)
    assert result.exit_code == 0
    assert (mended["verdict"], mended["start"], mended["end"], mended["found"]) == ("changed", 12, 20, "received")
    assert there == {"verdict": "present", "start": 7, "end": 15, "confidence": 1.0, "found": "recieved"}
    assert (gone["verdict"], gone["start"], gone["end"], gone["found"]) == ("gone", None, None, "")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"hello", "not a JSON object in UTF-8"),
        (b"[" * 9000, "not a JSON object in UTF-8"),
        (b"[]", "a line is to be one JSON object"),
        (b'{"quote": {"exact": "x"}}', "html or text is to be given, and one of them only"),
        (b'{"html": "x", "text": "x", "quote": {"exact": "x"}}', "html or text is to be given, and one of them only"),
        (b'{"text": "x"}', "quote is to be an object with exact, prefix and suffix"),
        (b'{"text": "x", "quote": {"prefix": "x"}}', "exact is missing"),
        (b'{"text": "x", "quote": {"exact": 7}}', "exact is to be a string"),
        (b'{"text": 7, "quote": {"exact": "x"}}', "text is to be a string"),
        pytest.param(
            b'{"text": "%s", "quote": {"exact": "x"}}' % (b"x" * 2_000_001),
            "text is longer than 2000000 code points",
            id="text too long",
        ),
        pytest.param(
            b'{"text": "x", "quote": {"exact": "%s"}}' % (b"x" * 1001),
            "exact is longer than 1000 code points",
            id="exact too long",
        ),
        pytest.param(
            b'{"text": "x", "quote": {"exact": "x", "suffix": "%s"}}' % (b"x" * 201),
            "suffix is longer than 200 code points",
            id="suffix too long",
        ),
        (b'{"text": "x", "quote": {"exact": "x"}, "position": 7}', "position is to be an object with start and end"),
        (
            b'{"text": "x", "quote": {"exact": "x"}, "position": {"start": -1}}',
            "start is to be a number of code points",
        ),
        (b'{"text": "x", "quote": {"exact": "x"}, "position": {"start": true}}', "start is to be a number"),
    ],
)
def test_a_line_that_cannot_be_located_is_told_why(line: bytes, reason: str) -> None:
    result = _run("locate", given=line + b'\n{"text": "a x b", "quote": {"exact": "x"}}\n')
    refused, located = _suggested(result)
    assert result.exit_code == 1 and result.stderr.startswith("bluepencil: some lines could not be read")
    assert refused["verdict"] is None and refused["error"].startswith(reason)
    assert located["verdict"] == "present"


def test_half_a_surrogate_pair_is_located_like_any_letter() -> None:
    done = _process("locate", given=b'{"text": "a \\ud800 b", "quote": {"exact": "\\ud800"}}\n')
    assert json.loads(done.stdout) == {"verdict": "present", "start": 2, "end": 3, "confidence": 1.0, "found": "\ufffd"}
