/** The statuses and dispositions of Enterprise Security, as its manual and the Ansible collection for it name them. */

export const STATUSES: Readonly<Record<string, string>> = {
  "0": "Unassigned",
  "1": "New",
  "2": "In Progress",
  "3": "Pending",
  "4": "Resolved",
  "5": "Closed",
};

export const DISPOSITIONS: Readonly<Record<string, string>> = {
  "disposition:0": "Unassigned",
  "disposition:1": "True Positive - Suspicious Activity",
  "disposition:2": "Benign Positive - Suspicious But Expected",
  "disposition:3": "False Positive - Incorrect Analytic Logic",
  "disposition:4": "False Positive - Inaccurate Data",
  "disposition:5": "Other",
  "disposition:6": "Undetermined",
};
