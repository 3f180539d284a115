import ta_aob_style_declare  # noqa: F401

import sys

import modalert_enrich_user_helper
from alert_actions_base import ModularAlertBase


class AlertActionWorkerenrich_user(ModularAlertBase):
    def validate_params(self):
        if not self.get_param("user_field"):
            self.log_error("user_field is a mandatory parameter, but its value is None.")
            return False
        return True

    def process_event(self, *args, **kwargs):
        if not self.validate_params():
            return 3
        try:
            return modalert_enrich_user_helper.process_event(self, *args, **kwargs)
        except Exception as error:
            self.log_error("Unexpected error: {}.".format(error))
            return 5


if __name__ == "__main__":
    sys.exit(AlertActionWorkerenrich_user("TA_aob_style", "enrich_user").run(sys.argv))
