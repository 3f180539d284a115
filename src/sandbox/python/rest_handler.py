"""Runs the REST handlers of one script of an app, as splunkd's own drivers do: a request a line on stdin, an answer a line.

Arguments: kind (persist, python, admin or input), handler (`module.Class`, or the script's path), and what
restmap.conf calls its script. What the handler
prints goes to stderr, where it does not get mixed up with answers.
"""
from __future__ import absolute_import

import importlib
import io
import json
import logging.handlers  # noqa: F401 - seen in lookup_editor: handlers use it and import logging alone
import os
import sys
import traceback
import types


def take_stdout():
    """A stream for answers alone: file descriptor 1 becomes another name of 2."""
    answers = os.fdopen(os.dup(1), 'wb')
    os.dup2(2, 1)
    return answers


def words_of(error):
    try:
        return u'%s' % (error,)
    except Exception:  # Python 2, and a message in bytes
        return repr(error)


def load(handler, script=''):
    module, _, name = handler.rpartition('.')
    # Seen in splunk-app-examples (hello-world): the module is the one that `script` names, whatever `handler` says.
    own = os.path.splitext(os.path.basename(script))[0]
    if own and not os.path.exists(module.split('.')[0] + '.py') and os.path.exists(own + '.py'):
        module = own
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, ValueError) as error:
        if 'relative import' not in str(error):
            raise
    # Seen in workato_addon_for_splunk: `from .base_handler import x` works in a handler.
    package = types.ModuleType('handlers_of_app')
    package.__path__ = [os.getcwd()]
    sys.modules[package.__name__] = package
    return getattr(importlib.import_module(package.__name__ + '.' + module), name)


class Persist(object):
    """A class derived from PersistentServerConnectionApplication: made once, asked again and again."""

    def __init__(self, handler, script):
        from splunk.persistconn.application import PersistentServerConnectionApplication as Base

        made = load(handler, script)
        # Seen in a public app's log of its trials, where a class of another base was refused with these words.
        if isinstance(made, type) and not issubclass(made, Base):
            raise NotImplementedError('No class implements PersistentServerConnectionApplication')
        self.application = made(handler, '')

    def answer(self, text):
        # Seen in public handlers: they get bytes on Python 3, some decode them.
        returned = self.application.handle(text.encode('utf-8'))
        if isinstance(returned, dict) and isinstance(returned.get('payload'), bytes) and str is not bytes:
            # Seen in the same log: bytes do not fit into the reply, and splunkd finds it without a payload.
            sys.stderr.write('The payload of %s is bytes, which a reply in JSON cannot hold\n' % sys.argv[0])
            return {'returned': {}}
        if isinstance(returned, bytes):
            returned = returned.decode('utf-8')
        if not isinstance(returned, type(u'')):
            return {'returned': returned}
        try:
            return {'returned': json.loads(returned)}
        except ValueError:
            return {'returned': {'payload': returned, 'status': 200}}


class Response(object):
    """What a handler of the old kind writes its answer to."""

    def __init__(self):
        self.status = 200
        self.headers = {}
        self.written = u''

    def write(self, data):
        self.written += data.decode('utf-8', 'replace') if isinstance(data, bytes) else data

    def setHeader(self, key, value):
        self.headers[key] = value

    def setStatus(self, status):
        self.status = status


class Old(object):
    """A class derived from splunk.rest.BaseRestHandler, with handle_GET and kin: made anew for each request."""

    def __init__(self, handler, script):
        self.handler = load(handler, script)

    def answer(self, text):
        import splunk

        request = json.loads(text)
        session = request.get('session', {})
        asked = {
            'path': request['rest_path'],
            'method': request['method'],
            'query': dict(request.get('query', [])),
            'form': dict(request.get('form', [])),
            'payload': request.get('payload', ''),
            'headers': dict(request.get('headers', [])),
            'remoteAddr': request.get('connection', {}).get('src_ip'),
            'userId': session.get('user'),
            'userName': session.get('user'),
        }
        response = Response()
        instance = self.handler(request['method'], asked, response, session.get('authtoken'))
        method = getattr(instance, 'handle_' + request['method'], None)
        if method is None:
            return {'failed': {'status': 405, 'text': 'Method Not Allowed'}}
        try:
            returned = method()
        except splunk.RESTException as error:
            return {'failed': {'status': error.statusCode, 'text': error.get_message_text() or str(error)}}
        return {'returned': {
            'payload': response.written or returned,
            'status': response.status,
            'headers': response.headers,
        }}


class Admin(object):
    """A script that hands a class derived from splunk.admin.MConfigHandler to splunk.admin.init."""

    def __init__(self, path, _):
        from splunk._stand_in import admin_run

        self.run = admin_run.load(path)

    def answer(self, text):
        return self.run(json.loads(text))


class Input(object):
    """The script of a modular input: `--scheme`, and `--validate-arguments`."""

    def __init__(self, path, _):
        from splunk._stand_in import input_scheme

        self.scheme, self.path = input_scheme, path

    def answer(self, text):
        request = json.loads(text)
        if request['action'] == 'scheme':
            return {'returned': self.scheme.read(self.path)}
        return {'returned': self.scheme.refusal(self.path, request['items'])}


KINDS = {'persist': Persist, 'python': Old, 'admin': Admin, 'input': Input}


def main():
    kind, handler, script = (sys.argv[1:] + [''])[:3]
    answers = take_stdout()
    requests = io.open(sys.stdin.fileno(), 'r', encoding='utf-8', newline='\n', closefd=False)
    sys.argv = [handler]
    made = None
    while True:
        text = requests.readline()
        if text == '':
            return
        try:
            made = made or KINDS[kind](handler, script)
            answer = made.answer(text)
        except BaseException as error:  # whatever a handler raises is its answer's to tell, SystemExit too
            # Seen in a public app: one that exits is made anew, and its reply has no payload.
            made = None if isinstance(error, SystemExit) else made
            answer = {
                'error': traceback.format_exc(),
                'type': str(type(error)),
                'text': words_of(error),
            }
            if kind == 'persist' and isinstance(error, SystemExit):
                traceback.print_exc()
                answer = {'returned': {}}
        try:
            line = json.dumps(answer, default=str)
        except (TypeError, ValueError):
            line = json.dumps({'error': traceback.format_exc()})
        sys.stderr.flush()
        answers.write(line.encode('utf-8') + b'\n')
        answers.flush()


if __name__ == '__main__':
    main()
