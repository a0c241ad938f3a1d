"""Webhooks of one's own, signed after the scheme of Standard Webhooks; docs/notifications.md is for who receives them.

The names in the payload are public: add to them, never rename them.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from standardwebhooks import Webhook

from service.notifications.compose import Digest, Told
from service.notifications.senders.http import post
from service.notifications.senders.outcomes import Outcome
from service.outbound.client import Client


def send(client: Client, config: Mapping[str, Any], digest: Digest, *, now: datetime) -> Outcome:
    """Hand the message over, signed by the channel's secret, and for a day by its former one as well."""
    content = json.dumps(payload(digest, now=now), ensure_ascii=False)
    secrets = _secrets(config, now)
    headers = {
        "webhook-id": digest.key,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(secret).sign(digest.key, now, content) for secret in secrets),
    }
    return post(client, config["url"], content.encode(), headers, now=now, secrets=tuple(secrets))


def payload(digest: Digest, *, now: datetime) -> dict[str, Any]:
    """What the body says."""
    data: dict[str, Any] = {"place": digest.place}
    if not digest.is_test:
        data = {
            "issues": [_issue(digest, told) for told in digest.told],
            "more": digest.count - len(digest.told),
            "queue": digest.desk,
        }
    return {"type": "test" if digest.is_test else "issues.found", "timestamp": now.isoformat(), "data": data}


def _issue(digest: Digest, told: Told) -> dict[str, Any]:
    issue = told.issue
    return {
        "id": issue.id,
        "url": digest.address_of(told),
        "happening": told.happening.value,
        "site": {"key": issue.site.key, "name": issue.site.name},
        "page": {
            "url": issue.page.url,
            "title": issue.page.title,
            "language": issue.page.language,
            "section": issue.page.section,
            "author": issue.page.author,
        },
        "quote": {"exact": issue.exact, "prefix": issue.prefix, "suffix": issue.suffix},
        "sentence": issue.sentence,
        "correction": told.correction,
        "kind": issue.kind,
        "readers": issue.report_count,
        "first_reported_at": issue.first_reported_at.isoformat(),
        "last_reported_at": issue.last_reported_at.isoformat(),
    }


def _secrets(config: Mapping[str, Any], now: datetime) -> list[str]:
    former = [config["former"]] if "former" in config and datetime.fromisoformat(config["former_until"]) > now else []
    return [config["secret"], *former]
