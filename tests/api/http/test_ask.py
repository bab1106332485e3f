"""Questions in words over HTTP: the answer where it is sure, else the nearest questions with their addresses."""

from __future__ import annotations

import httpx
import pytest

from graph.asking import MAX_QUESTION

ASK = "/api/v1/ask"


def test_a_sure_answer_is_that_of_the_query(client: httpx.Client) -> None:
    answer = client.get(ASK, params={"q": "质检总局牵头哪些任务？"})
    assert answer.status_code == 200
    said = answer.json()
    assert (said["understood"], said["sure"], said["doubts"]) == (True, True, [])
    choice = said["choice"]
    assert choice["query"] == "agency/leads"
    assert choice["parameters"] == [
        {"name": "agency", "value": "aqsiq", "shown": "国家质量监督检验检疫总局", "words": "质检总局"}
    ]
    assert said["result"] == client.get(choice["address"]).json()
    assert len(said["alternatives"]) == 2
    for other in said["alternatives"]:
        assert client.get(other["address"]).status_code == 200


@pytest.mark.parametrize(
    ("question", "understood", "words"),
    [
        ("质检总局不牵头哪些任务", True, ["不"]),
        ("今天天气怎么样", False, ["今天天气怎么样"]),
        ("x' RETURN n //", False, ["x'returnn//"]),
        ("质检总局和农业部牵头哪些任务", True, ["牵头"]),
    ],
)
def test_what_is_not_sure_is_not_answered(
    client: httpx.Client, question: str, understood: bool, words: list[str] | None
) -> None:
    said = client.get(ASK, params={"q": question}).json()
    assert (said["understood"], said["sure"], said["result"]) == (understood, False, None)
    assert (said["choice"] is not None) is understood
    assert said["doubts"]
    assert said["message"]["zh"]
    assert said["message"]["en"]
    if understood and words is not None:
        assert said["not_understood"] == words


@pytest.mark.parametrize(
    "query",
    ["", "q=", "q=%20%20", "q=a&q=b", "q=a&x=1", "q=" + "a" * (MAX_QUESTION + 1), "q=" + "a" * 7_000],
)
def test_what_is_no_question_is_a_problem(client: httpx.Client, query: str) -> None:
    answer = client.get(f"{ASK}?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert answer.json()["detail"]


def test_an_address_beyond_all_bounds_is_refused(client: httpx.Client) -> None:
    assert client.get(ASK, params={"q": "质" * 3_000}).status_code == 414
