"""Why a wish is refused: a code that stays, what it is about, and one English sentence.

Who speaks another language translates code and parameters; who does not know the code shows the sentence. A
parameter is named by what it is (`fault`, `setting`, `cell`), so that its name can be translated as well.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

UNCHANGED = "Nothing was changed."
Param = str | float | list[str] | dict[str, str]  # the last: a name by language
SENTENCES = {
    "token": "The token is missing or wrong.",
    "unknown_cell": "cell: no simulated cell is called {cell!r}; there are: {cells}.",
    "unknown_deed": "there is no {deed!r}; there are: {deeds}.",
    "unknown_setting": "name: there is no setting {setting!r}; there are {settings}.",
    "setting_range": "{setting} {value:g}: here it lies between {low:g} and {high:g} {unit}.",
    "regrind_not_allowed": "regrind_pct {value:g}: {mould!r} makes {market} parts, where at most {most:g} % "
    "regrind is allowed.",
    "transfer_over_metered": "transfer_cm3 {transfer:g} must be below metered_cm3 {metered:g}; change the "
    "other one first.",
    "unknown_fault": "no fault is called {fault!r}; there are {faults}.",
    "fault_impossible": "{fault} cannot exist in {title!r}: {why}.",
    "fault_there": "name: {fault} is in {cell} already; clear it first.",
    "fault_not_there": "name: {fault!r} is not in {cell}; there are: {faults}.",
    "not_frozen": "{cell} is not frozen; freeze it first.",
    "catching_up": "{cell} is still catching up.",
    "too_many_snapshots": "name: {most:g} snapshots are kept; use one of their names again.",
    "unknown_snapshot": "name: no snapshot is called {snapshot!r}; there are: {snapshots}.",
    "too_far_back": "minutes {minutes:g}: it can go back {most:.1f} minutes.",
    "pace_range": "pace: a pace lies between {low:g} and {high:g}, or is max.",
    "visitors_pace": "pace: up to {most:g} in a visitor's cell.",
    "too_many_deeds": "You have turned too much. Try again in {wait:.0f} s.",
    "too_many_takes": "Too many were asked for. Try again in {wait:.0f} s.",
    "too_many_studies": "Too many studies were asked for. Try again in {wait:.0f} s.",
    "too_many_plans": "Too many road maps were asked for. Try again in {wait:.0f} s.",
    "study_no_cell": "There is no copy of {cell!r} to be studied: it is no simulated cell of this plant.",
    "study_large": "The points have more than {most:g} MB.",
    "study_busy": "Another study is being made. Try again in a moment.",
    "sandboxes_taken": "All sandboxes are taken; {cell} can be watched.",
    "sandbox_already": "You have {cell} already; give it back first.",
    "sandbox_no_broker": "There are no sandboxes here: a sandbox's gateway needs a user at the broker, named "
    "in {name}; ./sprue demo has one.",
    "sandbox_no_program": "There are no sandboxes here: a sandbox needs a gateway of its own, and that program "
    "is not installed beside the simulator.",
    "sandbox_none_wanted": "There are no sandboxes here: the pool is empty (--sandboxes).",
    "sandbox_no_room": "No sandbox can be made: {why}.",
    "cable_tls": "This cable cannot be pulled: the broker {host} is called over TLS, and nothing may come "
    "between.",
    "cable_not_yours": "A cable is pulled by who has borrowed its press.",
    "cable_no_press": "You have no press, so there is no cable.",
    "unknown_machine": "machine: {why}",
    "unknown_sandbox": "cell: nobody has a sandbox called {cell!r}.",
    "stores_only": "This hub only stores (--store-only): it knows no live values and shows no pages. Ask a hub "
    "that runs without that option.",
    "ar_no_mould": "Nobody has told which mould is in {cell}.",
    "ar_not_learnt": "The eyes have not learnt {mould!r} yet, so its markers and outlines are not known.",
    "photo_empty": "The photograph is empty (0 bytes). Take it again.",
    "photo_none": "This is no JPEG or PNG picture. Take a photograph.",
    "photo_damaged": "The photograph is damaged or incomplete. Send it again.",
    "photo_large": "The photograph has {megapixels:.0f} megapixels, more than {most:g}. Take it smaller.",
    "photo_small": "The photograph has less than {least:g} pixels on a side. Take a larger one.",
    "photo_moves": "This picture moves. Take a photograph.",
    "photo_heavy": "The photograph has more than {megabytes:g} MB. Take it smaller.",
    "photos_busy": "{waiting:g} others wait for their photographs. Try again in a moment.",
    "too_many_photos": "You have sent many photographs. Try again in {wait:.0f} s.",
    "sheet_size": "There is no sheet of {width:g} x {height:g} mm: 20 to 1600 mm wide, 0.2 to 2 times as high.",
    "simulator_none": "This hub has no simulator to ask: SPRUE_CONTROL names none.",
    "simulator_away": "The simulator at {place} does not answer: {why}.",
    "simulator_late": "The simulator at {place} does not answer: {why}. Look whether it was done.",
    "simulator_silent": "The simulator refuses and does not say why.",
    "sign_in_lan": "Signing in works on the hub's own machine only while the LAN is open.",
    "too_many_secrets": "Too many wrong secrets. Try again in {wait:.0f} s.",
    "secret_wrong": "This secret opens nothing.",
    "secret_short": "A secret has at least {least:g} characters.",
    "secret_taken": "This secret is another role's own; choose another one.",
    "floor_future": "This lies in the future.",
    "floor_no_shift": "The plant has no shifts.",
    "floor_sandbox": "{cell} is a visitor's own press: nothing is noted of it.",
    "floor_runs": "{cell} does not stand, or nobody knows what it does; say from when on it stood.",
    "too_many_visits": "Too much was booked, looked up or sent from here. Try again in {wait:.0f} s.",
    "visit_no_time": "starts: the plant's clock never shows {time}.",
    "report_days": "The last day lies before the first, or a day is not within {first} and {last}.",
    "visit_past": "starts: this lies in the past.",
    "visit_consent": "A name or a contact is kept only with your consent.",
    "visit_closed": "This visit does not take place.",
    "visit_begun": "This visit has begun already.",
    "visit_full": "There are {free:g} places left, you need {people:g}.",
    "visit_no_slot": "There is no visit {slot:g}.",
    "visit_not_booked": "There is no such booking of this visit, or it was cancelled.",
    "station_unknown": "There is no such station in this hall.",
    "visit_stops": "stops: each is a station of this hall or my-firm, and is named once.",
    "visit_no_booking": "No booking has this code, or it was cancelled.",
    "tour_none": "No group walks.",
    "tour_goes_on": "A group walks already; end it first.",
    "tour_moved": "The tour has moved on meanwhile; look where it stands.",
    "tour_first": "This is the beginning of the tour.",
    "tour_last": "This is the last stop; end the tour.",
    "tour_no_stop": "stop: {stop!r} is not on this tour.",
    "tour_stays": "{stop}: this stop was reached already, or it is the last one; it stays.",
    "tour_no_pass": "This code for guides does not hold, or was used. Ask for a new one.",
    "tour_not_joined": "Only a device that has walked with the group says how it was.",
    "tour_rated": "This device has said already how it was.",
    "tour_no_group": "No group with this code walks now. Look at the code on the wall.",
    "class_busy": "Somebody else's parts are being tried. Try again in a minute.",
    "class_large": "The file has more than {most:g} MB. Send fewer parts.",
    "class_long": "It took longer than {most:g} s. Send fewer parts or columns.",
    "class_broken": "The program that learns has ended; the hub's log says why.",
    "floor_part": "part: {part!r} is none that is cared for; there are: {parts}.",
    "floor_care_empty": "{part} was neither cared for nor given a number of shots.",
    "floor_reason": "reason: {reason!r} is none of the reasons; there are: {reasons}.",
    "floor_ends_before": "to_us: it ends before it begins.",
    "floor_cavities": "active_cavities {active:g}: the mould has {cavities:g}.",
    "floor_quantity": "values: {quantity!r} is not measured by hand; there are: {quantities}.",
    "floor_implausible": "{quantity} {value:g}: it lies between {low:g} and {high:g} {unit}.",
    "floor_entry": "There is no entry {entry:g} of this cell that holds.",
    "floor_corrected": "Entry {entry:g} has been corrected already; correct the newer one.",
    "too_many_words": "Too much came from this address. Try again in {wait:.0f} s.",
    "too_many_codes": "Too many wrong codes. Try again in {wait:.0f} s.",
    "code_unknown": "Nothing is kept under this code.",
    "mine_unknown": "This browser has left no such thing.",
    "left_many": "This browser has left {most:g} already; delete some first.",
    "voice_because": "Say why not.",
    "voice_no_proposal": "There is no such proposal to vote for.",
    "voice_unknown": "There is no such entry; it may have been deleted.",
    "consent_missing": "A name or a contact is kept only with your consent.",
    "consent_old": "The text of the consent has changed. Load the page again and read it.",
    "meeting_full": "All {places:g} seats are taken.",
    "meeting_cancelled": "This meeting was cancelled.",
    "meeting_over": "This meeting has begun already.",
    "meeting_no_seat": "There is no such seat in this meeting; it may have been given back.",
    "meeting_unknown": "There is no such meeting.",
    "text_markup": "The text contains HTML. Write plain words.",
    "text_link": "No address of a page can stand here.",
    "text_email": "This is no e-mail address.",
    "text_no_link": "An address begins with https:// or http://.",
    "input_missing": "{field}: is missing.",
    "input_least": "{field}: at least {limit:g}.",
    "input_above": "{field}: more than {limit:g}.",
    "input_most": "{field}: at most {limit:g}.",
    "input_below": "{field}: less than {limit:g}.",
    "input_number": "{field}: is no number.",
    "input_choice": "{field}: is none of what can be chosen.",
    "input_text": "{field}: has another form.",
    "input_unknown": "{field}: is not known here.",
    "input_form": "{field}: cannot be read.",
    "input_wrong": "{field}: is wrong.",
}
AFTER = {"simulator_late": ""}  # what may have changed all the same
LIMITS = {"ge": "input_least", "gt": "input_above", "le": "input_most", "lt": "input_below"}
INPUT = {
    "missing": "input_missing",
    "literal_error": "input_choice",
    "extra_forbidden": "input_unknown",
    "finite_number": "input_number",
    "int_from_float": "input_number",
    "float": "input_number",
    "int": "input_number",
    "string": "input_text",
    "json": "input_form",
    "model": "input_form",
    "dict": "input_form",
}  # a mistake as pydantic calls it, or the first part of that -> our code


class RefusalView(BaseModel):
    """The answer to a wish that is not fulfilled; without a code there is the sentence only."""

    detail: str
    code: str | None = None
    params: dict[str, Param] = {}


def refusal(code: str, /, **params: Param) -> RefusalView:
    """A refusal with its sentence, which says that nothing was changed."""
    words = SENTENCES[code].format(**{name: _shown(value) for name, value in params.items()})
    return RefusalView(detail=f"{words} {AFTER.get(code, UNCHANGED)}".strip(), code=code, params=params)


def _shown(value: Param) -> str | float:
    match value:
        case list():
            return ", ".join(value) or "none"
        case dict():
            return value["en"]
    return value


def mistakes(problem: ValidationError) -> RefusalView:
    """What is wrong with a wish, field by field, in one sentence; the code is that of the first mistake."""
    return explained(problem.errors(include_url=False, include_input=False))


def explained(items: Iterable[Mapping[str, Any]]) -> RefusalView:
    """The same of mistakes as pydantic lists them."""
    found: dict[str, list[str]] = {}
    every = list(items)
    for item in every:
        found.setdefault(_field(item), []).append(item["msg"].removeprefix("Value error, "))
    words = "; ".join(f"{where}: {' or '.join(said)}" for where, said in found.items())
    code, params = _first(every[0])
    return RefusalView(detail=f"{words}. {UNCHANGED}", code=code, params=params)


def _first(item: Mapping[str, Any]) -> tuple[str, dict[str, Param]]:
    kind, context = str(item["type"]), item.get("ctx", {})
    if kind in SENTENCES:
        return kind, dict(context)
    for sign, code in LIMITS.items():
        if sign in context:
            return code, {"field": _field(item), "limit": float(context[sign])}
    return INPUT.get(kind) or INPUT.get(kind.split("_", 1)[0], "input_wrong"), {"field": _field(item)}


def _field(item: Mapping[str, Any]) -> str:
    return next((part for part in item["loc"] if isinstance(part, str)), "body")
