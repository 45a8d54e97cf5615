"""Programs that run while something is measured, and what they used."""

import contextlib
import http.client
import os
import pathlib
import socket
import subprocess
import time


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path, headers=None):
    """The status, headers and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def until_answers(process, port, path, patience=120):
    """Waits for 200; looks every two milliseconds."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended with status {process.returncode}")
        with contextlib.suppress(OSError, http.client.HTTPException):
            if get(port, path)[0] == 200:
                return
        time.sleep(0.002)
    raise SystemExit(f"{process.args[0]} does not answer on {path}")


@contextlib.contextmanager
def running(command, port, path, log):
    """The program and the seconds it took to answer; stopped politely at the end."""
    with open(log, "ab") as out:
        started = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out)
        try:
            until_answers(process, port, path)
            yield process, time.monotonic() - started
        finally:
            process.terminate()
            process.wait(timeout=30)


def peak_memory(process):
    """The most memory it ever held, in MiB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) / 1024


def measured(command):
    """What the program wrote, and the share of all cores that it used itself."""
    started = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    out, errors = process.stdout.read(), process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed: {out}{errors}")
    seconds = time.monotonic() - started
    return out, (used.ru_utime + used.ru_stime) / seconds / os.cpu_count()
