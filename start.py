# ruff: noqa
# Sets up avgkit and opens the course; `python3 start.py test` sets up and runs the tests.
# Standard library only. Old syntax on purpose: an old Python must be able to read this file and say one sentence.
from __future__ import print_function

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Je Python is versie %d.%d, maar avgkit heeft %d.%d of nieuwer nodig. Haal een nieuwe Python op "
        "via python.org en probeer het opnieuw." % (sys.version_info[:2] + OLDEST)
    )

import errno  # noqa: E402
import hashlib  # noqa: E402
import os  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent
VENV = Path(os.path.abspath(os.environ.get("AVGKIT_VENV") or str(ROOT / ".venv")))
PACKED = ROOT / "pakketten"  # what `pack` fetched; a start without a network finds its parts there
STAMP = "avgkit-klaar.txt"  # holds what was installed; written last, so that a half-made folder has none
MARK = "avgkit-map.txt"  # written first and removed last: only a folder with this mark is ever removed whole
NO_HISTORY = 'c.HistoryManager.hist_file = ":memory:"\n'
HELP = """gebruik: python3 start.py [test|pack] [--app] [--no-browser] [--port NUMMER]

Zonder woord erachter: maakt alles klaar en opent de cursus in je browser.
test               maakt alles klaar en draait alle tests
pack               zet alle onderdelen in de map pakketten, voor een computer zonder internet
--app              toont bladzijden zonder code: je lijst en je actieplan
--no-browser       opent geen browser; je kiest zelf het adres dat verschijnt
--port NUMMER      gebruikt deze poort
--help             toont deze uitleg
"""


class SetUpError(Exception):
    """What went wrong in one Dutch sentence."""


def main(words):
    if words and words[0] in ("-h", "--help", "help"):
        print(HELP)
        return 0
    testing = words[:1] == ["test"]
    try:
        python = set_up(VENV, "test" if testing else "run")
        if words[:1] == ["pack"]:
            pack(python)
            return 0
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(sentence_for(error), file=sys.stderr)
        return 2
    if testing:
        add_spark(python)
        command = [str(python), "-m", "pytest", "-n", "3", "--dist", "loadfile"] + words[1:]
    else:
        command = [str(python), "-m", "avgkit", "lab"] + words
    os.chdir(str(ROOT))
    if os.name != "nt":
        os.execv(command[0], command)  # the course takes this program's place, so that stopping one stops both
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def set_up(venv, kind):
    """Make the folder and install what is locked, unless that was done before. Return its Python."""
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = fingerprint(kind)
    if python.exists() and done(venv) in (wanted, fingerprint("test")):
        return python
    if not usable(venv, python):
        make(venv)
    (venv / STAMP).unlink(missing_ok=True)
    print("Even geduld: avgkit haalt op wat nodig is. Dat gebeurt alleen de eerste keer.", flush=True)
    install(python, ROOT / "locks" / ("%s.txt" % kind))
    link(python)
    keep_no_history(venv)
    (venv / STAMP).write_text(wanted, encoding="utf-8")
    return python


def fingerprint(kind):
    """Tell what has to be installed: the lock, this Python and the place of the project."""
    lock = (ROOT / "locks" / ("%s.txt" % kind)).read_bytes().replace(b"\r\n", b"\n")
    about = "%s %s %s %s" % (hashlib.sha256(lock).hexdigest(), sys.version.split()[0], ROOT, NO_HISTORY)
    return "%s %s" % (kind, hashlib.sha256(about.encode()).hexdigest())


def done(venv):
    try:
        return (venv / STAMP).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def usable(venv, python):
    """Tell whether the folder was finished once, and its Python and pip still start."""
    if not python.exists() or not done(venv):
        return False
    try:
        return (
            subprocess.call(
                [str(python), "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            == 0
        )
    except OSError:
        return False


def make(venv):
    """Make a fresh folder; a half-made one of ours is removed first, another's is left alone."""
    if venv.exists() or venv.is_symlink():
        if not ours(venv):
            raise SetUpError(
                "De map %s bestaat al, maar start.py heeft die niet gemaakt. Hernoem die map en probeer het opnieuw."
                % venv.name
            )
        remove(venv)
    venv.mkdir(parents=True)
    (venv / MARK).write_text("Deze map is gemaakt door start.py en mag weg.\n", encoding="utf-8")
    try:
        import ensurepip  # noqa: F401
        import venv as maker
    except ImportError:
        raise SetUpError(
            "Bij je Python ontbreekt het onderdeel venv. Installeer het (op Debian en Ubuntu: "
            "sudo apt install python3-venv) en probeer het opnieuw."
        )
    try:
        maker.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(str(venv))
    except subprocess.CalledProcessError as error:
        raise SetUpError(explain(str(error.output or error)))


def ours(venv):
    """Tell whether the folder may go: it has our mark, holds no file at all, or is a bare environment without packages."""
    if not venv.is_dir() or venv.is_symlink():
        return False
    if (venv / MARK).exists():
        return True
    files = [path for path in venv.rglob("*") if path.is_file() and not path.is_symlink()]
    bare = ("pyvenv.cfg", ".gitignore", "CACHEDIR.TAG", ".lock")
    scripts = ("activate", "Activate", "deactivate", "pip", "python")
    packages = ("pip", "setuptools", "wheel", "pkg_resources", "_distutils_hack", "distutils-precedence", "_virtualenv")

    def known(path):
        parts = path.relative_to(venv).parts
        if len(parts) == 1:
            return parts[0] in bare
        if parts[0] in ("bin", "Scripts"):
            return len(parts) == 2 and parts[1].startswith(scripts)
        return "site-packages" in parts[:-1] and parts[parts.index("site-packages") + 1].startswith(packages)

    return not files or ((venv / "pyvenv.cfg").is_file() and all(known(path) for path in files))


def remove(venv):
    """Remove the folder, its mark last, so that an interruption leaves it recognisable."""
    for path in venv.iterdir():
        if path.name != MARK:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(str(path))
            else:
                path.unlink()
    shutil.rmtree(str(venv))


def install(python, lock):
    """Install the lock, hashes checked: from the folder that was packed, or else from the network."""
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(PACKED), "UV_NO_INDEX": "1", "UV_FIND_LINKS": str(PACKED)}
    if PACKED.is_dir() and fetch(python, lock, offline).returncode == 0:
        return
    done = fetch(python, lock, {})
    if done.returncode != 0:
        raise SetUpError(explain(done.stdout))


def fetch(python, lock, settings):
    """Install with uv where there is one for this machine, else with pip; return what the last one said."""
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes"]
    uv = [str(python), "-m", "uv", "pip", "install", "--quiet", "--python", str(python), "--require-hashes"]
    if run(pip + ["-r", str(ROOT / "locks" / "uv.txt")], settings).returncode == 0:
        fast = run(uv + ["-r", str(lock)], settings)
        if fast.returncode == 0:
            return fast
    return run(pip + ["-r", str(lock)], settings)


def pack(python):
    """Fetch the parts for this kind of computer and this version of Python into a folder that can go along on a stick."""
    print("Even geduld: alle onderdelen gaan in de map %s." % PACKED.name, flush=True)
    command = [str(python), "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--require-hashes"]
    for name in ("uv", "run"):
        done = run(command + ["--dest", str(PACKED), "-r", str(ROOT / "locks" / ("%s.txt" % name))])
        if done.returncode != 0:
            raise SetUpError(explain(done.stdout))
    print(
        "Klaar. Kopieer de map van avgkit, zonder %s, naar een computer met hetzelfde systeem en dezelfde versie van "
        "Python. Daar werkt start.py dan zonder internet." % VENV.name
    )


def link(python):
    """Let the new Python find the package where it is, and give it the command `avgkit`.

    A .pth file and a small script do this without building a wheel, which would need to fetch a build tool.
    """
    place = run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).stdout.strip()
    (Path(place) / "avgkit.pth").write_text("import sys; sys.path.append(%s)\n" % ascii(str(ROOT)), encoding="ascii")
    if os.name == "nt":
        (python.parent / "avgkit.cmd").write_text('@"%%~dp0python.exe" -m avgkit %*\r\n'.replace("%%~", "%~"))
    else:
        script = python.parent / "avgkit"
        script.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m avgkit "$@"\n')
        script.chmod(0o755)


def add_spark(python):
    """Add Spark for its tests where there is a Java to run it; without a network those tests are skipped."""
    lock, stamp = ROOT / "locks" / "spark.txt", VENV / "avgkit-spark.txt"
    wanted = "%s %s" % (hashlib.sha256(lock.read_bytes()).hexdigest(), done(VENV))
    if os.environ.get("AVGKIT_SPARK") == "0" or not shutil.which("java"):
        return
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("Er is Java, dus voor de tests komt ook Spark mee (400 MB). Zonder: AVGKIT_SPARK=0.", flush=True)
    install = [str(python), "-m", "uv", "pip", "install", "--quiet", "--python", str(python), "--require-hashes"]
    # pyspark is no wheel: what builds it is held to the same lock
    found = run(install + ["--build-constraints", str(lock), "-r", str(lock)])
    if found.returncode == 0:
        stamp.write_text(wanted, encoding="utf-8")
    else:
        print("Spark is niet opgehaald; zijn tests worden overgeslagen. %s" % explain(found.stdout), file=sys.stderr)


def keep_no_history(venv):
    """Let kernels of this folder keep in memory what is typed in a cell: it may be about somebody."""
    place = venv / "etc" / "ipython"
    place.mkdir(parents=True, exist_ok=True)
    (place / "ipython_kernel_config.py").write_text(NO_HISTORY, encoding="ascii")


def run(command, settings=()):
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        encoding="utf-8",
        errors="replace",
        cwd=str(ROOT),
        env=dict(os.environ, **dict(settings)),
    )


def explain(output):
    """Make one sentence of what an installer printed."""
    text = output.lower()
    if "no space left" in text or "disk quota" in text or "os error 28" in text:
        return FULL
    if "permission denied" in text or "access is denied" in text:
        return CLOSED
    if "do not match the hashes" in text or "hash mismatch" in text:
        return "Een bestand dat binnenkwam is niet het bestand dat avgkit verwacht. Probeer het later opnieuw."
    network = (
        "connection",
        "resolve",
        "network",
        "timed out",
        "timeout",
        "retries",
        "no matching distribution",
        "could not find a version",
        "unreachable",
        "proxy",
    )
    if any(word in text for word in network):
        return "Er is geen verbinding met internet, en die is de eerste keer nodig. Maak verbinding en start opnieuw."
    if os.environ.get("AVGKIT_DEBUG"):
        print(output, file=sys.stderr)
    return "Het klaarmaken is niet gelukt. Start opnieuw; lukt het weer niet, start dan met AVGKIT_DEBUG=1 en meld wat er staat."


FULL = "Je schijf is vol. Maak ongeveer 1 GB ruimte en start opnieuw."
CLOSED = "Je mag niet schrijven in de map van avgkit. Zet avgkit in een map van jezelf en start opnieuw."


def sentence_for(error):
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return FULL
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CLOSED
    if isinstance(error, FileNotFoundError):
        return "Er ontbreekt een bestand van avgkit. Haal avgkit opnieuw op en start opnieuw."
    return (
        "Het klaarmaken is niet gelukt door een fout van je systeem. Start je computer opnieuw en probeer het nog eens."
    )


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
