"""The second factor: codes of an app (TOTP, RFC 6238), and recovery codes for those who have lost it."""

import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from service.accounts.sealing import keyed_hash, open_sealed, reseal, seal
from service.models import Account, RecoveryCode
from service.settings import Settings

ISSUER = "Bluepencil"
RECOVERY_CODES = 10
_STEP_SECONDS = 30
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_PURPOSE = "recovery code"


def new_secret() -> str:
    """A secret for an app, in base 32."""
    return pyotp.random_base32()


def app_address(secret: str, email: str) -> str:
    """What the QR code holds for the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the code belongs to: this one, the one before or the one after; None for a wrong code."""
    digits, app = code.replace(" ", ""), pyotp.TOTP(secret)
    current = int(now.timestamp()) // _STEP_SECONDS
    for step in (current, current - 1, current + 1):
        if app.verify(digits, for_time=step * _STEP_SECONDS):
            return step
    return None


def turn_on(session: Session, settings: Settings, account: Account, secret: str, step: int) -> list[str]:
    """Ask for codes of this secret from now on. The recovery codes, which are shown once."""
    account.totp_secret = seal(settings, secret.encode(), purpose=_sealed_for(account.id))
    account.totp_step = step
    return renew_recovery_codes(session, settings, account.id)


def turn_off(session: Session, account: Account) -> None:
    """Ask for no codes any more."""
    account.totp_secret = account.totp_step = None
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def renew_recovery_codes(session: Session, settings: Settings, account_id: int) -> list[str]:
    """New recovery codes in place of those that there were."""
    codes = [
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.add_all(RecoveryCode(account_id=account_id, code_hash=_hash(settings, account_id, code)) for code in codes)
    return codes


def count_recovery_codes(session: Session, account_id: int) -> int:
    """How many recovery codes are left."""
    return session.scalars(select(func.count()).where(RecoveryCode.account_id == account_id)).one()


def take_code(session: Session, settings: Settings, account: Account, code: str, *, now: datetime) -> bool:
    """Whether this is a right code of the account, of either kind, that was not taken before; it is taken by that."""
    if account.totp_secret is None:
        return False
    secret = open_sealed(settings, account.totp_secret, purpose=_sealed_for(account.id))
    step = None if secret is None else step_of(secret.decode(), code, now)
    if step is not None:
        unused = or_(Account.totp_step.is_(None), Account.totp_step < step)
        taken = update(Account).where(Account.id == account.id, unused).values(totp_step=step).returning(Account.id)
        return session.scalar(taken.execution_options(synchronize_session=False)) is not None
    wanted = (RecoveryCode.account_id == account.id, RecoveryCode.code_hash == _hash(settings, account.id, code))
    return session.scalar(delete(RecoveryCode).where(*wanted).returning(RecoveryCode.account_id)) is not None


def reseal_secrets(session: Session, former: Settings, fresh: Settings) -> tuple[list[str], int]:
    """Seal the apps' secrets by a fresh secret of the installation: whose they are, and how many could not be read.

    Their recovery codes are hashes with the former one as their key, and are of no use any more: they are removed.
    """
    done, lost = [], 0
    for account in session.scalars(select(Account).where(Account.totp_secret.is_not(None)).order_by(Account.email)):
        assert account.totp_secret is not None
        sealed = reseal(former, fresh, account.totp_secret, purpose=_sealed_for(account.id))
        if sealed is None:
            lost += 1
        else:
            account.totp_secret = sealed
            done.append(account.email)
            session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    return done, lost


def _hash(settings: Settings, account_id: int, code: str) -> bytes:
    letters = "".join(character for character in code.lower() if character.isalnum())
    return keyed_hash(settings, _PURPOSE, f"{account_id} {letters}")


def _sealed_for(account_id: int) -> str:
    return f"two-factor {account_id}"
