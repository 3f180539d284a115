"""Stand-in for `splunk.appbuilder`: templates of apps, and apps made of them, through splunkd."""
from __future__ import absolute_import

from splunk import _stand_in, entity


def getTemplates():
    """Names of what an app can be made from."""
    return ['barebones', 'sample_app']


def createApp(appName, template, sessionKey=None, **kwargs):
    """The path of the new app, as splunkd lists it."""
    made = entity.Entity('apps/local', '_new', namespace='search', owner='nobody')
    made['name'] = appName
    made['template'] = template
    for name, value in kwargs.items():
        made[name] = value
    entity.setEntity(made, sessionKey=sessionKey)
    return entity.buildEndpoint('apps/local', appName)


_stand_in.guard(__name__)
