"""What every text of ours owes its reader: each statement has a source or says that it is our advice."""

from markdown_it.token import Token

from articles.markdown import cited_in, marks_of, parse, plain


def unmarked(text: str) -> list[str]:
    """The beginnings of paragraphs, list items and tables with neither footnote nor `{.advice}`.

    A list is covered by the marked paragraph before it that ends with ":"; a table by its caption.
    """
    found: list[str] = []
    covers = False  # whether the paragraph before covers a list that follows at once
    lists: list[bool] = []  # for each list around: whether it is covered
    tokens = parse(text)
    for index, token in enumerate(tokens):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(covers or any(lists))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "table_open" and not _table_is_marked(token):
            found.append("table")
        elif token.type == "paragraph_open" and "live" not in token.meta:
            inline = tokens[index + 1]
            marked = bool(cited_in(inline)) or "advice" in marks_of(token)
            if not marked and not any(lists):
                found.append(plain(inline)[:60])
            covers = marked and plain(inline).rstrip().endswith(":")
    return found


def _table_is_marked(token: Token) -> bool:
    return bool(token.meta.get("cited")) or "advice" in token.meta.get("marks", ())
