"""Stand-in for `splunk.ssl_context`: TLS contexts made from settings of .conf files.

Guess: the names are those that copies of the mail action import; any context made here is the
default one of Python's ssl, with or without verification as the settings say.
"""
from __future__ import absolute_import

from splunk import _stand_in


class SSLHelper(object):
    def createSSLContext(self, isClientContext=True, **settings):
        import ssl

        from splunk.util import normalizeBoolean

        purpose = ssl.Purpose.SERVER_AUTH if isClientContext else ssl.Purpose.CLIENT_AUTH
        context = ssl.create_default_context(purpose)
        if normalizeBoolean(settings.get('sslVerifyServerCert', False)) is not True:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def createSSLContextFromSettings(
        self, sslConfJSON=None, serverConfJSON=None, isClientContext=True, **unknown
    ):
        settings = dict(serverConfJSON or {})
        settings.update(sslConfJSON or {})
        return self.createSSLContext(
            isClientContext, sslVerifyServerCert=settings.get('sslVerifyServerCert', False)
        )


_stand_in.guard(__name__)
