"""The gender equality policy marker of OECD-DAC (rule CO6, trap T13): what follows from the criteria. Pure.

    propose({"analysis": True, "findings_used": True, ...})   # Proposed(value=1, lacking=(…))
    from_un("1")                                              # Converted(value=0, confirm=True)
    significance(None)                                        # None: not screened, so no element at all

The minimum criteria are those of the DAC Network on Gender Equality, Handbook on the OECD-DAC Gender Equality
Policy Marker (2016): all of `FOR_ONE` for 1; for 2 those of `FOR_TWO` as well. The marker is qualitative: a 2
is not better than a 1, and a project that nobody screened is no 0. Who takes part in a training says nothing
about its aim, so it is no criterion.

The United Nations' scale has four steps; its 'limited' has no twin in the marker, so that a person must look
at it. IATI's schema also takes 3 and 4 as a significance, but only for other markers than this one."""

from collections.abc import Mapping
from typing import NamedTuple

FOR_ONE = ("analysis", "findings_used", "do_no_harm", "objective", "indicator", "by_sex", "monitoring")
FOR_TWO = ("principal_aim", "framework")
CRITERIA = (*FOR_ONE, *FOR_TWO)
VALUES = (0, 1, 2)
UN_STEPS: dict[str, int] = {"0": 0, "1": 0, "2": 1, "3": 2, "2a": 1, "2b": 2, "2A": 1, "2B": 2}
UN_LIMITED = "1"


class NotAMarker(ValueError):
    """A value that this marker does not know."""


class Proposed(NamedTuple):
    """The value that follows, and the criteria that keep it from the next one."""

    value: int
    lacking: tuple[str, ...]


class Converted(NamedTuple):
    """The value that follows from another scale; `confirm`: it has no twin there, a person must look."""

    value: int
    confirm: bool


def propose(answers: Mapping[str, bool]) -> Proposed:
    """The value that the answers to all criteria give.

    Raises NotAMarker where one was not answered: half a screening is none."""
    missing = [code for code in CRITERIA if code not in answers]
    if missing:
        raise NotAMarker(f"not answered: {', '.join(missing)}")
    for_one = tuple(code for code in FOR_ONE if not answers[code])
    if for_one:
        return Proposed(0, for_one)
    for_two = tuple(code for code in FOR_TWO if not answers[code])
    return Proposed(1, for_two) if for_two else Proposed(2, ())


def from_un(step: str) -> Converted:
    """From the United Nations' scale (0, 1, 2, 3 or 0, 1, 2a, 2b): 0 → 0, 1 → 0 (to be confirmed), 2 → 1,
    3 → 2. Raises NotAMarker for anything else."""
    if step not in UN_STEPS:
        raise NotAMarker(f"no step of the scale: {step!r}")
    return Converted(UN_STEPS[step], step == UN_LIMITED)


def significance(value: int | None) -> str | None:
    """What IATI's `policy-marker` says: '0', '1' or '2'; None, and so no element, where nobody screened.

    Raises NotAMarker for 3 and 4, which stand for desertification and for risk reduction."""
    if value is None:
        return None
    if value not in VALUES:
        raise NotAMarker(f"the gender marker has no significance {value}")
    return str(value)
