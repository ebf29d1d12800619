"""keys.py: short keys for prepared links, which lead to this page alone, and are forgotten."""

import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from later import later

from logreg import State
from logreg.reader.state import HIDEABLE, LONGEST_LINK, STEPS
from logreg.web import keys as module
from logreg.web.keys import DAY, LETTERS, UNKNOWN, Keys, state_of

LONG = later(
    State,
    review="A great film, & no “dull” scene? 😀 " * 15,
    w=(1.0, -2.0, 3.0, 0.5, 2.0, 0.7),
    hidden=HIDEABLE,
)


class Time:
    """A clock that is set by hand, and what is to be done by it."""

    def __init__(self):
        self.now, self.due = 1000.0, []

    def __call__(self):
        return self.now

    def after(self, seconds, do):
        self.due.append((self.now + seconds, do))

    def pass_by(self, seconds):
        self.now += seconds
        due, self.due = [do for at, do in self.due if at <= self.now], [one for one in self.due if one[0] > self.now]
        for do in due:
            do()


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def keys(time):
    return Keys(time, time.after)


@pytest.fixture
def here(monkeypatch, keys):
    """The keys that the address is read by."""
    monkeypatch.setattr(module, "KEYS", keys)
    return keys


def kept(keys):
    """The links that are kept, the first to end first."""
    return [link for link, _ in keys.links.values()]


def test_a_key_is_eight_letters_that_are_told_apart_and_typed_in_two_groups(keys):
    made = {keys.key(State(b=float(b))) for b in range(300)}
    assert len(made) == 300
    assert all(re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", key) for key in made)
    for alike in ("0o", "1il", "2z", "5s", "6bg", "9gq", "uv", "vw"):
        assert len(set(alike) & set(LETTERS)) <= 1, alike
    assert {letter for key in made for letter in key} == {*LETTERS, "-"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("view", ["desk", "lecture"])
def test_a_key_leads_to_its_link_however_it_is_typed(keys, view, step):
    state = replace(LONG(), view=view, step=step)
    key = keys.key(state)
    for typed in (key, key.upper(), f" {key} ", key.replace("-", "", 1), key.replace("-", " ")):
        assert keys.link(typed) == state.link()[0]
    assert len(key) <= len("abcd-efgh-11")


def test_the_same_link_has_the_same_key_and_is_kept_once_also_where_it_was_forgotten_meanwhile(keys, time):
    key = keys.key(LONG())
    keys.key(State(b=3.0))
    assert keys.key(LONG()) == key
    assert kept(keys) == ["b=3", LONG().link()[0]]  # whose day begins anew
    time.pass_by(DAY)
    assert kept(keys) == []
    assert keys.key(LONG()) == key


def test_all_steps_of_a_lecture_are_kept_as_one_link(keys):
    made = [keys.key(replace(LONG(), view="lecture", step=step)) for step in STEPS]
    assert {key[:9] for key in made} == {made[0]}
    assert [key[9:] for key in made] == ["", *(f"-{number}" for number in range(2, len(STEPS) + 1))]
    assert len(kept(keys)) == 1


def test_another_server_makes_other_keys(time):
    assert Keys(time).key(LONG()) != Keys(time).key(LONG())


def test_two_links_whose_keys_would_be_one_have_two(keys, monkeypatch):
    monkeypatch.setattr(keys, "hashed", lambda link, tries: "aaaabbb" + LETTERS[tries])
    states = [State(b=float(b)) for b in (1, 2, 3)]
    made = [keys.key(state) for state in states]
    assert made == ["aaaa-bbba", "aaaa-bbbb", "aaaa-bbbc"]
    assert [keys.link(key) for key in made] == ["b=1", "b=2", "b=3"]
    assert [keys.key(state) for state in states] == made


def test_after_a_day_a_link_is_gone_though_nobody_asks_for_any(keys, time):
    first = keys.key(LONG())
    time.pass_by(DAY / 2)
    second = keys.key(State(b=3.0))
    time.pass_by(DAY / 2 - 1)
    assert keys.link(first) == LONG().link()[0]  # to ask for it does not keep it longer
    time.pass_by(1)
    assert kept(keys) == ["b=3"]
    with pytest.raises(KeyError):
        keys.link(first)
    time.pass_by(DAY / 2)
    assert (kept(keys), keys.size, time.due) == ([], 0, [])
    assert keys.link(keys.key(State(b=3.0))) == "b=3" != second


def test_however_many_links_come_the_newest_are_kept_and_no_more_than_there_is_room_for(keys, monkeypatch):
    monkeypatch.setattr(module, "MOST", 50)
    for b in range(500):
        keys.key(State(b=float(b)))
        keys.key(State(b=3.0))
        assert len(kept(keys)) <= 50
    assert {*kept(keys)} == {"b=3", *(f"b={b}" for b in range(451, 500))}
    monkeypatch.setattr(module, "ROOM", 10_000)
    for length in range(200, 300):
        keys.key(State(review="ab cd " * (length // 6)))
        assert keys.size == sum(map(len, kept(keys))) <= 10_000
    assert module.MOST < 1e5
    assert LONGEST_LINK < 10_000


HOSTILE = [
    *("", "abcd", "abcd-efg", "abcd-efgh-", "abcd-efgh-5-5", "o0il-vvgq", "abcd-efgh.", "../../etc", "abcdefgh" * 500),
    *("https://example.org", "//example.org", "abcd-efgh\n", "abcd-efgh&b=3", "%00", "<b>"),
    *("ａｂｃｄ-ｅｆｇｈ", "abcd-efgh-٣", "\ud800"),
]


@pytest.mark.parametrize("key", HOSTILE)
def test_what_is_no_key_leads_nowhere_and_is_said_in_one_sentence(here, key):
    here.key(LONG())
    with pytest.raises(KeyError):
        here.link(key)
    state, notes = state_of(f"k={quote(key, errors='replace')}")
    assert (state, notes) == (State(), {"k": UNKNOWN})


def test_a_step_that_there_is_not_is_passed_over(here):
    key = here.key(replace(LONG(), view="lecture", step="estimate"))[:9]
    for step in ("0", str(len(STEPS) + 1), "99"):
        assert here.link(f"{key}-{step}") == replace(LONG(), view="lecture").link()[0]


def test_an_address_with_a_key_opens_the_state_and_what_stands_beside_it_counts_too(here):
    state = replace(LONG(), view="lecture", step="negate")
    key = here.key(state)
    assert state_of(f"k={key}") == (state, {})
    assert state_of(f"embed=true&k={key}&utm_source=mail") == (state, {})
    assert state_of(f"k={key}&digits=4") == (replace(state, digits=4), {})
    assert state_of("b=2&k=aaaa-aaaa&bb=3") == (State(b=2.0), {"k": UNKNOWN} | State.from_query("bb=3")[1])
    assert state_of("b=2") == State.from_query("b=2")
    long = f"k={key}&review=" + "x" * 3 * LONGEST_LINK
    assert state_of(long) == State.from_query(long)


def test_nothing_is_kept_but_links_of_states_read_and_written_again(here):
    state, _ = State.from_query("https://example.org/?b=3&evil=//example.org&review=%3Cscript%3E&w1=1e999")
    here.key(state)
    (link,) = kept(here)
    assert link == state.link()[0]
    assert State.from_query(link) == (state, {})
