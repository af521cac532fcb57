"""The public documents of all reviews, by the milestone that dates them, for feeds to link to."""

from collections import defaultdict
from collections.abc import Iterable

from uprcycle.documents.link import DocumentLink
from uprcycle.documents.listed import ListedDocument
from uprcycle.timetable.paper import Paper, Papers
from uprcycle.visibility import Audience, may_see


def papers_of(listed: Iterable[ListedDocument], links: Iterable[DocumentLink]) -> Papers:
    """Return where everybody can read what, in the order of the list and by language.

    Of each document in each language the last record counts: a link, or that it counts no more.

    Args:
        listed: Which documents every review has; those that are not public are passed over.
        links: Everything recorded of any reviews, oldest first.
    """
    last: defaultdict[str, dict[tuple[str, int, str], DocumentLink]] = defaultdict(dict)
    for each in links:
        last[each.document][each.country, each.cycle, each.language] = each
    papers: defaultdict[tuple[str, int, str], list[Paper]] = defaultdict(list)
    for document in listed:
        if may_see(Audience.PUBLIC, document.visibility):
            for (country, cycle, _), link in sorted(last[document.id].items()):
                papers[country, cycle, document.milestone].append(_paper(document, link))
    return {key: tuple(found) for key, found in papers.items()}


def _paper(document: ListedDocument, link: DocumentLink) -> Paper:
    return Paper(document.title, link.language, link.url, link.at, link.is_superseded)
