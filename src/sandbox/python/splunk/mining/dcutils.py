"""Stand-in for `splunk.mining.dcutils`: a logger that writes to var/log/splunk/python.log."""
from __future__ import absolute_import

from splunk import _stand_in


def getLogger(name='root'):
    import logging
    import logging.handlers

    from splunk.clilib.bundle_paths import make_splunkhome_path

    logger = logging.getLogger(name)
    path = make_splunkhome_path(['var', 'log', 'splunk', 'python.log'])
    if not any(getattr(handler, 'baseFilename', None) == path for handler in logger.handlers):
        handler = logging.handlers.RotatingFileHandler(path, maxBytes=25000000, backupCount=5, delay=True)
        handler.setFormatter(
            logging.Formatter('%(asctime)s %(levelname)s %(name)s:%(lineno)d - %(message)s')
        )
        logger.addHandler(handler)
    return logger


_stand_in.guard(__name__)
