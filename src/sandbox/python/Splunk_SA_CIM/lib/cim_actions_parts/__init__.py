"""What ar-sim's cim_actions is made of; the real module is one file, so import cim_actions, not these."""
