#!/usr/bin/env python3
"""Set up, try and test smdesk on a bare machine; standard library alone.

    python3 dev.py setup              the environment in .venv, faces, what the tests need
    python3 dev.py demo [--out DIR]   set up, then the main job on the bundled samples
    python3 dev.py test [ARGS…]       set up, then lint, types, import contracts, all tests, `build`
    python3 dev.py build              the one-folder program in dist/, tried in an empty environment

Whatever the machine lacks is installed: Python packages into .venv by the lock file, Debian
packages when run as root on Debian; elsewhere they are named.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BUILD_VENV = HERE / ".venv-build"
PROGRAM = HERE / "dist" / "smdesk"
FACES = HERE / ".faces"
LOCK = HERE / "requirements.lock"
OLDEST = (3, 11)

QT_LIBRARIES = (
    "libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0",
)  # fmt: skip
FOR_USE = ("fonts-noto-cjk", *QT_LIBRARIES)
FOR_SCREEN = (
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0",
)  # fmt: skip
FOR_TESTS = (
    "libreoffice-writer", "libreoffice-calc", "poppler-utils", "qpdf", "xvfb", *FOR_SCREEN,
)  # fmt: skip
FOR_BUILD = ("binutils",)
FACE_PACKAGE = "texlive-lang-chinese"
FACE_FILES = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FACE_NAMES = (
    "FandolFang-Regular.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf",
    "FandolHei-Bold.otf", "FandolSong-Regular.otf", "FandolSong-Bold.otf",
)  # fmt: skip


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(f"[dev] {text}", file=sys.stderr, flush=True)


def run(*command: str, quiet: bool = False) -> None:
    """Run a command; its failure ends the script with its status."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=HERE, env=environment, stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None, text=True, errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        if quiet:
            sys.stderr.write(done.stdout or "")
        say(f"failed ({done.returncode}): {' '.join(command)}")
        raise SystemExit(done.returncode)


def python(venv: Path = VENV) -> str:
    """Return the interpreter of an environment."""
    return str(venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def debian() -> bool:
    """Return whether Debian's package tools are here."""
    return all(shutil.which(tool) for tool in ("apt-get", "dpkg-query", "dpkg-deb"))


def root() -> bool:
    """Return whether packages may be installed."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def missing_packages(names: tuple[str, ...]) -> list[str]:
    """Return those Debian packages of ``names`` that are not installed."""
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    there = {line.split()[0] for line in asked.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in there]


@cache
def update_lists() -> None:
    """Refresh Debian's package lists once a run."""
    run("apt-get", "update", "-qq", quiet=True)


def need(names: tuple[str, ...], what: str) -> None:
    """Install Debian packages when root on Debian, else name them."""
    if not debian():
        return
    wanted = missing_packages(names)
    if not wanted:
        return
    if not root():
        say(f"{what} wants: sudo apt-get install {' '.join(wanted)}")
        return
    say(f"installing for {what}: {' '.join(wanted)}")
    update_lists()
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted, quiet=True)


def set_up_environment() -> None:
    """Make .venv with the locked packages, unless it is there for this very lock."""
    if sys.version_info < OLDEST:
        say(f"Python {'.'.join(map(str, OLDEST))} or later is needed, this is {sys.version}")
        raise SystemExit(2)
    recipe = LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes() + sys.version.encode()
    mark, stamp = VENV / "smdesk-lock", hashlib.sha256(recipe).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == stamp and Path(python()).exists():
        return
    make_environment(VENV)
    say("installing the locked packages into .venv")
    run(python(), "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", str(LOCK))
    run(python(), "-m", "pip", "install", "-q", "--disable-pip-version-check",
        "--no-deps", "--no-build-isolation", "-e", str(HERE))  # fmt: skip
    mark.write_text(stamp, encoding="ascii")


def make_environment(folder: Path) -> None:
    """Create an environment; Debian's Python may first need its venv package."""
    if Path(python(folder)).exists() and has_pip(folder):
        return
    say(f"creating {folder.name}")
    try:
        import ensurepip
        import venv

        del ensurepip
        venv.create(folder, with_pip=True, clear=True)
    except (ImportError, subprocess.CalledProcessError):
        need((f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",), "the environment")
        run(sys.executable, "-m", "venv", "--clear", str(folder))


def has_pip(folder: Path) -> bool:
    """Return whether an environment can install packages (it cannot after a broken creation)."""
    asked = subprocess.run(
        [python(folder), "-m", "pip", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0


def set_up_faces() -> None:
    """Bring the open Fandol faces into .faces from Debian's package; Windows has its own faces."""
    if os.name == "nt" or all((FACES / name).exists() for name in FACE_NAMES):
        return
    installed = Path("/") / FACE_FILES
    if all((installed / name).exists() for name in FACE_NAMES):
        return
    if not debian():
        say(
            "no 仿宋 face found: install one (Fandol, Zhuque Fangsong), else another face stands in"
        )
        return
    say("fetching the Fandol faces")
    with tempfile.TemporaryDirectory() as folder:
        if root():
            update_lists()
        done = subprocess.run(
            ["apt-get", "download", "-qq", FACE_PACKAGE], cwd=folder, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        archives = list(Path(folder).glob("*.deb"))
        if done.returncode or not archives:
            say(f"faces not fetched ({done.stderr.strip()}); another face stands in for 仿宋")
            return
        run("dpkg-deb", "-x", str(archives[0]), folder)
        FACES.mkdir(exist_ok=True)
        for name in FACE_NAMES:
            shutil.copyfile(Path(folder) / FACE_FILES / name, FACES / name)


def setup(*, tests: bool) -> None:
    """Set everything up for use, and for the tests where asked."""
    need(FOR_USE, "use")
    if tests:
        need(FOR_TESTS, "the tests")
    set_up_faces()
    set_up_environment()


def demo(out: str | None) -> None:
    """Do the main job on the bundled samples; then open the window where there is a screen."""
    setup(tests=False)
    run(python(), "-m", "smdesk", "demo", *(["--out", out] if out else []))
    if screen():
        need(FOR_SCREEN, "the window")
        run(python(), "-m", "smdesk")


def screen() -> bool:
    """Return whether a person sits at a screen (never on CI)."""
    if os.environ.get("CI"):
        return False
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return os.name == "nt" or sys.platform == "darwin" or bool(shown)


def test(arguments: list[str]) -> None:
    """Run lint, types, import contracts and the whole suite (or what ``arguments`` name)."""
    setup(tests=True)
    if not arguments:
        run(python(), "-m", "ruff", "check", ".")
        run(python(), "-m", "ruff", "format", "--check", "-q", ".")
        run(python(), "-m", "mypy")
        run(python(), "-c", "from importlinter.cli import lint_imports_command as main; main()")
        build()
    workers = ["-n", str(min(4, os.cpu_count() or 1))] if not arguments else []
    run(python(), "-m", "pytest", "-q", *workers, *arguments)


def set_up_build() -> None:
    """Make an environment of what the program needs and PyInstaller, as locked, and nothing else."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    recipe = "\n".join([*wanted, sys.version, LOCK.read_text(encoding="utf-8")])
    mark, stamp = BUILD_VENV / "smdesk-lock", hashlib.sha256(recipe.encode()).hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") == stamp:
        return
    shutil.rmtree(BUILD_VENV, ignore_errors=True)
    make_environment(BUILD_VENV)
    say("installing what the program needs into .venv-build")
    run(python(BUILD_VENV), "-m", "pip", "install", "-q", "--disable-pip-version-check",
        "-c", str(LOCK), *wanted)  # fmt: skip
    mark.write_text(stamp, encoding="ascii")


def build() -> None:
    """Make the one-folder program from a clean environment and let it try everything once."""
    need((*FOR_USE, *FOR_BUILD, *shared_python()), "the program")
    set_up_faces()
    set_up_build()
    start = time.monotonic()
    run(python(BUILD_VENV), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", str(PROGRAM.parent), "--workpath", str(HERE / "build" / "frozen"),
        str(HERE / "build.spec"))  # fmt: skip
    files = (one for one in PROGRAM.rglob("*") if one.is_file() and not one.is_symlink())
    size = sum(one.stat().st_size for one in files) / 1e6
    say(f"{PROGRAM}: {size:.0f} MB, built in {time.monotonic() - start:.0f} s")
    try_program()


def shared_python() -> tuple[str, ...]:
    """Return Debian's package of Python as a library, which its own interpreter does without."""
    if not sys.executable.startswith("/usr/bin/"):
        return ()
    return (f"libpython{sys.version_info[0]}.{sys.version_info[1]}",)


def try_program() -> None:
    """Run the frozen program far from the checkout, with nothing of this environment."""
    suffix = ".exe" if os.name == "nt" else ""
    kept = ("HOME", "TMPDIR", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA",
            "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="smdesk-smoke-") as folder:
        environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "PATH": os.defpath, "SMDESK_DATA": str(Path(folder, "data")),
        }  # fmt: skip
        if os.name != "nt":  # Windows has faces, and a desktop even where nobody sits before it
            environment |= {
                "QT_QPA_PLATFORM": "offscreen", "SMDESK_FACES": str(FACES), "LANG": "C.UTF-8",
            }  # fmt: skip
        for program, verb in (("smdesk-cli", "smoke"), ("smdesk", "smoke-window")):
            command = [str(PROGRAM / f"{program}{suffix}"), verb, "--out", str(Path(folder, verb))]
            say(" ".join(command))
            start = time.monotonic()
            done = subprocess.run(command, cwd=folder, env=environment, check=False, timeout=600)
            if done.returncode:
                say(f"failed ({done.returncode}): {program} {verb}")
                raise SystemExit(1)
            say(f"{program} {verb}: {time.monotonic() - start:.1f} s")


def main() -> None:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("setup", help="only set up")
    verbs.add_parser("demo", help="the main job on the samples").add_argument("--out")
    verbs.add_parser("test", help="the whole suite and the build, or pytest with what follows")
    verbs.add_parser("build", help="the one-folder program in dist/, tried")
    chosen, rest = parser.parse_known_args()
    if rest and chosen.verb != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    match chosen.verb:
        case "setup":
            setup(tests=True)
        case "demo":
            demo(chosen.out)
        case "build":
            build()
        case _:
            test(rest)


if __name__ == "__main__":
    main()
