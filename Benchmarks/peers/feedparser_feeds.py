"""Reads a feed with feedparser again and again and checks the number of its entries.

Usage: feedparser_feeds.py FEED REPEATS ENTRIES
"""
import sys

import feedparser

with open(sys.argv[1], "rb") as file:
    content = file.read()
for _ in range(int(sys.argv[2])):
    if len(feedparser.parse(content).entries) != int(sys.argv[3]):
        sys.exit("feedparser found another number of entries")
