"""JupyterLab as ``avgkit lab`` starts it: on this machine, with its token, with kernels that nobody overhears."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest
from tornado.websocket import websocket_connect
from watching import NOTE, computer, outside, traces

from avgkit.app import lab


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Start the command of ``avgkit lab``; yield its address, token, log and folder."""
    folder, port = tmp_path_factory.mktemp("lab"), free_port()
    environment = computer(folder)
    log = folder / "log.txt"
    with open(log, "w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            lab.command(browser=False, port=port), env=environment, stdout=stream, stderr=stream, cwd=folder
        )
        try:
            end = time.monotonic() + 60
            while not (found := re.search(r"token=(\w+)", log.read_text(encoding="utf-8"))):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                assert time.monotonic() < end
                time.sleep(0.1)
            yield f"http://localhost:{port}", found[1], log, folder
        finally:
            process.terminate()
            process.wait(timeout=30)


def ask(server, path, data=None, token=None):
    address, known, *_ = server
    headers = {"Authorization": f"token {known if token is None else token}", "Content-Type": "application/json"}
    for _ in range(100):
        try:
            request = urllib.request.Request(f"{address}{path}", data=data, headers=headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def test_nobody_gets_in_without_the_token(server):
    assert len(server[1]) >= 40
    assert ask(server, "/api/status")["kernels"] == 0
    for path in ("/api/status", "/api/contents", "/api/kernels"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask(server, path, token="")


def test_other_computers_can_not_reach_it(server):
    port = int(server[0].rsplit(":", 1)[1])
    ask(server, "/api/status")
    outward = address_on_the_network()
    if outward is None:
        pytest.skip("this computer is on no network")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((outward, port), timeout=3).close()


def address_on_the_network():
    """Return this computer's address as others would use it. Nothing is sent: the system only looks up the way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return way.getsockname()[0]


async def run_cell(server, kernel, code):
    """Run code in a kernel as a page does, over the server's web socket; return what it prints."""
    address = f"{server[0].replace('http', 'ws')}/api/kernels/{kernel}/channels?token={server[1]}"
    page = await websocket_connect(address, max_message_size=lab.LARGEST_UPLOAD)
    header = {"msg_id": "1", "session": "1", "username": "", "msg_type": "execute_request", "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True}
    message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
    await page.write_message(json.dumps(message))
    while True:
        message = json.loads(await page.read_message())
        if message["msg_type"] == "stream":
            return message["content"]["text"]


def test_a_kernel_is_encrypted_keeps_no_history_and_asks_no_network(server):
    _, _, log, folder = server
    kernel = ask(server, "/api/kernels", data=b'{"name": "python3"}')["id"]
    said = asyncio.run(asyncio.wait_for(run_cell(server, kernel, f"# {NOTE}\nprint(6 * 7)"), 30))
    assert said == "42\n"
    (about,) = (folder / "jupyter_runtime").glob(f"kernel-{kernel}.json")
    assert "curve_secretkey" in json.loads(about.read_text(encoding="utf-8")) or "ipc" in about.read_text()
    assert about.stat().st_mode & 0o077 == 0
    assert "without encryption" not in log.read_text(encoding="utf-8")
    assert traces(folder) == {}
    assert outside(folder) == ""


def test_a_file_larger_than_the_web_servers_own_limit_reaches_a_kernel(server):
    kernel = ask(server, "/api/kernels", data=b'{"name": "python3"}')["id"]
    code = f"print(len('{'x' * 12_000_000}'))"
    assert asyncio.run(asyncio.wait_for(run_cell(server, kernel, code), 60)) == "12000000\n"
