"""Keeps other users of this computer from listening to a kernel, whose messages show contacts."""

from __future__ import annotations

import os


def private() -> dict[str, str]:
    """Return the settings of Jupyter's KernelManager that make its kernels private.

    A kernel talks over ports of this computer, and any user may listen to one. So the talk is encrypted (CurveZMQ), or where that
    isn't built in it goes over files in the user's own folder; Windows has neither then.
    """
    import zmq

    if zmq.has("curve"):
        return {"transport_encryption": "auto"}
    return {} if os.name == "nt" else {"transport": "ipc"}
