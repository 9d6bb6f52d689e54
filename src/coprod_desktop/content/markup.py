"""The little markup of the content files: ``**bold**`` and ``[words](link-id)``, nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from coprod_desktop.content.model import Line, Run

_MARKED = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\[(?P<words>[^\[\]]+)\]\((?P<link>[^()]*)\)")


def parse_runs(text: str, links: Mapping[str, str]) -> Line:
    """Split a line into runs. Single stars stand for themselves: the sheet has them.

    Raises:
        ValueError: two stars without a partner, or a link that ``links`` does not know; the message
            is fit for a content error.
    """
    runs: list[Run] = []
    end = 0
    for match in _MARKED.finditer(text):
        _add_plain(runs, text[end : match.start()])
        end = match.end()
        if match["bold"] is not None:
            runs.append(Run(match["bold"], bold=True))
        elif match["link"] in links:
            runs.append(Run(match["words"], link=links[match["link"]]))
        else:
            raise ValueError(f"there is no link '{match['link']}' under [links] of recipe.toml")
    _add_plain(runs, text[end:])
    return tuple(runs)


def _add_plain(runs: list[Run], text: str) -> None:
    if "**" in text:
        raise ValueError("'**' opens bold words that are not closed")
    if text:
        runs.append(Run(text))
