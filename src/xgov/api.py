"""The steps that commands and programs share: find, read, check, merge, score."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xgov.diagnostics.diagnostic import Diagnostic, at, nearest, sort
from xgov.diagnostics.faults import from_reading
from xgov.library import FRAMEWORK_FILE, load, load_shipped
from xgov.merge import merge
from xgov.model import build
from xgov.named import NamedTuple
from xgov.reading.files import STDIN, is_folder, read_file, speaks_xgov, walk
from xgov.scoring.applicable import applicability
from xgov.scoring.assess import assess as score
from xgov.validation.check import check_submission, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xgov.model.assessment import Assessment
    from xgov.model.dossier import Dossier
    from xgov.model.framework import Framework
    from xgov.model.submission import Submission
    from xgov.reading.document import Document

#: Files from which starting more processes pays: each takes a fifth of a second to come up.
MANY: Final = 400
#: Files up to which everything read is kept in memory.
FEW: Final = 30
#: Codes that mean that there was nothing to work on.
COULD_NOT_RUN = frozenset({"XG101", "XG102", "XG504"})


class Filed(NamedTuple):
    """What came of reading submissions."""

    #: The merged files; None where there are errors.
    dossier: Dossier | None
    #: Everything found.
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether any problem is an error."""
        return self.dossier is None


def load_framework(name: str) -> Framework:
    """Load a framework by the id of a shipped one, or by its path.

    Raises:
        ValueError: it has errors, or there is none; the message names the first.
    """
    shipped = load_shipped(name)
    if shipped is not None:
        return shipped
    loaded = load(name)
    if loaded.framework is None:
        first = loaded.diagnostics[0]
        message = f"{first.path}: [{first.code}] {first.message('en')}"
        raise ValueError(message)
    return loaded.framework


def load_submissions(
    paths: Sequence[str],
    framework: Framework | None = None,
    *,
    core: bool = False,
    jobs: int = 1,
    done: Callable[[], None] = lambda: None,
) -> Filed:
    """Read, check and merge submissions about one framework.

    Args:
        paths: Files, folders (their submissions are taken), or "-" for standard input.
        framework: The framework answered; None: the shipped one that the files name.
        core: Whether only the quick check's items count.
        jobs: Processes among which many files are divided; with more than one the main module must be importable.
        done: Called after each file.
    """
    found: list[Diagnostic] = []
    submissions: list[Submission] = []
    files = list(expand(paths))
    for submission, problems in _filings(files, framework, jobs, done):
        found += problems
        if submission is not None:
            submissions.append(submission)
    found += _one_framework(submissions)
    model = framework or (load_shipped(submissions[0].framework) if submissions else None)
    if _errors(found) or not submissions or model is None:
        return Filed(None, tuple(sort(found)))
    if core:
        from xgov.model.quick import kept, quick  # noqa: PLC0415 - only where it is asked for

        model = quick(model)
        submissions = [kept(one, model) for one in submissions]
        if not model.dimensions:
            values = {"framework": model.id}
            return Filed(None, (*sort(found), Diagnostic("XG504", files[0], None, values)))
    submissions.sort(key=lambda one: one.document.path if one.document else "")  # so that their order means nothing
    dossier, problems = _merged(model, submissions)
    found += problems
    return Filed(None if _errors(found) else dossier, tuple(sort(found)))


def _merged(framework: Framework, submissions: Sequence[Submission]) -> tuple[Dossier, list[Diagnostic]]:
    """Put submissions together and find what is wrong with the whole of them."""
    dossier, found = merge(framework, submissions)
    return dossier, [*found, *applicability(dossier)]


def _filings(
    files: list[str], framework: Framework | None, jobs: int, done: Callable[[], None]
) -> Iterator[tuple[Submission | None, list[Diagnostic]]]:
    """Read files one by one, or many on all cores; of many only what the scores need is kept."""
    one = partial(_filing, framework=framework, many=len(files) > FEW)
    if jobs > 1 and _divisible(files):
        from xgov.folders import each  # noqa: PLC0415 - multiprocessing alone takes 20 ms

        yield from each(files, one, jobs, done)
        return
    for path in files:
        yield one(path)
        done()


def _divisible(files: Sequence[str]) -> bool:
    """Whether files can and should be divided among processes; standard input is that of the first alone."""
    return len(files) >= MANY and STDIN not in files


def _filing(path: str, framework: Framework | None, *, many: bool) -> tuple[Submission | None, list[Diagnostic]]:
    """Read and check one file; None where it has errors."""
    document, found = _document(path, lambda name: framework or load_shipped(name))
    submission = None if document is None or _errors(found) else build.submission(document)
    if many and document is not None:
        from xgov.reading.again import lighten  # noqa: PLC0415 - only for many files

        lighten(document)
    return submission, found


def _document(path: str, find: Callable[[str], Framework | None]) -> tuple[Document | None, list[Diagnostic]]:
    """Read and check one submission."""
    document, kind, found = _opened(path)
    if document is None or kind is None:
        return document, found
    if kind == "framework":
        return document, [*found, at(document, ("xgov",), "XG114", near="submission/1", format="framework/1")]
    return document, found + check_submission(document, find)


def _opened(path: str) -> tuple[Document | None, str | None, list[Diagnostic]]:
    """Read one file and say whether it is a submission or a framework; None where that is not known."""
    reading = read_file(path)
    found = from_reading(reading)
    document = reading.document
    if document is None or (document.data is None and found):
        return None, None, found
    kind = kind_of(document)
    return (document, None, [*found, kind]) if isinstance(kind, Diagnostic) else (document, kind, found)


def _errors(found: Sequence[Diagnostic]) -> bool:
    return any(one.severity == "error" for one in found)


def _one_framework(submissions: Sequence[Submission]) -> Iterator[Diagnostic]:
    for one in submissions[1:]:
        first = submissions[0]
        if (one.framework, one.major) != (first.framework, first.major) and one.document is not None:
            names = [f"{each.framework}@{each.major}" for each in (first, one)]
            yield at(one.document, ("framework",), "XG215", first=names[0], second=names[1])


def expand(paths: Sequence[str]) -> Iterator[str]:
    """Give the files that paths stand for: of a folder, its files that have an `xgov:` key."""
    for path in paths:
        if is_folder(path):
            yield from (name for name in walk(path) if speaks_xgov(name))
        else:
            yield path


def assess(dossier: Dossier, pair: tuple[str, str] | None = None, origin: str | None = None) -> Assessment:
    """Score a dossier; see `xgov.scoring.assess.assess`. Many cities are scored by arrays, with equal results."""
    if pair is None and origin is None and len(dossier.cities) > 2:  # noqa: PLR2004 - more than a pair
        from xgov import community  # noqa: PLC0415 - only for many cities

        if community.suits(dossier):
            return community.assess(dossier)
    return score(dossier, pair, origin)


def validate(
    paths: Sequence[str],
    framework: Framework | None = None,
    done: Callable[[], None] = lambda: None,
    *,
    jobs: int = 1,
) -> list[Diagnostic]:
    """Check files and folders, submissions and frameworks alike; a framework folder is one unit.

    Args:
        paths: Files, folders, or "-" for standard input.
        framework: The framework answered; None: the shipped one that each file names.
        done: Called after each unit.
        jobs: Processes among which many units are divided; with more than one the main module must be importable.
    """
    return list(check_units(units(paths), framework, done, jobs=jobs))


def check_units(
    paths: Sequence[str], framework: Framework | None = None, done: Callable[[], None] = lambda: None, *, jobs: int = 1
) -> Iterator[Diagnostic]:
    """Check units one by one and give what is found as it comes, each file's in order; see `validate`."""
    if jobs > 1 and _divisible(paths):
        from xgov.folders import each  # noqa: PLC0415 - multiprocessing alone takes 20 ms

        yield from chain.from_iterable(each(paths, partial(_check_light, framework=framework), jobs, done))
        return
    for path in paths:
        yield from check_unit(path, framework)
        done()


def check_unit(path: str, framework: Framework | None = None) -> list[Diagnostic]:
    """Check one file, or one framework folder."""
    return sort(_checked(path, lambda name: framework or load_shipped(name)))


def _check_light(path: str, framework: Framework | None) -> list[Diagnostic]:
    """Check one of many units: what was found can be handed to another process."""
    from xgov.reading.again import lighten  # noqa: PLC0415 - only for many files

    found = check_unit(path, framework)
    for document in {one.document for one in found if one.document is not None}:
        lighten(document)
    return found


def _checked(path: str, find: Callable[[str], Framework | None]) -> list[Diagnostic]:
    """Check one unit."""
    if is_folder(path) and (Path(path) / FRAMEWORK_FILE).is_file():
        return list(load(path).diagnostics)
    document, kind, found = _opened(path)
    if document is None or kind is None:
        return found
    if kind == "framework":
        return list(load(path).diagnostics)
    found += check_submission(document, find)
    if _errors(found):
        return found
    submission = build.submission(document)
    model = find(submission.framework)
    return found if model is None else found + _merged(model, [submission])[1]


def units(paths: Sequence[str]) -> list[str]:
    """Give what is checked as one: framework folders, and files."""
    result: list[str] = []
    for path in paths:
        folder = Path(path)
        if not is_folder(path) or (folder / FRAMEWORK_FILE).is_file():
            result.append(path)
            continue
        for name in walk(path):
            home = next((parent for parent in Path(name).parents if (parent / FRAMEWORK_FILE).is_file()), None)
            if home is not None and folder in [home, *home.parents]:
                result.append(str(home))
            elif speaks_xgov(name):
                result.append(name)
    return list(dict.fromkeys(result))


def unknown_city(dossier: Dossier, name: str) -> Diagnostic:
    """Say that a city named on the command line did not file."""
    path = dossier.submissions[0].document.path if dossier.submissions[0].document else ""
    return Diagnostic("XG503", path, None, {"id": name}, nearest(name, dossier.cities))
