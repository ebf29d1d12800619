"""The reader's own files in the real page: read at once or asked about, and the reader's own words."""

import json
from dataclasses import replace

import pytest
from later import later

from logreg import LECTURE, State, read_words

DATA = later(State, view="learn", part="data")
BOOK_OF = "A “fine” film — café"
TURKISH = "Görüş,Durum\nÇok güzel bir film,Olumlu\nÇok kötü,Olumsuz\nFena değil,Tarafsız\n"
TWEETS = "".join(f'"{4 * (n % 2)}","{n}","NO_QUERY","user{n}","A fine film, number {n}."\n' for n in range(8))
AT_ONCE = {  # what stands in a file, and what is said of it
    "a lone quotation mark": (b'A "fine film.\t1\nDull, no "plot".\t0\n', "2 of 2 rows"),
    "backslash before a quote": (b'"id"\t"sentiment"\t"review"\n"5"\t1\t"\\"Fine\\" it is."\n"6"\t0\t"Dull."\n', "2"),
    "semicolons, decimal commas": (b"stars;text\n4,5;Fine.\n1,5;Dull.\n", "labels read as stars out of 5"),
    "Windows-1252": (f"label;text\n1;{BOOK_OF}\n0;Dull.\n".encode("cp1252"), "read as Windows-1252"),
    "a JSON array over many lines": (
        json.dumps([{"text": "Fine.", "label": 1}, {"text": "Dull.", "label": 0}], indent=2).encode(), "2 of 2 rows",
    ),
    "Excel's sep= line": (b"sep=;\ntext;label\nFine.;1\nDull.;0\n", "2 of 2 rows"),
    "fastText": (b"__label__2 A fine film\n__label__1 Dull\n", "labels read as 1 and 2"),
    "tags and entities": (b"label,text\n1,Fine.<br /><br />Really &quot;fine&quot;\n0,Dull.\n", "markup cleaned: 1"),
    "stars as signs": ("text,rating\nFine.,★★★★☆\nDull.,★☆☆☆☆\nSo.,★★★☆☆\n".encode(), "1 in the middle"),
    "one bad byte": ("label,text\n1,Café déjà vu\n0,Tr".encode() + b"\xc3s non\n", "1 broken letter left out"),
}  # fmt: skip


def choose(desk, name, content):
    """Choose a file of this name and content."""
    desk.page.locator(".learn input[type=file]").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content}
    )


def says(desk, said):
    """The page comes to say this of the reader's own rows."""
    own = desk.page.locator(".own")
    desk.until(lambda: said not in own.inner_text() and [own.inner_text(), *desk.notes()])
    return own.inner_text()


def asked(desk):
    """The dialog that asks how a file is to be read."""
    dialog = desk.page.get_by_role("dialog", name="How is this file to be read?")
    dialog.wait_for()
    return dialog


def titles(desk):
    """The texts of the rows in the table of the data."""
    return desk.page.locator(".data tbody td:nth-child(2)").all_inner_texts()


@pytest.mark.parametrize("kind", AT_ONCE)
def test_a_file_as_people_have_it_is_read_at_once(blank, kind):
    content, said = AT_ONCE[kind]
    desk = blank.arrive(DATA()).rests()
    choose(desk, "their own.data", content)
    assert says(desk, said).startswith("their own.data: 2 of ")
    assert desk.rests().notes() == []
    assert len(titles(desk)) == 2


def test_the_accepted_forms_stand_there_and_no_picker_is_shut_by_an_ending(blank):
    desk = blank.arrive(DATA())
    assert "CSV" in desk.page.locator(".forms").inner_text()
    assert "20 MB or 100,000 rows" in desk.page.locator(".forms").inner_text()
    assert desk.page.locator(".desk input[type=file][accept]").count() == 0


def test_where_labels_are_not_clear_the_reader_says_what_they_mean_and_the_tab_keeps_it(window):
    desk = window().arrive(DATA()).rests()
    choose(desk, "görüş.csv", TURKISH.encode("utf-16"))
    dialog = asked(desk)
    assert "How is görüş.csv to be read?" in dialog.inner_text()
    assert "It is not clear what the labels mean: “Olumlu” 1" in dialog.inner_text()
    assert dialog.locator(".first td.text").all_inner_texts() == ["Çok güzel bir film", "Çok kötü", "Fena değil"]
    assert len(titles(desk)) == 40
    for label, meaning in {"Olumlu": "positive", "Olumsuz": "negative"}.items():
        dialog.get_by_role("group", name=f"what {label} means").get_by_label(meaning).check()
    dialog.get_by_role("button", name="Read it so").click()
    says(desk, "görüş.csv: 2 of 3 rows: 1 with y = 1, 1 with y = 0. Left out: 1 with a label that you leave out")
    assert desk.rests().notes() == []
    assert titles(desk) == ["Çok güzel bir film", "Çok kötü"]
    desk.page.reload()
    says(desk, "görüş.csv: 2 of 3 rows")
    desk.rests().button("Read it otherwise").click()
    marked = asked(desk).locator(".labels input:checked")
    assert marked.evaluate_all("(radios) => radios.map((radio) => radio.value)") == ["1", "0", "-"]
    asked(desk).get_by_role("group", name="what Tarafsız means").get_by_label("negative").check()
    asked(desk).get_by_role("button", name="Read it so").click()
    says(desk, "3 of 3 rows: 1 with y = 1, 2 with y = 0")


def test_of_columns_without_names_the_reader_picks_by_keyboard_alone(blank):
    desk, keys = blank.arrive(DATA()).rests(), blank.page.keyboard
    choose(desk, "tweets", TWEETS.encode())
    dialog = asked(desk)
    assert dialog.get_by_label("The texts are in").input_value() == "4"
    assert dialog.get_by_label("the labels in").input_value() == "0"
    assert desk.page.evaluate("document.activeElement.dataset.ask") == "text"
    keys.press("ArrowUp")  # the users' names in place of the texts
    dialog.locator("th.text", has_text="column 4 (text)").wait_for()
    ways = ["Tab", "Tab", "Tab", "ArrowLeft", "Tab", "ArrowRight", "Tab", "Enter"]  # past the rows, both labels turned
    for key in ways:
        keys.press(key)
    says(desk, "tweets: 8 of 8 rows")
    assert titles(desk.rests())[:2] == ["user0", "user1"]
    assert desk.page.locator(".data td:nth-child(4)").all_inner_texts()[:2] == ["1 ⇄", "0 ⇄"]


def test_a_column_of_labels_that_cannot_be_one_is_said_and_not_read(blank):
    desk = blank.arrive(DATA()).rests()
    rows = "".join(f"Film {n}.,{n % 3},{1.5 * n},{'ab'[n % 2]}\n" for n in range(60))
    choose(desk, "many.csv", f"text,grade,points,side\n{rows}".encode())
    dialog = asked(desk)
    dialog.get_by_label("the labels in").select_option(label="points")
    assert "many different numbers" in dialog.inner_text()
    dialog.get_by_label("the labels in").select_option(label="text")
    assert "cannot be in one column" in dialog.inner_text()
    assert dialog.get_by_role("button", name="Read it so").is_disabled()
    dialog.get_by_label("the labels in").select_option(label="side")
    dialog.get_by_role("button", name="Read it so").click()
    asked(desk).get_by_text("No row can be used").wait_for()  # for all labels are left out
    for label, meaning in {"a": "positive", "b": "negative"}.items():
        asked(desk).get_by_role("group", name=f"what {label} means").get_by_label(meaning).check()
    asked(desk).get_by_role("button", name="Read it so").click()
    says(desk, "60 of 60 rows: 30 with y = 1, 30 with y = 0")
    desk.button("Undo").click()
    desk.shows(DATA())


def test_who_closes_the_question_can_come_back_to_it_and_the_rows_stay(blank):
    desk = blank.arrive(DATA()).rests()
    choose(desk, "first.csv", b"y,text\n1,Fine.\n0,Dull.\n")
    says(desk, "2 of 2 rows")
    choose(desk.rests(), "second.csv", TURKISH.encode())
    asked(desk)
    desk.page.keyboard.press("Escape")
    assert titles(desk.rests()) == ["Fine.", "Dull."]
    says(desk, "first.csv: 2 of 2 rows")
    desk.button("Choose how second.csv is read").click()
    assert "second.csv" in asked(desk).inner_text()


def test_on_a_phone_the_question_lies_within_its_width(phone):
    desk = phone.arrive(DATA()).rests()
    choose(desk, "a-rather-long-name-of-a-file-of-labelled-reviews.csv", TWEETS.encode())
    dialog = asked(desk)
    inside = "(node) => node.scrollWidth <= node.clientWidth && node.getBoundingClientRect().right <= innerWidth"
    assert dialog.evaluate(inside)
    dialog.get_by_role("button", name="Read it so").tap()
    says(desk, "8 of 8 rows")


# words


def listed(desk, button="Your own list"):
    """The dialog of the reader's own word list."""
    return desk.dialog(button)


def test_words_are_pasted_and_light_up_and_go_back_in_one_click(window):
    desk = window().arrive(State(view="why")).rests()
    wordlist = read_words(b"plot 2\nsongs 1\nhokey -3\nso so 1\n")
    dialog = listed(desk)
    dialog.get_by_label("or paste words").fill("plot 2\nsongs 1\nhokey -3\nso so 1\n")
    dialog.get_by_role("button", name="Read").click()
    dialog.get_by_text("3 of 4 entries: 2 positive words, 1 negative word.").wait_for()
    state = State(view="why", words="yours", wordlist=wordlist)
    desk.shows(state).rests()
    table = dialog.locator("tbody tr").all_inner_texts()
    assert [line.split("\t")[:3] for line in table] == [
        ["our words", "3", "2"],
        ["yours", "2", "1"],
        ["both", "5", "2"],
    ]
    dialog.get_by_label("yours added to ours").check()
    desk.shows(replace(state, words="both")).rests()
    desk.page.reload()
    desk.drawn().shows(replace(state, words="both")).carries(replace(state, words="both"))
    desk.button("Back to our words").click()
    desk.shows(replace(state, words="ours"))
    desk.button("Undo").click()
    desk.shows(replace(state, words="both"))


def test_several_files_are_one_list_and_their_names_say_on_which_side_the_words_are(blank):
    desk = blank.arrive(State(view="desk", review="A plot without songs.")).rests()
    desk.see("Learn")
    desk.page.get_by_text("The data", exact=True).click()
    dialog = listed(desk, "Word list")
    files = {
        "positive-words.txt": b"; ours\n\nplot\nsongs\n",
        "negative-words.txt": "; ours\nwithout\nnaïve".encode("cp1252"),
    }
    dialog.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files.items()]
    )
    dialog.get_by_text("4 of 4 entries: 2 positive words, 2 negative words").wait_for()
    assert "positive-words.txt, negative-words.txt: " in dialog.inner_text()
    desk.page.keyboard.press("Escape")
    desk.see("Desk")
    desk.until(lambda: desk.read()["words"]["found1"] != ["plot, songs"] and [f"{desk.read()['words']['found1']}"])
    assert desk.read()["words"]["found2"] == ["without"]


@pytest.mark.parametrize(
    ("words", "said"),
    [("great\nawful\n", "have no values"), ("", "empty"), ("\0\1\2" * 9, "not a text")],
    ids=["no values", "nothing", "binary"],
)
def test_a_list_of_which_nothing_can_be_made_gets_one_sentence_and_ours_counts_on(blank, words, said):
    desk = blank.arrive(State(view="why")).rests()
    dialog = listed(desk)
    dialog.locator("input[type=file]").set_input_files(
        {"name": "list.txt", "mimeType": "text/plain", "buffer": words.encode()}
    )
    line = dialog.locator(".sentence")
    desk.until(lambda: said not in line.inner_text() and [line.inner_text()])
    desk.shows(State(view="why"), notes=[said])


def test_a_link_with_own_words_says_that_it_does_not_carry_them(window):
    desk = window().arrive(State(words="yours", review=LECTURE.review)).rests()
    assert desk.notes() == ["No link carries a reader’s own word list: words count by ours."]
    desk.button("Copy link").click()
    desk.page.get_by_text("Copied, but for your words").first.wait_for()
