"""Finds phrases in the lines of a text with pyahocorasick and prints the number of hits.

Usage: aho_corasick.py PHRASES TEXT
"""
import sys

import ahocorasick

automaton = ahocorasick.Automaton()
with open(sys.argv[1], encoding="utf-8") as phrases:
    for number, phrase in enumerate(phrases):
        if phrase.rstrip("\n"):
            automaton.add_word(phrase.rstrip("\n"), number)
automaton.make_automaton()
hits = 0
with open(sys.argv[2], encoding="utf-8") as text:
    for line in text:
        hits += sum(1 for _ in automaton.iter(line))
print(hits)
