"""xgov init: a framework → a form to fill in."""

from __future__ import annotations

import datetime as dt
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from xgov.cli.options import DEFAULT, colour, complain, emit, framework_named
from xgov.named import NamedTuple
from xgov.texts import language
from xgov.texts.forms import tell
from xgov.texts.report import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xgov.forms.layout import Form, Wanted
    from xgov.model.framework import Framework

_CITY: Final = re.compile(r"[a-z][a-z0-9-]{0,79}")
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
#: Formats by the ending of their files; none is YAML.
_SUFFIXES: Final = {".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml", "": "yaml"}
#: The module that writes each format.
_WRITERS: Final = {"yaml": "xgov.forms.yaml", "xlsx": "xgov.forms.workbook"}


class Request(NamedTuple):
    """What was asked for on the command line."""

    cities: str | None
    framework: str | None
    core: bool
    lang: str | None
    format: str | None
    output: str | None
    force: bool
    last: str | None
    by_owner: bool
    as_of: str | None
    governance: str | None


def run(request: Request) -> int:
    """Write the form and give the exit code; 1 where the filing to carry forward has errors."""
    lang = language(request.lang)
    form = _format(request, lang)
    if isinstance(form, int):
        return form
    source = _source(request, lang)
    if isinstance(source, int):
        return source
    wanted = _wanted(request, lang, *source)
    if isinstance(wanted, int):
        return wanted
    from xgov.forms import layout  # noqa: PLC0415 - after the options are known to be right

    if request.by_owner:
        return _write_parts(request, layout.by_owner(wanted), form, lang)
    return _write(request, layout.form(wanted), form, lang)


def _format(request: Request, lang: str) -> str | int:
    """Give the format, or the exit code where it is not known or cannot go where it should."""
    if request.by_owner:
        return (request.format or "yaml") if request.output else complain(tell("needs_folder", lang))
    if request.output is None:
        return complain(tell("needs_file", lang)) if request.format == "xlsx" else "yaml"
    form = request.format or _SUFFIXES.get(Path(request.output).suffix.lower())
    return form or complain(tell("bad_suffix", lang, path=request.output))


def _source(request: Request, lang: str) -> tuple[Framework, Mapping[str, Any]] | int:
    """Give the framework and the filing to carry forward, or the exit code where one has errors."""
    model = framework_named(request.framework or DEFAULT, lang) if request.framework or not request.last else None
    if isinstance(model, int):
        return model
    last: Mapping[str, Any] = {}
    if request.last is not None:
        from xgov.api import COULD_NOT_RUN, load_submissions  # noqa: PLC0415 - only where it is asked for
        from xgov.render.problems import as_text  # noqa: PLC0415

        filed = load_submissions([request.last], model)
        if filed.dossier is None:
            sys.stderr.write(as_text(filed.diagnostics, lang, colour=colour(sys.stderr)))
            if not filed.diagnostics:
                return complain(say("nothing", lang))
            return 2 if any(one.code in COULD_NOT_RUN for one in filed.diagnostics) else 1
        files = filed.dossier.submissions
        if len(files) != 1:
            return complain(tell("one_file", lang, path=request.last, count=len(files)))
        model = filed.dossier.framework
        last = cast("Any", files[0].document).data
    if request.core:
        from xgov.model.quick import quick  # noqa: PLC0415

        model = quick(cast("Framework", model))
    return cast("Framework", model), last


def _wanted(request: Request, lang: str, model: Framework, last: Mapping[str, Any]) -> Wanted | int:
    """Give what the form is to be of, or the exit code where a part of it makes no sense."""
    from xgov.forms.layout import Wanted  # noqa: PLC0415
    from xgov.model.dates import last_day  # noqa: PLC0415

    cities = tuple(request.cities.split(",")) if request.cities else tuple(last.get("cities", ()))
    if not cities:
        return complain(tell("needs_cities", lang))
    for city in cities:
        if not _CITY.fullmatch(city):
            return complain(tell("bad_city", lang, id=city))
        if cities.count(city) > 1:
            return complain(tell("twice", lang, id=city))
    as_of = request.as_of or dt.datetime.now().astimezone().date().isoformat()
    try:
        last_day(as_of if _DATE.fullmatch(as_of) else "")
    except ValueError:
        return complain(tell("bad_date", lang, value=as_of))
    known = [entry.id for entry in model.profile.governance]
    if request.governance and request.governance not in known:
        return complain(tell("bad_choice", lang, value=request.governance, allowed=", ".join(known)))
    governance = request.governance or (last.get("profile") or {}).get("governance")
    return Wanted(model, cities, lang, as_of, governance, last, request.core)


def _write(request: Request, laid: Form, form: str, lang: str) -> int:
    text = import_module(_WRITERS[form]).render(laid)
    if request.output is None:
        emit(text)
        return 0
    code = _save(request.output, text, lang, force=request.force)
    if not code:
        sys.stderr.write(tell("written", lang, path=request.output) + "\n")
    return code


def _write_parts(request: Request, parts: dict[str, Form], form: str, lang: str) -> int:
    """Write one form for each owner into a folder; none where one of them exists already."""
    folder = Path(request.output or "")
    paths = {owner: folder / f"{owner}.{form}" for owner in parts}
    for path in paths.values():
        if path.exists() and not request.force:
            return complain(say("exists", lang, path=path))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return complain(say("cannot_write", lang, path=folder, reason=error.strerror or str(error)))
    render = import_module(_WRITERS[form]).render
    for owner, laid in parts.items():
        code = _save(str(paths[owner]), render(laid), lang, force=request.force)
        if code:
            return code
    core = " --core" if request.core else ""
    sys.stderr.write(tell("written_parts", lang, path=folder, count=len(parts), core=core) + "\n")
    return 0


def _save(path: str, content: str | bytes, lang: str, *, force: bool) -> int:
    from xgov.output import write_whole  # noqa: PLC0415

    try:
        write_whole(path, content, force=force)
    except FileExistsError:
        return complain(say("exists", lang, path=path))
    except OSError as error:
        return complain(say("cannot_write", lang, path=path, reason=error.strerror or str(error)))
    return 0
