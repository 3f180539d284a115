"""The *_modalert.log of an action: UTC with a literal +0000, rotated at 25 MB."""
from __future__ import absolute_import

import logging
import time

from splunk.clilib.bundle_paths import make_splunkhome_path


class ModularActionFormatter(logging.Formatter):
    converter = time.gmtime

    def formatTime(self, record, datefmt=None):
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return '%s,%03d+0000' % (time.strftime('%Y-%m-%d %H:%M:%S', moment), record.msecs)


def open_logger(name, level, max_bytes, backups, line_format):
    import logging.handlers

    path = make_splunkhome_path(['var', 'log', 'splunk', name + '.log'])
    logger = logging.getLogger(name)
    logger.setLevel(level)
    logger.propagate = False
    # As in the real one, a handler without baseFilename on this logger is an AttributeError.
    if not any(handler.baseFilename == path for handler in logger.handlers):
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=max_bytes, backupCount=backups, delay=True
        )
        handler.setFormatter(ModularActionFormatter(line_format))
        logger.addHandler(handler)
    return logger
