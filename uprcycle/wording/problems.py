"""What is wrong, and what was refused, in a language."""

from uprcycle.errors import Problem, UprcycleError
from uprcycle.wording.language import Language


def problem_text(problem: Problem, language: Language) -> str:
    """Return where something is wrong, what, and what to do; an option of the command line is no place."""
    return language.say(problem.sentence if problem.where.startswith("--") else problem.text)


def refusal_texts(refusal: UprcycleError, language: Language) -> tuple[str, ...]:
    """Return every problem of a refusal; its headline where nothing more is said."""
    found = tuple(problem_text(each, language) for each in refusal.problems)
    return found or (language.say(refusal.headline),)
