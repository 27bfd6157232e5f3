"""What a find means: a leak, a disguise, an echo; and when a run proves nothing."""

from __future__ import annotations

import pytest

from chatcore.canary import encodings, report
from chatcore.canary.encodings import Encoding
from chatcore.canary.report import Result
from chatcore.canary.stores.kept import Nature

WHOLE = [encoding for encoding in Encoding if encoding is not Encoding.SPLIT]


def index_of(bench, encoding):
    return bench.outcome.cells.index(bench.cell(encoding))


def test_a_clean_folder_with_its_control_found_is_clean(bench):
    bench.write("words.txt", "It is ••••, thank you.")
    assert report.result(bench.search()) is Result.CLEAN


@pytest.mark.parametrize("encoding", WHOLE)
def test_a_planted_leak_is_found_with_surface_encoding_store_and_place(bench, encoding):
    digits = bench.cell(encoding).number.digits
    bench.write("log.txt", f"Not Found: /{digits}")
    outcome = bench.search()
    (leak,) = outcome.verdict.leaks.values()
    assert report.result(outcome) is Result.LEAK
    assert leak.cell is bench.cell(encoding)
    assert str(leak) == (
        f"a field [{encoding}]: 16 digits in folder, log.txt, offset {len('Not Found: /')}"
    )


def test_nine_digits_left_of_a_number_are_a_leak(bench):
    digits = bench.cell(Encoding.PLAIN).number.digits
    bench.write("log.txt", digits[:9])
    assert report.result(bench.search()) is Result.LEAK


def test_eight_digits_left_of_a_number_are_none(bench):
    digits = bench.cell(Encoding.PLAIN).number.digits
    bench.write("log.txt", digits[:8])
    assert report.result(bench.search()) is Result.CLEAN


def test_a_number_in_a_file_name_is_a_leak(bench):
    bench.write(f"{bench.cell(Encoding.DASHES).number.digits}.txt", "nothing")
    assert report.result(bench.search()) is Result.LEAK


def test_a_control_that_is_not_found_makes_the_run_void(bench):
    outcome = bench.search(with_control=False)
    assert outcome.verdict.missing == {"folder"}
    assert report.result(outcome) is Result.VOID


def test_a_void_run_outweighs_a_leak(bench):
    bench.write("log.txt", bench.cell(Encoding.PLAIN).number.digits)
    assert report.result(bench.search(with_control=False)) is Result.VOID


def test_the_control_of_another_store_does_not_count(bench):
    outcome = bench.search()
    outcome.verdict.expected.add("second folder")
    assert report.result(outcome) is Result.VOID


def test_a_number_that_could_not_be_sent_makes_the_run_void(bench):
    outcome = bench.search()
    outcome.not_sent[0] = "NoAnswer"
    assert report.result(outcome) is Result.VOID


@pytest.mark.parametrize("encoding", [Encoding.URL, Encoding.BASE64])
def test_an_escape_that_nothing_undid_is_disguise_and_no_leak(bench, encoding):
    bench.write("log.txt", encodings.write(bench.cell(encoding).number, encoding))
    outcome = bench.search()
    assert report.result(outcome) is Result.CLEAN
    assert outcome.verdict.disguised == {index_of(bench, encoding)}


def test_an_escape_that_the_transport_undoes_is_a_leak_in_any_form(bench):
    bench.write("log.txt", encodings.spelled_json(bench.cell(Encoding.JSON).number))
    outcome = bench.search()
    assert report.result(outcome) is Result.LEAK
    assert outcome.verdict.disguised == set()


def test_an_escape_turned_into_digits_is_a_leak(bench):
    bench.write("log.txt", bench.cell(Encoding.BASE64).number.digits)
    assert report.result(bench.search()) is Result.LEAK


def test_an_answer_to_the_sender_is_an_echo_and_no_leak(bench):
    bench.folder.nature = Nature.ECHO
    bench.write("page.html", bench.cell(Encoding.PLAIN).number.digits)
    outcome = bench.search()
    assert report.result(outcome) is Result.CLEAN
    assert outcome.verdict.echoed == {index_of(bench, Encoding.PLAIN)}


def test_all_pieces_of_a_split_number_are_a_leak_wherever_they_lie(bench):
    bench.folder.nature = Nature.HISTORY
    for place, piece in enumerate(bench.cell(Encoding.SPLIT).pieces):
        bench.write(f"{place}.txt", piece)
    assert report.result(bench.search()) is Result.LEAK


def test_what_came_before_the_last_piece_may_lie_in_what_once_was(bench):
    bench.folder.nature = Nature.HISTORY
    for place, piece in enumerate(bench.cell(Encoding.SPLIT).pieces[:-1]):
        bench.write(f"{place}.txt", piece)
    assert report.result(bench.search()) is Result.CLEAN


def test_nine_digits_in_pieces_are_a_leak_in_what_is_shown_now(bench):
    pieces = bench.cell(Encoding.SPLIT).pieces
    kept = pieces[: 2 + (len(pieces) > 3)]
    assert sum(map(len, kept)) >= 9
    for place, piece in enumerate(kept):
        bench.write(f"{place}.txt", piece)
    assert report.result(bench.search()) is Result.LEAK


def test_the_report_never_shows_a_number(bench):
    for cell in bench.outcome.cells:
        bench.write(f"{cell.encoding}.txt", cell.number.digits)
    outcome = bench.search()
    outcome.not_sent[0] = "NoAnswer"
    text = "\n".join([*report.lines(outcome), repr(outcome), repr(outcome.cells[0].shots)])
    assert len(outcome.verdict.leaks) == len(outcome.cells)
    for cell in bench.outcome.cells:
        assert cell.number.digits not in text
        assert not any(window in text for window in cell.number.windows())


def test_the_table_tells_each_cell_once(bench):
    bench.write("log.txt", bench.cell(Encoding.PLAIN).number.digits)
    outcome = bench.search()
    outcome.refused.add(index_of(bench, Encoding.SPACES))
    row = next(line for line in report.lines(outcome) if line.startswith("a field "))
    tried, _, refused, masked, disguise, _, leaks = map(int, row.split()[2:])
    assert (tried, refused, leaks) == (12, 1, 1)
    assert tried == refused + masked + disguise + leaks
