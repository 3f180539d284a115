"""Stand-in for `splunk.appserver.mrsparkle.lib.i18n`: texts stay as they are.

Importing it makes `_` a builtin, as the real one does.
"""
from __future__ import absolute_import

from splunk import _stand_in

try:
    import builtins
except ImportError:
    import __builtin__ as builtins


def ugettext(text):
    return text


def ungettext(singular, plural, number):
    return singular if number == 1 else plural


def deferred_ugettext(text):
    return text


_ = ugettext
if not hasattr(builtins, '_'):
    builtins._ = ugettext
    builtins.ungettext = ungettext

_stand_in.guard(__name__)
