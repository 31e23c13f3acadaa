"""What a survey is: the codebook's models, its YAML reader and its checks."""

from survey.codebook.consistency import answer_codes
from survey.codebook.design import Design, Disclosure, Reliability, Wave, Weighting
from survey.codebook.dimensions import Dimension
from survey.codebook.model import Codebook, column_of, variable
from survey.codebook.questions import (
    Highlight,
    Item,
    MissingKind,
    MultipleQuestion,
    NumericQuestion,
    Option,
    Question,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
)
from survey.codebook.reading import CodebookError, read_codebook
from survey.codebook.scores import Level, Score, ScoreDimension, ScoreItem
from survey.codebook.values import Text

__all__ = [
    "Codebook",
    "CodebookError",
    "Design",
    "Dimension",
    "Disclosure",
    "Highlight",
    "Item",
    "Level",
    "MissingKind",
    "MultipleQuestion",
    "NumericQuestion",
    "Option",
    "Question",
    "Reliability",
    "ScaleQuestion",
    "Score",
    "ScoreDimension",
    "ScoreItem",
    "SingleQuestion",
    "Text",
    "TextQuestion",
    "Wave",
    "Weighting",
    "answer_codes",
    "column_of",
    "read_codebook",
    "variable",
]
