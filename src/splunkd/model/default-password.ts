/** Password of `admin` and of users that are given none. Ground: the one that Splunk's own test suites log in with. */
export const DEFAULT_PASSWORD = "Chang3d!";
