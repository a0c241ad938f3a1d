"""More reports at once than there are threads: none waits for a thread that another report's wait keeps."""

from concurrent.futures import ThreadPoolExecutor

from anyio import to_thread
from starlette.testclient import TestClient

from service.database import Database
from tests.factories import make_site, post, report


async def _leave_two_threads() -> None:
    to_thread.current_default_thread_limiter().total_tokens = 2


def test_reports_do_not_wait_for_each_other(client: TestClient, database: Database) -> None:
    make_site(database)
    assert client.portal is not None
    client.portal.call(_leave_two_threads)
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda number: post(client, report(f"wrong{number}x")).status_code, range(48)))
    assert answers == [202] * 48
