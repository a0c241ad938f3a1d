"""What can go wrong, in the product's own words. These errors know no HTTP: `web/problems.py` maps them."""


class BluepencilError(Exception):
    """The base of every expected failure. `code` is stable and public; `detail` is for people.

    A detail that pages show in other languages is given as a message with `%(name)s` and its `values`.
    """

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, **values: object) -> None:
        self.message = message
        self.values = values
        self.detail = message % values if values else message
        super().__init__(self.detail)
        if code is not None:
            self.code = code


class NotFound(BluepencilError):
    """No such thing, or none that the asker may know of."""

    code = "not_found"


class Moved(BluepencilError):
    """The thing is called otherwise since: addresses with `former` in them lead to the same with `present`."""

    code = "moved"

    def __init__(self, message: str, *, former: str, present: str) -> None:
        super().__init__(message)
        self.former = former
        self.present = present


class NotLoggedIn(BluepencilError):
    """This needs a log-in."""

    code = "not_logged_in"


class Forbidden(BluepencilError):
    """The thing exists, and the asker may not do this with it."""

    code = "forbidden"


class Conflict(BluepencilError):
    """The thing has changed meanwhile, or its state does not allow this."""

    code = "conflict"


class Malformed(BluepencilError):
    """The bytes are not what they claim to be."""

    code = "malformed"


class InvalidInput(BluepencilError):
    """One field holds a value that cannot be taken; `field` names it as the sender wrote it."""

    code = "invalid"

    def __init__(self, message: str, *, field: str, **values: object) -> None:
        super().__init__(message, code=None, **values)
        self.field = field


class Unsupported(BluepencilError):
    """A content type or an encoding that is not understood."""

    code = "unsupported"


class TooLarge(BluepencilError):
    """More than the limit that the message names."""

    code = "too_large"


class TooSlow(BluepencilError):
    """The rest of the request did not come in time."""

    code = "too_slow"


class RateLimited(BluepencilError):
    """Too often; `retry_after` is in seconds."""

    code = "rate_limited"

    def __init__(self, message: str, *, retry_after: int, **values: object) -> None:
        super().__init__(message, code=None, **values)
        self.retry_after = retry_after


class Unavailable(BluepencilError):
    """The database cannot be used right now; trying again later may work. `retry_after` is in seconds."""

    code = "unavailable"

    def __init__(self, detail: str, *, retry_after: int = 5) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Busy(BluepencilError):
    """Too many ask for the same at once; trying again in `retry_after` seconds may work."""

    code = "unavailable"

    def __init__(self, message: str, *, retry_after: int = 5, **values: object) -> None:
        super().__init__(message, code=None, **values)
        self.retry_after = retry_after
