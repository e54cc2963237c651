"""`python -m tests.articles.check FILE…`: the grade of texts, and what is wrong with them, before loading."""

import json
import re
import sys
from pathlib import Path

from articles.guide_file import read_text, read_translation
from articles.markdown import cited_in, parse
from articles.marks import unmarked
from tests.articles.banned import banned_in, phones_in
from tests.articles.reading import grade_of, sentences_of
from tests.articles.runs import runs_shared

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
INSIDE = re.compile(r"\]\((/[^)#?]*)")
FIXED = set(
    """/ /help-now/ /fellowships/ /compare/na/ha/ /compare/ /choose/ /guides/ /faq/ /glossary/ /meetings/
    /list/    /meetings/online/ /privacy/ /cover-your-tracks/ /accessibility/ /about/ /sources/
    /meetings/near/memphis-tn/""".split()
)


def known_sources():
    rows = [
        row
        for path in (FIXTURES / "fellowships/sources").glob("*.json")
        for row in json.loads(path.read_bytes())
    ]
    return {row["slug"] for row in rows}


def known_addresses():
    programmes = json.loads((FIXTURES / "fellowships/fellowships.json").read_bytes())
    return (
        FIXED
        | {f"/fellowships/{row['slug']}/" for row in programmes}
        | {f"/guides/{path.stem}/" for path in (FIXTURES / "guides").glob("*.md")}
        | {f"/faq/{path.stem}/" for path in (FIXTURES / "guides/faq").glob("*.md")}
    )


def dead_links(markdown):
    known = known_addresses()
    return [
        link for link in INSIDE.findall(markdown) if link not in known and not link.startswith("/compare/")
    ]


def cited(markdown):
    return [slug for token in parse(markdown) if token.type == "inline" for slug in cited_in(token)]


def faults(fields, sources):
    """Everything wrong with a text, as sentences; a dead link may only wait for a text that comes later."""
    markdown = fields["markdown"]
    head = " ".join([fields.get("title", ""), fields.get("summary", ""), *fields.get("key_points", [])])
    whole = f"{head}\n{markdown}"
    found = [f"not marked: {text!r}" for text in unmarked(markdown)]
    found += [f"unknown source: {slug}" for slug in sorted(set(cited(markdown)) - sources)]
    found += [f"banned: {word!r}" for word in banned_in(whole)]
    found += [f"a number: {number}" for number in phones_in(whole)]
    found += [f"dead link: {link}" for link in dead_links(markdown)]
    found += [f"stands in a source: {run!r}" for run in runs_shared(re.sub(r"\[\^[^]]*\]", " ", whole))]
    reads = grade_of(markdown)
    highest = fields.get("grade", 8)
    if reads > highest:
        found.append(f"reads at grade {reads:.1f}, over {highest}")
    return found


def main(names):
    import django
    from django.conf import settings

    settings.configure(BASE_DIR=ROOT)
    django.setup()
    sources = known_sources()
    for path in map(Path, names):
        if path.resolve().parent.name == "es":
            check_spanish(path)
        else:
            check_english(path, sources)


def check_english(path, sources):
    fields = read_text(path)
    found = faults(fields, sources)
    print(f"{path.stem}: grade {grade_of(fields['markdown']):.1f}")
    print(*(f"  {line}" for line in found), sep="\n", end="\n" if found else "")
    if any("grade" in line for line in found):
        longest = sorted(sentences_of(fields["markdown"]), key=lambda text: -len(text.split()))[:5]
        print(*(f"  long: {text}" for text in longest), sep="\n")


def check_spanish(path):
    from tests.articles.reading_spanish import ease_of
    from tests.articles.translated import differences, faults_in_spanish

    guide = read_translation(path)
    print(f"es/{path.stem}: ease {ease_of(guide['markdown']):.0f}, 65 or more wanted")
    found = faults_in_spanish(guide)
    unlike = differences(guide["markdown"], read_text(FIXTURES / "guides" / path.name)["markdown"])[:1]
    found += [f"unlike the English: {ours} instead of {theirs}" for ours, theirs in unlike]
    print(*(f"  {line}" for line in found), sep="\n", end="\n" if found else "")


if __name__ == "__main__":
    main(sys.argv[1:])
