/** What `ar-sim completion` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";

export const COMPLETION_WORDS = ["bash", "zsh", "fish", "powershell", "words"] as const;

const VERBS: Readonly<Record<(typeof COMPLETION_WORDS)[number], string>> = {
  bash: "Prints the script for bash.",
  zsh: "Prints the script for zsh.",
  fish: "Prints the script for fish.",
  powershell: "Prints the script for PowerShell.",
  words: "Prints what can follow the words after `--`. The scripts call it.",
};

export const completionPage: CommandPage = {
  about: `Prints a script that completes commands, options, their values, and the actions and parameters of the add-on
in this folder when you press Tab.

bash: add eval "$(ar-sim completion bash)" to ~/.bashrc. zsh: add it with zsh to ~/.zshrc, below compinit. fish: add
ar-sim completion fish | source to ~/.config/fish/config.fish. PowerShell: add ar-sim completion powershell | Out-String
| Invoke-Expression to $PROFILE.`,
  examples: ["ar-sim completion bash", "ar-sim completion words -- run --mode ''"],
  verbs: VERBS,
  groups: {},
};
