"""As whom PostgreSQL runs: it refuses to be root, so root lends it another identity.

No folder is opened and no user is made for it. With user namespaces postgres sees itself as *nobody* while its files
stay root's. Where they are forbidden (most containers) it becomes *nobody* and keeps one capability, to pass folders
closed to others; the data folder is then nobody's.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 28, 47, 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True)


class Identity(Enum):
    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def choose(data: Path, *, programs: Path) -> Identity:
    """How to run these programs over this data folder, which may not exist yet; its parent does."""
    if os.geteuid() != 0:
        return Identity.SELF
    if data.exists() and data.stat().st_uid == nobody().pw_uid:
        return Identity.NOBODY
    return Identity.NAMESPACE if _namespace_reaches(data.parent, programs) else Identity.NOBODY


def nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def before_exec(identity: Identity, *, dies_with_parent: bool) -> Callable[[], None] | None:
    """What the child does between fork and exec; everything it needs is looked up here, before the fork."""
    linux = sys.platform == "linux"
    if not linux and identity is Identity.SELF:
        return None
    user = nobody() if identity is Identity.NOBODY else None

    def become() -> None:
        if identity is Identity.NAMESPACE:
            _enter_namespace()
        if user is not None:
            _become(user.pw_uid, user.pw_gid)
        if dies_with_parent and linux:  # after any change of user, which clears it
            _libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)

    return become


def _namespace_reaches(*folders: Path) -> bool:
    """Whether namespaces are allowed, and no folder on the way is closed to all but its owner, another user."""
    if sys.platform != "linux":
        return False
    try:
        trial = ["/bin/sh", "-c", 'for folder; do cd "$folder" || exit 1; done', "sh", *map(str, folders)]
        return subprocess.run(trial, preexec_fn=_enter_namespace, capture_output=True, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _enter_namespace() -> None:
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} 0 1"), ("gid_map", f"{NOBODY} 0 1")):
        written = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(written, text.encode())
        os.close(written)


def _become(uid: int, gid: int) -> None:
    if sys.platform != "linux":
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        return
    _libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    _libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)  # else access(2) forgets the capability
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    bit = 1 << CAP_DAC_OVERRIDE
    sets = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    if _libc.capset(header, sets) == 0:
        _libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)
