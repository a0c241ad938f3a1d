"""One request on a connection of its own."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import httpcore2

from service.outbound.connect import CheckedBackend, Deadline
from service.outbound.failures import Unreachable
from service.outbound.targets import Target


@contextmanager
def exchange(
    method: str,
    target: Target,
    headers: Mapping[str, str],
    content: bytes,
    *,
    backend: CheckedBackend,
    tls: Callable[[], ssl.SSLContext],
) -> Iterator[httpcore2.Response]:
    """Send this and give the answer, whose body is still to be read. Raises Unreachable, and Refused by the backend."""
    host = target.host.encode()
    address = httpcore2.URL(scheme=target.scheme.encode(), host=host, port=target.port, target=target.path.encode())
    sent = {"Host": target.authority, "Connection": "close", **headers}
    request = httpcore2.Request(method, address, headers=list(sent.items()), content=content)
    with _told(target, backend.deadline), _connection(address.origin, backend, tls) as connection:
        response = connection.handle_request(request)
        try:
            yield response
        finally:
            response.close()


@contextmanager
def _connection(
    origin: httpcore2.Origin, backend: CheckedBackend, tls: Callable[[], ssl.SSLContext]
) -> Iterator[httpcore2.HTTPConnection]:
    context = tls() if origin.scheme == b"https" else None
    connection = httpcore2.HTTPConnection(origin, ssl_context=context, network_backend=backend)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _told(target: Target, deadline: Deadline) -> Iterator[None]:
    """Tell what can happen on the network in this service's words."""
    try:
        yield
    except httpcore2.TimeoutException:
        raise Unreachable(
            "%(host)s took more than %(seconds)s seconds.",
            code="time",
            host=target.host,
            seconds=f"{deadline.seconds:g}",
        ) from None
    except httpcore2.NetworkError as error:
        if isinstance(error.__cause__, ssl.SSLError):
            raise Unreachable(
                "%(host)s could not be reached by https: its certificate is not valid, or it speaks no TLS.",
                code="certificate",
                host=target.host,
            ) from None
        raise Unreachable("%(host)s could not be reached.", code="connection", host=target.host) from None
    except httpcore2.ProtocolError:
        raise Unreachable("%(host)s gives no answer that can be read.", code="protocol", host=target.host) from None
