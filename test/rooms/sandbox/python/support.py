"""A throw-away SPLUNK_HOME, and a loopback splunkd that answers as a test tells it to."""
from __future__ import absolute_import

import io
import logging
import os
import shutil
import ssl
import sys
import tempfile
import threading
import unittest

try:
    from http.server import BaseHTTPRequestHandler, HTTPServer
except ImportError:
    from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer

STAND_INS = os.path.abspath(os.path.join(os.path.dirname(__file__), '../../../../src/sandbox/python'))
CIM = os.path.join(STAND_INS, 'Splunk_SA_CIM')

sys.dont_write_bytecode = True
for folder in (os.path.join(CIM, 'lib'), STAND_INS):
    if folder not in sys.path:
        sys.path.insert(0, folder)


class HomeTest(unittest.TestCase):
    """Each test has a SPLUNK_HOME of its own whose server is called sh1."""

    def setUp(self):
        self.home = os.path.realpath(tempfile.mkdtemp(prefix='ar-sim-test-'))
        self.addCleanup(shutil.rmtree, self.home)
        self._before = dict(os.environ)
        self.addCleanup(self._restore)
        os.environ['SPLUNK_HOME'] = self.home
        for name in ('SPLUNK_ETC', 'SPLUNKD_URI'):
            os.environ.pop(name, None)
        for folder in ('var/log/splunk', 'var/spool/splunk', 'etc/apps', 'dispatch'):
            os.makedirs(os.path.join(self.home, folder))
        self.write('etc/system/local/server.conf', u'[general]\nserverName = sh1\n')
        import splunk
        from splunk.clilib import cli_common

        splunk.setDefault()
        cli_common.confSettings.clear()

    def _restore(self):
        os.environ.clear()
        os.environ.update(self._before)

    def write(self, path, text):
        full = os.path.join(self.home, path)
        if not os.path.isdir(os.path.dirname(full)):
            os.makedirs(os.path.dirname(full))
        with io.open(full, 'w', encoding='utf-8', newline='') as out:
            out.write(text)
        return full

    def read(self, path):
        with open(os.path.join(self.home, path), 'rb') as source:
            return source.read().decode('utf-8')

    def spooled(self):
        """{name: text} of the spool folder."""
        folder = os.path.join(self.home, 'var/spool/splunk')
        return dict((name, self.read('var/spool/splunk/' + name)) for name in os.listdir(folder))


class Lines(logging.Handler):
    """A logger that keeps (level, text)."""

    def __init__(self):
        logging.Handler.__init__(self)
        self.kept = []
        self.logger = logging.Logger('test')
        self.logger.addHandler(self)

    def emit(self, record):
        self.kept.append((record.levelname, record.getMessage()))

    def texts(self):
        return [text for _, text in self.kept]


class Splunkd(object):
    """A loopback server. `answers` maps a path to (status, body) or a function of the request."""

    def __init__(self, answers=None, certificate=None):
        self.answers = answers or {}
        self.requests = []
        splunkd = self

        class Handler(BaseHTTPRequestHandler):
            def handle_any(self):
                length = int(self.headers.get('Content-Length') or 0)
                request = {
                    'method': self.command,
                    'path': self.path,
                    'body': self.rfile.read(length),
                    'headers': dict((k.lower(), v) for k, v in self.headers.items()),
                }
                splunkd.requests.append(request)
                answer = splunkd.answers.get(self.path, splunkd.answers.get('*', (404, b'')))
                status, body = (answer(request) if callable(answer) else answer)[:2]
                self.send_response(status)
                self.send_header('X-Test', 'One')
                if status in (301, 302):
                    self.send_header('Location', body.decode('ascii'))
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_DELETE = do_PUT = handle_any

            def log_message(self, *_):
                """Quiet."""

        self._server = HTTPServer(('127.0.0.1', 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.daemon = True

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def make_default(self, scheme='http'):
        import splunk

        splunk.setDefault('protocol', scheme)
        splunk.setDefault('host', '127.0.0.1')
        splunk.setDefault('port', self.port)
        return self
