"""Stand-in for `splunk.secure_smtplib`: smtplib with a TLS context given when it is made.

Guess: the class names are those that copies of the mail action use.
"""
from __future__ import absolute_import

import smtplib

from splunk import _stand_in


class SecureSMTP(smtplib.SMTP):
    """STARTTLS with `sslContext`."""

    def __init__(self, host='', port=0, sslContext=None, **options):
        self._ssl_context = sslContext
        smtplib.SMTP.__init__(self, host, port, **options)

    def starttls(self, *args, **options):
        if not args and self._ssl_context is not None:
            options.setdefault('context', self._ssl_context)
        return smtplib.SMTP.starttls(self, *args, **options)


class SecureSMTP_SSL(smtplib.SMTP_SSL):
    """TLS from the first byte with `sslContext`."""

    def __init__(self, host='', port=0, sslContext=None, **options):
        if sslContext is not None:
            options.setdefault('context', sslContext)
        smtplib.SMTP_SSL.__init__(self, host, port, **options)


SMTPException = smtplib.SMTPException

_stand_in.guard(__name__)
