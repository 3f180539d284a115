/**
 * Third-party modules that Splunk's own Python brings, and that scripts import without bundling them. The versions are
 * those of Splunk Enterprise 9.4 (Python 3.9) and 10 (3.13), and for 3.7 the newest that still run on it.
 * Guess: the versions come from public listings and not from an installation. They are close enough for an import.
 */

export interface ShippedModules {
  /** Which Splunk this mirrors. */
  readonly mirrors: string;
  /** For pip: `name==version`. */
  readonly requirements: readonly string[];
}

const SHIPPED: Readonly<Record<"3.7" | "3.9" | "3.13", ShippedModules>> = {
  "3.7": {
    mirrors: "Splunk Enterprise 8.2 to 9.2",
    requirements: [
      "certifi==2023.7.22",
      "chardet==3.0.4",
      "defusedxml==0.6.0",
      "future==0.18.3",
      "httplib2==0.18.1",
      "idna==2.10",
      "Jinja2==2.11.3",
      "lxml==4.9.1",
      "Mako==1.2.4",
      "MarkupSafe==1.1.1",
      "python-dateutil==2.8.2",
      "pytz==2023.3",
      "PyYAML==6.0.1",
      "requests==2.25.0",
      "six==1.15.0",
      "urllib3==1.26.15",
    ],
  },
  "3.9": {
    mirrors: "Splunk Enterprise 9.3 and 9.4",
    requirements: [
      "certifi==2024.7.4",
      "charset-normalizer==3.3.2",
      "defusedxml==0.7.1",
      "future==1.0.0",
      "httplib2==0.22.0",
      "idna==3.7",
      "Jinja2==3.1.6",
      "lxml==5.3.0",
      "Mako==1.3.5",
      "MarkupSafe==2.1.5",
      "python-dateutil==2.9.0",
      "pytz==2024.1",
      "PyYAML==6.0.2",
      "requests==2.32.3",
      "six==1.16.0",
      "urllib3==1.26.19",
    ],
  },
  "3.13": {
    mirrors: "Splunk Enterprise 10.2",
    requirements: [
      "certifi==2025.1.31",
      "charset-normalizer==3.4.1",
      "defusedxml==0.7.1",
      "future==1.0.0",
      "httplib2==0.22.0",
      "idna==3.10",
      "Jinja2==3.1.6",
      "lxml==5.3.1",
      "Mako==1.3.9",
      "MarkupSafe==3.0.2",
      "python-dateutil==2.9.0.post0",
      "pytz==2025.1",
      "PyYAML==6.0.2",
      "requests==2.32.3",
      "six==1.17.0",
      "urllib3==2.3.0",
    ],
  },
};

/** The modules for a version of Python. A version between two rows gets the lower row, an older one the first. */
export function shippedModules(version: string): ShippedModules {
  const minor = Number(version.split(".")[1]);
  if (minor >= 12) return SHIPPED["3.13"];
  return minor >= 9 ? SHIPPED["3.9"] : SHIPPED["3.7"];
}

/** Packages whose modules have other names. */
const IMPORTED_AS: Readonly<Record<string, readonly string[]>> = {
  future: ["future", "builtins", "past", "libfuturize", "libpasteurize"],
  "python-dateutil": ["dateutil"],
  PyYAML: ["yaml"],
};

/** Tells whether `ar-sim python setup` brings a module. `module` is the name in the import. */
export function isShipped(module: string, version: string): boolean {
  return shippedModules(version).requirements.some((requirement) => {
    const name = requirement.replace(/==.*/, "");
    return (IMPORTED_AS[name] ?? [name.toLowerCase().replaceAll("-", "_")]).includes(module);
  });
}
