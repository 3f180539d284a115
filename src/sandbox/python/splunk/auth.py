"""Stand-in for `splunk.auth`: logging in, and who is who.

getSessionKey, getCurrentUser and ping are as public scripts use them; the lists of users and roles
are written from Splunk's REST documentation.
"""
from __future__ import absolute_import

import splunk
from splunk import _stand_in

UNDEFINED_USERNAME = 'UNDEFINED_USERNAME'


def getSessionKey(username, password, hostPath=None, newPassword=None):
    """Log in; the key becomes the default of this process. None unless splunkd says 200 or 401."""
    arguments = {'username': username, 'password': password, 'new_password': newPassword}
    return _log_in('/services/auth/login', arguments, username, hostPath)


def getSessionKeyForTrustedUser(username, hostPath=None):
    """Guess: the login for users whom a proxy has authenticated."""
    return _log_in('/services/auth/trustedlogin', {'username': username}, username, hostPath)


def _log_in(path, arguments, username, hostPath):
    from splunk import rest
    from splunk.safe_lxml_etree import fromstring

    uri = splunk.mergeHostPath(hostPath) + path
    response, content = rest.simpleRequest(uri, postargs=arguments)
    if response.status != 200:
        return None
    key = fromstring(content).findtext('sessionKey')
    splunk.setDefault('username', username)
    splunk.setDefault('sessionKey', key)
    return key


def ping(hostPath=None, sessionKey=None):
    """True where splunkd takes the session key."""
    from splunk import rest

    uri = splunk.mergeHostPath(hostPath) + '/services/authentication/current-context'
    try:
        return rest.simpleRequest(uri, sessionKey=sessionKey)[0].status == 200
    except splunk.RESTException:
        return False


def getCurrentUser():
    """{'name': ...} of whoever logged in through this module."""
    return {'name': splunk.getDefault('username') or UNDEFINED_USERNAME}


def getUser(name=None, hostPath=None, sessionKey=None):
    """Properties of one user; None where there is none of that name."""
    return _one('authentication/users', name or getCurrentUser()['name'], hostPath, sessionKey)


def listUsers(hostPath=None, sessionKey=None):
    return _all('authentication/users', hostPath, sessionKey)


def getRole(name, hostPath=None, sessionKey=None):
    return _one('authorization/roles', name, hostPath, sessionKey)


def listRoles(hostPath=None, sessionKey=None):
    return _all('authorization/roles', hostPath, sessionKey)


def getUserPrefs(key, sessionKey=None):
    """One setting of user-prefs.conf of whoever asks."""
    from splunk import entity

    found = entity.getEntity('data/user-prefs', 'general', sessionKey=sessionKey)
    return found.get(key) if found else None


def _one(path, name, hostPath, sessionKey):
    from splunk import entity

    try:
        found = entity.getEntity(path, name, hostPath=hostPath, sessionKey=sessionKey)
    except splunk.ResourceNotFound:
        return None
    return dict(found.properties) if found else None


def _all(path, hostPath, sessionKey):
    from splunk import entity

    found = entity.getEntities(path, count=0, hostPath=hostPath, sessionKey=sessionKey)
    return dict((name, dict(item.properties)) for name, item in found.items())


_stand_in.guard(__name__)
