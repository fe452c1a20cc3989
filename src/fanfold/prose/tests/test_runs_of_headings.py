"""Of many headings those are chapters that count on; beyond the bounds nothing is lost."""

import random
from itertools import combinations, pairwise

import pytest

from fanfold.prose import CODES, divide
from fanfold.prose.dividing.desk import MOST_OF_A_KIND
from fanfold.prose.dividing.dividing import MOST_CHAPTERS
from fanfold.prose.dividing.runs import MOST_WEIGHT, Numbered, best_run


def run_of(
    *numbers: float, parts: tuple[int, ...] = (), weights: tuple[int, ...] = ()
) -> list[int]:
    """The places in the best run; 3.5 has a 5 behind its 3. `parts`: where a new part begins."""
    headings = [
        Numbered(
            int(number),
            round(10 * (number % 1)),
            sum(1 for part in parts if part <= place),
            weights[place] if weights else 0,
        )
        for place, number in enumerate(numbers)
    ]
    return best_run(headings)


@pytest.mark.parametrize(
    ("numbers", "run"),
    [
        ((1, 2, 3), [0, 1, 2]),
        ((1, 7, 2, 3), [0, 2, 3]),
        ((7, 1, 2, 3), [1, 2, 3]),
        ((1, 7, 8, 2), [0, 3]),
        ((1, 2, 3, 50, 60, 70, 80, 4, 5), [0, 1, 2, 7, 8]),
        ((1, 1, 2, 2, 3), [0, 2, 4]),
        ((1, 2, 4, 5), [0, 1, 2, 3]),
        ((1, 2, 12, 13, 14), [0, 1, 2, 3, 4]),
        ((11, 12, 13), [0, 1, 2]),
        ((1, 2, 2.5, 3), [0, 1, 2, 3]),
        ((1.1, 1.2, 2.1), [0, 1, 2]),
        ((1, 2, 30), [0, 1]),
        ((5,), [0]),
        ((), []),
    ],
)
def test_the_run_that_counts_on_best_is_chosen(numbers: tuple[float, ...], run: list[int]) -> None:
    assert run_of(*numbers) == run


def test_numbers_begin_anew_or_go_on_in_a_new_part() -> None:
    assert run_of(1, 2, 1, 2, parts=(2,)) == [0, 1, 2, 3]
    assert run_of(1, 2, 3, 4, parts=(2,)) == [0, 1, 2, 3]
    assert run_of(1, 2, 1, 2) == [0, 1]


def test_of_two_equal_numbers_the_one_that_looks_like_a_heading_is_chosen() -> None:
    assert run_of(1, 2, 2, 3, weights=(0, 0, MOST_WEIGHT, 0)) == [0, 2, 3]


def worth(numbers: list[int]) -> int:
    """How well rising numbers count on: by one, past one or two that are missing, or by a leap."""
    value = 8 if numbers[0] <= 1 else 0
    for one, other in pairwise(numbers):
        value += 8 if other == one + 1 else 4 if other <= one + 3 else -4
    return value


def test_no_run_that_rises_counts_on_better() -> None:
    chance = random.Random(7)
    for _ in range(200):
        numbers = [chance.randint(1, 9) for _ in range(chance.randint(1, 8))]
        chosen = [numbers[place] for place in run_of(*numbers)]
        rising = [
            list(some)
            for size in range(1, len(numbers) + 1)
            for some in combinations(numbers, size)
            if list(some) == sorted(set(some))
        ]
        assert chosen in rising
        assert worth(chosen) == max(map(worth, rising))


def test_no_text_has_more_chapters_than_the_bound_and_the_rest_is_kept() -> None:
    count = MOST_CHAPTERS + 7
    source = "\n\n".join(f"Chapter {number}\n\nIt rained." for number in range(1, count + 1))
    manuscript = divide(source, "text")
    assert len(manuscript.chapters) == MOST_CHAPTERS
    assert manuscript.chapters[-1].source.endswith(f"Chapter {count}\n\nIt rained.")
    assert manuscript.chapters[-1].source.count("It rained.") == 8
    (question,) = manuscript.questions
    assert question.code == "too_many_chapters"
    assert question.values["count"] == count
    assert question.values["text"] == f"Chapter {MOST_CHAPTERS + 1}"


def test_no_more_questions_of_a_kind_are_listed_than_somebody_reads() -> None:
    strays = "\n\n".join(f"Chapter {10 * number}\n\nx" for number in range(50, 250))
    source = f"Chapter 1\n\nOne.\n\n{strays}\n\nChapter 2\n\nTwo."
    manuscript = divide(source, "text")
    *listed, last = manuscript.questions
    assert len(manuscript.chapters) == 2
    assert len(listed) == MOST_OF_A_KIND
    assert (last.code, dict(last.values)) == ("more_questions", {"count": 200 - MOST_OF_A_KIND})
    assert CODES[last.code].format(**last.values)


def test_a_question_that_was_only_tried_is_asked_in_its_place() -> None:
    source = "Chapter 1\n\nWarning: it will rain.\n\nIt rained.\n\nChapter 2\n\nIt rained."
    codes = [question.code for question in divide(source, "text").questions]
    assert codes == ["maybe_header"]
