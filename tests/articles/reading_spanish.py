"""How easily a Spanish text reads: Szigriszt-Pazos (1993) on the INFLESZ scale (Barrio-Cantalejo, 2008).

206.835 - 62.3 * syllables / words - words / sentences. 55 to 65 is normal, from 65 fairly easy, over 80 very
easy. Flesch-Kincaid counts English syllables and says nothing about Spanish.
"""

import re

from tests.articles.reading import sentences_of

FAIRLY_EASY = 65
WORD = re.compile(r"[^\W\d_]+")
SILENT = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])|h")
VOWELS = re.compile(r"(?:[aeiouáéíóúü]|y(?![aeiouáéíóú]))+")
# Two of these beside each other are spoken apart; i and u without an accent lean on what stands beside.
STRONG = re.compile(r"[aeoáéóíú]")


def syllables(word):
    groups = VOWELS.findall(SILENT.sub("", word.lower().replace("ch", "c")))
    return max(1, sum(max(1, len(STRONG.findall(group))) for group in groups))


def ease(sentences):
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    per_word = sum(map(syllables, words)) / len(words)
    return 206.835 - 62.3 * per_word - len(words) / len(sentences)


def ease_of(markdown):
    return ease(sentences_of(markdown))
