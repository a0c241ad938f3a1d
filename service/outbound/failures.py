"""Why a request went nowhere: for good, or for now."""

from service.errors import BluepencilError


class Refused(BluepencilError):
    """This service does not do that, now or later; `code` says which rule it was.

    `address` (not one that can be fetched), `scheme`, `credentials`, `port`, `private`, `elsewhere` (a host that the
    caller did not mean), `redirects`, `too_large`, `encoding`, `content_type`.
    """

    code = "refused"


class Unreachable(BluepencilError):
    """The other side could not be talked to this time; `code` says where it ended.

    `name` (no such host), `connection`, `certificate`, `time`, `protocol` (what came is no answer).
    """

    code = "unreachable"
