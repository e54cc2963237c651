"""How hard a text reads: the Flesch-Kincaid grade (Kincaid and others, 1975), syllables counted by rule."""

import re

from articles.markdown import LIVE, parse, plain

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
SENTENCE_END = re.compile(r"[.!?]+(?:[\s”\")]|$)")
COMPOUND = re.compile(r"^(some|every|home|time|life|while)(?=[a-z])")
# What the rule of vowels and silent ends gets wrong in words that our texts use often.
SPOKEN = {"people": 2, "create": 2, "science": 2, "quiet": 2, "heroin": 3, "tired": 2, "area": 3, "idea": 3}
SPOKEN |= {"while": 1, "experience": 4, "diet": 2, "everyone": 3, "everything": 3, "fire": 1, "hour": 1}


def syllables(word):
    """Groups of vowels without a silent e at the end, and what two vowels that are spoken apart add."""
    word = word.lower().replace("’", "'").split("'")[0]
    if word in SPOKEN:
        return SPOKEN[word]
    if len(word) <= 3:
        return 1
    word = COMPOUND.sub(lambda found: found[0].rstrip("e") + "-", word)
    if re.search(r"[^aeiouyl]e[sd]?$", word) and not re.search(r"(?:[td]ed|[scxz]es|ches|shes|ges)$", word):
        word = re.sub(r"e[sd]?$", "", word)
    count = len(re.findall(r"[aeiouy]+", word))
    count += len(re.findall(r"(?<![tscgn])i[ao](?!u)|[^q]u[ao]|eo(?!u)|yi|[eoy]ing\b|ea$", word))
    return max(1, count)


def grade(sentences):
    """US school grade of a list of sentences."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return 0.0
    per_sentence = len(words) / len(sentences)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def sentences_of(markdown):
    """Sentences of its paragraphs and list items; headings, tables and live blocks are no prose."""
    found, table, opener = [], False, ""
    for token in parse(markdown):
        if token.type in ("table_open", "table_close"):
            table = token.type == "table_open"
        if token.type == "inline" and not table and opener == "paragraph_open":
            text = plain(token)
            if not LIVE.fullmatch(text) and not LIVE.fullmatch(token.content.strip()):
                found += split_sentences(text)
        opener = token.type
    return found


def split_sentences(text):
    return [part.strip() for part in SENTENCE_END.split(text) if WORD.search(part)]


def grade_of(markdown):
    return grade(sentences_of(markdown))
