"""queuework: hand the action over to Adaptive Response workers instead of running it here."""
from __future__ import absolute_import

import base64
import json
import logging
import sys
import time

from splunk.util import mktimegm, normalizeBoolean


def queuework(action, request, exit_strategy, tries, raise_all):
    """`request` is splunk.rest.simpleRequest, as cim_actions knows it."""
    loaded, cam = _setting(action, '_cam', '{}', raise_all)
    if not loaded:
        return
    supported = normalizeBoolean(cam.get('supports_workers', False)) is True
    if not supported or not action.action_name or action.action_name == 'unknown':
        action.message('Action does not support workers', level=logging.WARNING)
        return
    loaded, listed = _setting(action, '_cam_workers', '[]', raise_all)
    if not loaded:
        return
    asked = normalizeBoolean(exit_strategy)
    leaving = 'local' not in listed if asked is None else asked is True
    action.logger.debug('exit_strategy=%s', leaving)
    workers = sorted(set(listed) - set(['local']))
    if not workers:
        action.message('No workers specified')
        return
    problem = _post(action, request, _records(action, workers), tries, leaving)
    if problem is None:
        _tell(action, workers, 'Successfully queued action', 'pending')
        if leaving:
            sys.exit(0)
    elif leaving:
        raise problem
    else:
        _tell(action, workers, 'Unable to queue action', 'failure')


def _setting(action, name, default, raise_all):
    try:
        return True, json.loads(action.configuration.get(name) or default)
    except Exception:
        if raise_all:
            raise Exception('Failed to load ' + name)
        action.message('Failed to load ' + name, level=logging.WARNING)
        return False, None


def _records(action, workers):
    info = base64.b64encode(action.addinfo().encode('utf-8')).decode('utf-8')
    record = {
        'time': mktimegm(time.gmtime()),
        'action_name': action.action_name,
        'sid': str(action.settings.get('sid', '')),
        'info': info,
        'settings': json.dumps(action.settings),
    }
    return [dict(record, worker=worker) for worker in workers]


def _post(action, request, records, tries, leaving):
    """None when splunkd took the records, else the exception that says why not."""
    body = json.dumps(records)
    problem = Exception('No attempt was made to queue the action')
    for attempt in range(tries):
        try:
            response, content = request(action.CAM_QUEUE_URI, sessionKey=action.session_key, jsonargs=body)
            if response.status == 200:
                return None
            problem = Exception(content.decode('utf-8'))
            if attempt == tries - 1 and not leaving:
                action.logger.error(problem)
        except Exception as error:
            action.logger.error(error)
            problem = error
    return problem


def _tell(action, workers, signature, status):
    for worker in workers:
        action.message(signature, status=status, worker=worker)
