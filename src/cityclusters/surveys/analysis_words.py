"""The notices of an analysis as plain English sentences, for the command line.

Pages don't use these sentences: they translate a notice by its code, with the same fields.
"""

from cityclusters.surveys.analysis_data import Notice

NO_CELLS = "Question {question}: no cells by group are printed, because "
TOTALS = " The totals of these groups are hidden: {groups}."

SENTENCES = {
    "low_response_rate": (
        "Only {count} of {base} people answered ({percent}%). The others may think otherwise: say so next to "
        "every figure."
    ),
    "low_response_rate_without_percent": (
        "Only {count} of {base} people answered. The others may think otherwise: say so next to every figure."
    ),
    "more_responses_than_audience": (
        "There are {count} responses from an audience of {base}: check the audience, or whether responses "
        "were sent twice."
    ),
    "small_audience": "Response rate: the base is small ({base}). Publish counts rather than percentages.",
    "small_base": (
        "Question {question}: the base is small ({base}). Publish counts rather than percentages."
    ),
    "very_small_base": (
        "Question {question}: the base is very small ({base}). Percentages are left out: publish counts "
        "rather than percentages."
    ),
    "small_group_base": (
        "Question {question}: fewer than 20 people of these groups answered: {groups}. Publish counts rather "
        "than percentages for them."
    ),
    "small_group": NO_CELLS + "fewer than {k} people of a group answered." + TOTALS,
    "hidden_group_totals": (
        NO_CELLS + "with the other tables they would show a group of fewer than {k} people." + TOTALS
    ),
    "small_option": NO_CELLS + "fewer than {k} people gave these answers: {options}.",
    "no_protecting_pattern": NO_CELLS + "no pattern of hidden cells protects counts under {k}.",
    "table_too_large": NO_CELLS + "the table is too large to be protected. Use fewer groups.",
}


def sentence(notice: Notice) -> str:
    """The notice as one English sentence or two, naming the question's code."""
    code = notice["code"]
    if code == "low_response_rate" and notice["percent"] is None:
        code = "low_response_rate_without_percent"
    named = {key: ", ".join(value) if isinstance(value, list) else value for key, value in notice.items()}
    if "question" in notice:
        named["question"] = f"'{notice['question']}'"
    return SENTENCES[code].format(**named)
