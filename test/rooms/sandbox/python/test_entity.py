"""splunk.entity, auth, search and input against a loopback server that speaks Atom."""
from __future__ import absolute_import

import json

from support import HomeTest, Splunkd

import splunk
import splunk.input
from splunk import auth, entity, search
from splunk.rest import format

FEED = u"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest"
 xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">
<title>passwords</title><opensearch:totalResults>2</opensearch:totalResults>
<s:messages><s:msg type="INFO">hi</s:msg></s:messages>
%s</feed>"""
ENTRY = u"""<entry><title>%s</title><id>https://h/%s</id><updated>2026</updated>
<link href="/servicesNS/nobody/app/admin/passwords/%s" rel="edit"/>
<author><name>nobody</name></author>
<content type="text/xml"><s:dict><s:key name="username">u\u00e9</s:key><s:key name="realm"></s:key>
<s:key name="eai:acl"><s:dict><s:key name="app">app</s:key><s:key name="owner">nobody</s:key></s:dict></s:key>
<s:key name="eai:attributes"><s:dict><s:key name="optionalFields"><s:list><s:item>password</s:item></s:list>
</s:key></s:dict></s:key></s:dict></content></entry>"""


def feed(*names):
    return (200, (FEED % ''.join(ENTRY % (name, name, name) for name in names)).encode('utf-8'))


class EntityTest(HomeTest):
    def test_places(self):
        build = entity.buildEndpoint
        self.assertEqual(build('/server', 'settings'), '/services/server/settings')
        self.assertEqual(
            build(['admin', 'passwords'], 'a/b c', 'app', 'nobody'),
            '/servicesNS/nobody/app/admin/passwords/a%252Fb%20c',
        )
        self.assertEqual(build('x', None, 'app', '-'), '/servicesNS/-/app/x')
        self.assertEqual(build('x', hostPath='h:1'), 'https://h:1/services/x')
        splunk.setDefault('username', 'me')
        self.assertEqual(build('x', None, 'app'), '/servicesNS/me/app/x')
        self.assertEqual(entity.unquoteEntity('a%252Fb%20c'), 'a/b c')

    def test_a_list_of_credentials(self):
        with Splunkd({'*': feed('a', 'b')}).make_default() as splunkd:
            found = entity.getEntities(
                ['admin', 'passwords'], namespace='app', owner='nobody', sessionKey='k', count=-1
            )
        path = splunkd.requests[0]['path']
        self.assertTrue(path.startswith('/servicesNS/nobody/app/admin/passwords?'))
        self.assertEqual(sorted(path.partition('?')[2].split('&')), ['count=-1', 'offset=0'])
        self.assertEqual(list(found), ['a', 'b'])
        self.assertEqual((found.totalResults, found.messages[0]['text']), ('2', 'hi'))
        one = found['a']
        self.assertEqual((one['username'], one['realm']), (u'u\u00e9', None))
        self.assertEqual(one['eai:acl'], {'app': 'app', 'owner': 'nobody'})
        self.assertEqual((one.namespace, one.owner, one.optionalFields), ('app', 'nobody', ['password']))
        self.assertEqual(one.getLink('edit'), '/servicesNS/nobody/app/admin/passwords/a')
        self.assertNotIn('eai:attributes', one)

    def test_one_entity(self):
        with Splunkd({'/services/server/settings': feed('settings')}).make_default():
            found = entity.getEntity('/server', 'settings', sessionKey='k')
            self.assertEqual((found.name, found.get('nothing', 1)), ('settings', 1))
            self.assertRaises(splunk.ResourceNotFound, entity.getEntity, 'x', 'y', sessionKey='k')

    def test_a_change_is_posted_to_the_place_of_the_entity(self):
        with Splunkd({'*': feed('a')}).make_default() as splunkd:
            found = entity.getEntity('admin/passwords', 'a', namespace='app', owner='nobody')
            found['password'] = 'p'
            self.assertTrue(entity.setEntity(found, sessionKey='k'))
            self.assertTrue(entity.deleteEntity('admin/passwords', 'a', 'app', 'nobody', 'k'))
        posted, deleted = splunkd.requests[1:]
        self.assertEqual(posted['path'], '/servicesNS/nobody/app/admin/passwords/a')
        self.assertEqual((posted['method'], posted['body']), ('POST', b'password=p'))
        self.assertEqual(deleted['method'], 'DELETE')

    def test_something_new_is_posted_above_its_place(self):
        with Splunkd({'*': (201, b'<response/>')}).make_default() as splunkd:
            new = entity.Entity('admin/passwords', '_new', {'name': 'a'}, 'app', 'nobody')
            entity.setEntity(new, sessionKey='k')
        self.assertEqual(splunkd.requests[0]['path'], '/servicesNS/nobody/app/admin/passwords')
        self.assertEqual(splunkd.requests[0]['body'], b'name=a')

    def test_values_go_to_atom_and_back(self):
        value = {'s': {'list': ['a', 'b'], 'dict': {'k': 'v'}, 'none': None}}
        parsed = format.parseFeedDocument(format.primitiveToAtomFeed('https://h', '/services/x', value))
        self.assertEqual(parsed.toPrimitive(), value)
        self.assertRaises(ValueError, format.parseFeedDocument, '<other/>')


class ClientTest(HomeTest):
    def test_a_login_becomes_the_default(self):
        with Splunkd({'*': (200, b'<response><sessionKey>k</sessionKey></response>')}) as splunkd:
            splunkd.make_default()
            self.assertEqual(auth.getSessionKey('me', 'pw'), 'k')
        self.assertEqual(splunkd.requests[0]['path'], '/services/auth/login')
        self.assertEqual(sorted(splunkd.requests[0]['body'].split(b'&')), [b'password=pw', b'username=me'])
        self.assertEqual((splunk.getSessionKey(), auth.getCurrentUser()['name']), ('k', 'me'))

    def test_a_refused_login(self):
        with Splunkd({'*': (401, b'')}).make_default():
            self.assertRaises(splunk.AuthenticationFailed, auth.getSessionKey, 'me', 'pw')
            self.assertFalse(auth.ping(sessionKey='k'))
        with Splunkd({'*': (503, b'')}).make_default():
            self.assertEqual(auth.getSessionKey('me', 'pw'), None)
        self.assertEqual(auth.getCurrentUser()['name'], auth.UNDEFINED_USERNAME)

    def test_a_search_from_dispatch_to_its_rows(self):
        job = (
            u'<entry xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest">'
            u'<title>search x</title><content type="text/xml"><s:dict>'
            u'<s:key name="dispatchState">DONE</s:key><s:key name="isDone">1</s:key>'
            u'<s:key name="resultCount">2</s:key><s:key name="eventCount">7</s:key>'
            u'</s:dict></content></entry>'
        ).encode('utf-8')
        rows = json.dumps({'results': [{'_raw': 'one', 'a': '1'}, {'a': '2'}]}).encode('ascii')
        answers = {
            '/services/search/jobs': (201, b'<response><sid>1.2</sid></response>'),
            '/services/search/jobs/1.2': (200, job),
            '*': (200, rows),
        }
        with Splunkd(answers).make_default() as splunkd:
            found = search.dispatch('search x', sessionKey='k', earliestTime='-1h')
            self.assertTrue(search.waitForJob(found))
            self.assertEqual((found.id, found.isDone, found.resultCount, found.count), ('1.2', True, 2, 7))
            self.assertEqual([row['a'] for row in found.results], ['1', '2'])
            self.assertEqual(str(found.results[0]), 'one')
            self.assertTrue(found.cancel())
        body = splunkd.requests[0]['body']
        self.assertEqual(sorted(body.split(b'&')), [b'earliest_time=-1h', b'search=search+x'])
        self.assertEqual(splunkd.requests[-1]['body'], b'action=cancel')

    def test_a_refused_search(self):
        refusal = b'<response><messages><msg type="FATAL">bad</msg></messages></response>'
        for status, kind in ((400, splunk.SearchException), (503, splunk.QuotaExceededException)):
            with Splunkd({'*': (status, refusal)}).make_default():
                with self.assertRaises(kind) as raised:
                    search.dispatch('x', sessionKey='k')
            self.assertEqual(str(raised.exception), 'bad')

    def test_an_event_is_submitted(self):
        splunk.setDefault('sessionKey', 'k')
        with Splunkd({'*': (200, b'')}).make_default() as splunkd:
            splunk.setDefault('sessionKey', 'k')
            splunk.input.submit(u'\u00e9', hostname='h', sourcetype='st', index='main')
        (request,) = splunkd.requests
        self.assertEqual(request['path'].partition('?')[0], '/services/receivers/simple')
        self.assertEqual(
            sorted(request['path'].partition('?')[2].split('&')), ['host=h', 'index=main', 'sourcetype=st']
        )
        self.assertEqual(request['body'], u'\u00e9'.encode('utf-8'))
        self.assertEqual(request['headers']['authorization'], 'Splunk k')
        with Splunkd({'*': (400, b'')}).make_default():
            self.assertRaises(splunk.RESTException, splunk.input.submit, 'x')
        with Splunkd({'*': (503, b'')}).make_default():
            self.assertRaises(splunk.SplunkdException, splunk.input.submit, 'x')
