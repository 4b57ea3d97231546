"""UIMA CAS XMI 1.0 for INCEpTION, through dkpro-cassis (extra: argmap[inception]): map.xmi and TypeSystem.xml."""

from collections.abc import Mapping

from argmap.argument import ArgumentMap
from argmap.errors import InvalidError
from argmap.formats.inception import LOSES as LOSES
from argmap.formats.inception import cas_of, cassis_library, map_of, type_system

TYPES = "TypeSystem.xml"


def dump(argument_map: ArgumentMap) -> dict[str, str]:
    """Write a folder with UIMA CAS XMI and its type system."""
    return {"map.xmi": cas_of(argument_map).to_xmi() + "\n", TYPES: type_system().to_xml() + "\n"}


def load(files: Mapping[str, str], *, where: str = "the folder") -> ArgumentMap:
    """Read a CAS in XMI and its TypeSystem.xml; raise InvalidError where the folder holds not exactly these."""
    found = [name for name in files if name.lower().endswith(".xmi")]
    if len(found) != 1 or TYPES not in files:
        raise InvalidError(f"{where} must hold one .xmi and {TYPES}; unpack the zip of INCEpTION into a folder")
    try:
        types = cassis_library().load_typesystem(files[TYPES])
        cas = cassis_library().load_cas_from_xmi(files[found[0]], typesystem=types)
    except Exception as error:
        raise InvalidError(f"{where} holds no CAS in XMI ({type(error).__name__}: {error})") from error
    return map_of(cas, where)


def recognises(text: str) -> bool:
    """Return False: a folder with an .xmi file is known by that, no single file is enough."""
    del text
    return False
