// The flags of a regular expression: `(?ismxU)`.

export interface RegexFlags {
  /** `i` */
  readonly isCaseless: boolean;
  /** `s` */
  readonly isDotAll: boolean;
  /** `m` */
  readonly isMultiline: boolean;
  /** `x` */
  readonly isExtended: boolean;
  /** `U` */
  readonly isUngreedy: boolean;
}

const FLAG_LETTERS: Readonly<Record<string, keyof RegexFlags>> = {
  i: "isCaseless",
  s: "isDotAll",
  m: "isMultiline",
  x: "isExtended",
  U: "isUngreedy",
};

export const NO_FLAGS: RegexFlags = {
  isCaseless: false,
  isDotAll: false,
  isMultiline: false,
  isExtended: false,
  isUngreedy: false,
};

/** Undefined when there is no such flag. */
export function withFlag(
  flags: RegexFlags,
  letter: string,
  value: boolean,
): RegexFlags | undefined {
  // J: names may be used twice, which they may here in any case.
  if (letter === "J") return flags;
  const flag = FLAG_LETTERS[letter];
  return flag === undefined ? undefined : { ...flags, [flag]: value };
}
