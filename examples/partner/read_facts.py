#!/usr/bin/env python3
"""Reads exchange files the way a partner's importer would: facts from the facts block, text from the document.

usage: read_facts.py FILE.xml ...

Needs lxml (pip install lxml). Prints one block a file: what the meeting was, who chaired it, what was found, each with
the words it was read from. docs/exchange.md explains every element.
"""

import sys

from lxml import etree

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
FACTS = "urn:communique:facts:1"
NS = {"a": AKN, "f": FACTS}


def parse(path):
    """The document; nothing is fetched and no entity resolved, as the file comes from somebody else."""
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def words(element):
    """The words of an element, with the characters that XML cannot hold put back."""
    parts = [element.text or ""]
    for child in element:
        parts.append(chr(int(child.get("code"), 16)))
        parts.append(child.tail or "")
    return "".join(parts)


def fact(parent, path):
    """(value, certainty, quote) of a fact, or None if the note does not say. Ambiguous facts have no value."""
    found = parent.find(path, NS)
    if found is None:
        return None
    value = found.find("f:value", NS)
    return (None if value is None else words(value)), found.get("certainty"), words(found.find("f:quote", NS))


def show(label, read):
    if read:
        value, certainty, quote = read
        print(f"  {label}: {value or 'several readings'} [{certainty}: {quote!r}]")


def report(path):
    document = parse(path)
    facts = document.find(f".//{{{FACTS}}}facts")
    if facts is None:
        raise SystemExit(f"{path}: no facts block of a version this program knows")
    print(facts.get("id"))
    show("title", fact(facts, "f:title"))
    show("issued", fact(facts, "f:documentDate"))
    for name in ("name", "ordinal", "dates", "place/f:city", "place/f:country", "mode", "status"):
        show(name.replace("place/f:", ""), fact(facts, f"f:event/f:{name}"))
    for person in facts.iterfind("f:chair", NS):
        named = fact(person, "f:name") or fact(person, "f:title") or fact(person, "f:country")
        show((fact(person, "f:role") or ["chair"])[0], named)
    for finding in facts.iter(f"{{{FACTS}}}finding"):
        print(f"  finding {words(finding.find('f:label', NS))} {words(finding.find('f:content', NS))}")
    for said in facts.iterfind("f:diagnostic", NS):
        print(f"  {said.get('severity')} {said.get('code')}: {words(said.find('f:message', NS))}")
    # The text, for a reader or an index: every paragraph, label and heading in reading order.
    lines = document.xpath("//a:preface//a:p | //a:mainBody//*[self::a:p or self::a:num or self::a:heading]", namespaces=NS)
    print(f"  text: {sum(len(''.join(line.itertext())) for line in lines)} characters in {len(lines)} pieces")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for argument in sys.argv[1:]:
        report(argument)
