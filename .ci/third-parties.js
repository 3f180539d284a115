/**
 * The licences of what a bundle holds, told by its own list of modules: rollup-plugin-license finds the package of each,
 * and its text. MIT, kept, and Rolldown takes it as it is.
 */
import { readFileSync, writeFileSync } from "node:fs";
import license from "rollup-plugin-license";

const HEAD =
  "ar-sim is shipped with the packages below, whole or in part. Each has its own licence.\n";

export class ThirdParties {
  #packages = new Map();

  /** One for all builds whose packages are to be told. */
  plugin = license({
    thirdParty: {
      multipleVersions: true,
      allow: {
        test: "(MIT OR ISC OR 0BSD OR BSD-2-Clause OR BSD-3-Clause OR Apache-2.0)",
        failOnUnlicensed: true,
        failOnViolation: true,
      },
      output: (packages) => {
        for (const one of packages) this.#packages.set(`${one.name}@${one.version}`, one);
      },
    },
  });

  write(file) {
    const { name } = JSON.parse(readFileSync("package.json", "utf8"));
    const others = [...this.#packages.values()].filter((one) => one.name !== name);
    others.sort((one, other) => (one.name < other.name ? -1 : 1));
    const texts = others.map(
      (one) => `${one.name} ${one.version} (${one.license})\n\n${textsOf(one)}\n`,
    );
    writeFileSync(file, [HEAD, ...texts].join(`\n${"-".repeat(80)}\n\n`));
  }
}

function textsOf({ license, licenseText, noticeText, author, repository }) {
  const texts = [licenseText, noticeText].filter(Boolean).map((text) => text.trim());
  if (texts.length > 0) return texts.join("\n\n");
  const whose = [author?.text(), repository?.url].filter(Boolean).join(", ");
  return `The package holds no text of its licence. Its package.json names ${license}; it is by ${whose}.`;
}
