"""Stand-in for `splunk.rest.format`: Atom feeds to Python values and back.

Covered: parseFeedDocument, nodeToPrimitive, AtomFeed, AtomEntry, primitiveToAtomFeed. Written from
call sites and from Splunk's REST documentation, not from the module.
"""
from __future__ import absolute_import

from splunk import _stand_in
from splunk.safe_lxml_etree import fromstring

ATOM_NS = 'http://www.w3.org/2005/Atom'
SPLUNK_NS = 'http://dev.splunk.com/ns/rest'
OPENSEARCH_NS = 'http://a9.com/-/spec/opensearch/1.1/'


def _local(node):
    return node.tag.rpartition('}')[2] if hasattr(node.tag, 'rpartition') else ''


def nodeToPrimitive(N):
    """<s:dict> to dict, <s:list> to list, anything else to its text; an empty text is None."""
    for child in N if _local(N) not in ('dict', 'list') else ():
        if _local(child) in ('dict', 'list'):
            return nodeToPrimitive(child)
    if _local(N) == 'dict':
        return dict((child.get('name'), nodeToPrimitive(child)) for child in N if _local(child) == 'key')
    if _local(N) == 'list':
        return [nodeToPrimitive(child) for child in N if _local(child) == 'item']
    return N.text


class AtomEntry(object):
    def __init__(self, node=None):
        self.id = self.title = self.updated = self.published = self.summary = self.author = None
        self.links = []
        self.rawcontents = None
        self.contentType = None
        for child in node if node is not None else ():
            self._take(child)

    def _take(self, child):
        name = _local(child)
        if name in ('id', 'title', 'updated', 'published', 'summary'):
            setattr(self, name, child.text)
        elif name == 'link':
            self.links.append((child.get('rel'), child.get('href')))
        elif name == 'author':
            self.author = next((part.text for part in child if _local(part) == 'name'), None)
        elif name == 'content':
            self.contentType = child.get('type')
            self.rawcontents = child

    def toPrimitive(self):
        """What <content> holds."""
        return None if self.rawcontents is None else nodeToPrimitive(self.rawcontents)


class AtomFeed(AtomEntry):
    """A feed: iterate it, index it, or take its .entries."""

    def __init__(self, node=None):
        self.entries = []
        self.messages = []
        self.os_totalResults = self.os_itemsPerPage = self.os_startIndex = None
        AtomEntry.__init__(self, node)

    def _take(self, child):
        name = _local(child)
        if name == 'entry':
            self.entries.append(AtomEntry(child))
        elif name in ('totalResults', 'itemsPerPage', 'startIndex'):
            setattr(self, 'os_' + name, child.text)
        elif name == 'messages':
            self.messages = [
                {'type': (m.get('type') or '').upper(), 'code': m.get('code'), 'text': m.text} for m in child
            ]
        else:
            AtomEntry._take(self, child)

    def __iter__(self):
        return iter(self.entries)

    def __len__(self):
        return len(self.entries)

    def __getitem__(self, index):
        return self.entries[index]

    def toPrimitive(self):
        """{title: content} of all entries."""
        return dict((entry.title, entry.toPrimitive()) for entry in self.entries)


def parseFeedDocument(xml):
    """An AtomFeed of <feed>, an AtomEntry of <entry>; ValueError for any other document."""
    root = fromstring(xml if isinstance(xml, bytes) else xml.encode('utf-8'))
    if _local(root) == 'feed':
        return AtomFeed(root)
    if _local(root) == 'entry':
        return AtomEntry(root)
    raise ValueError('<%s> is neither an Atom feed nor an Atom entry' % _local(root))


def primitiveToAtomFeed(hostPath, rootURI, content, title=None):
    """Guess: a feed of one entry for each key of a dict, or for each item of a list."""
    from xml.etree import ElementTree

    from splunk.util import getISOTime, safeURLQuote

    feed = ElementTree.Element('{%s}feed' % ATOM_NS)

    def add(parent, name, text=None, **attributes):
        node = ElementTree.SubElement(parent, '{%s}%s' % (ATOM_NS, name), attributes)
        node.text = text
        return node

    add(feed, 'title', title or rootURI.strip('/').rpartition('/')[2])
    add(feed, 'id', hostPath + rootURI)
    add(feed, 'updated', getISOTime())
    items = content.items() if isinstance(content, dict) else enumerate(content)
    for key, value in items:
        entry = add(feed, 'entry')
        add(entry, 'title', str(key))
        add(entry, 'id', '%s%s/%s' % (hostPath, rootURI.rstrip('/'), safeURLQuote(str(key), safe='')))
        add(entry, 'updated', getISOTime())
        _put(add(entry, 'content', type='text/xml'), value)
    return ElementTree.tostring(feed)


def _put(parent, value):
    from xml.etree import ElementTree

    if isinstance(value, dict):
        node = ElementTree.SubElement(parent, '{%s}dict' % SPLUNK_NS)
        for key, item in value.items():
            _put(ElementTree.SubElement(node, '{%s}key' % SPLUNK_NS, {'name': str(key)}), item)
    elif isinstance(value, (list, tuple)):
        node = ElementTree.SubElement(parent, '{%s}list' % SPLUNK_NS)
        for item in value:
            _put(ElementTree.SubElement(node, '{%s}item' % SPLUNK_NS), item)
    else:
        parent.text = '' if value is None else str(value)


_stand_in.guard(__name__)
