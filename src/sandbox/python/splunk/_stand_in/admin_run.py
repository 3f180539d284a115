"""Runs a handler of `splunk.admin` as splunkd does: its setup, the arguments checked, the action, what it answers."""
from __future__ import absolute_import

import fnmatch
import os
import sys
import types

from splunk import admin
from splunk._stand_in.admin_items import ConfigInfo

ACTIONS = {
    'create': (admin.ACTION_CREATE, 'handleCreate'),
    'list': (admin.ACTION_LIST, 'handleList'),
    'edit': (admin.ACTION_EDIT, 'handleEdit'),
    'remove': (admin.ACTION_REMOVE, 'handleRemove'),
    'members': (admin.ACTION_MEMBERS, 'handleMembers'),
    '_reload': (admin.ACTION_RELOAD, 'handleReload'),
}

# Ground: REST API User Manual, "HTTP status codes"; the names of the exceptions.
STATUS = (
    (admin.ArgValidationException, 400),
    (admin.BadActionException, 405),
    (admin.NotFoundException, 404),
    (admin.AlreadyExistsException, 409),
    (admin.ServiceUnavailableException, 503),
    (admin.AdminManagerException, 500),
)


def load(path):
    """Run the script once; its last words are `admin.init(Handler, context)`."""
    main = types.ModuleType('__main__')
    main.__file__ = path
    sys.modules['__main__'] = main
    sys.path.insert(0, os.path.dirname(path))
    with open(path, 'rb') as script:
        code = compile(script.read(), path, 'exec')
    exec(code, main.__dict__)
    if not admin._registered:
        raise RuntimeError('%s never called splunk.admin.init' % os.path.basename(path))
    handler, context = admin._registered[-1]
    return lambda request: answer(handler, context, request)


def answer(handler, context, request):
    try:
        return _answer(handler, context, request)
    except admin.AdminManagerException as error:
        status = next(status for kind, status in STATUS if isinstance(error, kind))
        return {'failed': {'status': status, 'text': u'%s' % (error,)}}


def _answer(handler, context, request):
    info = ConfigInfo()
    made = _run(handler, context, request, info)
    if isinstance(made, dict):
        return made
    changes = request['action'] in ('create', 'edit', 'remove')
    if changes and not info and made.shouldAutoList and request.get('canList'):
        # Seen in public handlers: those that list by themselves switch shouldAutoList off.
        gone = request['action'] == 'remove'
        again = dict(request, action='list', args={}, id=None if gone else request.get('id'))
        listed = _run(handler, context, again, info)
        if isinstance(listed, dict):
            return listed
    return {'returned': _shown(info, made)}


def _run(handler, context, request, info):
    """The handler once it has run, or why it did not."""
    action, method = ACTIONS.get(request['action'], (admin.ACTION_LIST, 'handleCustom'))
    if request.get('customAction'):
        action = admin.ACTION_LIST if request.get('method') == 'GET' else admin.ACTION_EDIT
    admin._current.clear()
    admin._current.update(request, action=action)
    made = handler(admin.MODE_EXEC, context)
    made.setup()
    refused = _check(made, request)
    if refused is not None:
        return refused
    if request.get('blank'):
        return made
    if request.get('customAction'):
        method = 'handleACL' if request['customAction'] == 'acl' and _has(made, 'handleACL') else 'handleCustom'
    getattr(made, method)(info)
    return made


def _has(made, method):
    return getattr(type(made), method, None) is not getattr(admin.MConfigHandler, method)


def _check(made, request):
    asked = request.get('capabilities')
    needed = made.capabilityRead if request['action'] == 'list' else made.capabilityWrite
    if needed and asked is not None and needed not in asked:
        return _failed(403, 'Requires capability=%s' % needed)
    supported, given = made.supportedArgs, made.callerArgs
    if request.get('blank'):
        return None
    missing = [name for name in supported.required if name not in given and name != 'name']
    if missing and request['action'] != 'remove':
        return _failed(400, 'The following required arguments are missing: %s.' % ', '.join(missing))
    for name in list(given):
        known = name in supported.required or name in supported.optional
        if known or any(fnmatch.fnmatchcase(name, pattern) for pattern in supported.wildcards):
            continue
        if request['action'] in ('create', 'edit'):
            return _failed(400, 'Argument "%s" is not supported by this handler.' % name)
        # Of a list they are left out: what no setup() named, no handler sees.
        del given[name]
    return None


def _failed(status, text):
    return {'failed': {'status': status, 'text': text}}


def _shown(info, made):
    supported = made.supportedArgs
    return {
        'entries': [
            {
                'name': name,
                'content': dict(item),
                'metadata': dict(item.metadata),
                'customActions': item.customActions,
            }
            for name, item in info.items()
        ],
        'messages': [{'type': kind, 'text': text} for kind, text in info.messages],
        'fields': {
            'required': supported.required,
            'optional': supported.optional,
            'wildcard': supported.wildcards,
        },
        'isPaged': not made.shouldAutoList,
    }
