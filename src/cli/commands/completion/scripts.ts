/**
 * The scripts of the shells. Each asks `ar-sim completion words` by the name that was typed, so that the names of the
 * add-on in the folder at that moment are among the answers.
 */

/** bash cuts words at `=` and `:` (COMP_WORDBREAKS), so candidates lose what stands before the last of them. */
const BASH = `_ar_sim_complete() {
  local answer line paths word cut
  local typed="\${COMP_LINE:0:COMP_POINT}"
  COMPREPLY=()
  answer=$("\${COMP_WORDS[0]}" completion words -- " \${typed#*[[:space:]]}" 2>/dev/null) || return 0
  word="\${typed##*[[:space:]]}"
  cut=""
  [[ $word == *[=:]* ]] && cut="\${word%"\${word##*[=:]}"}"
  while IFS= read -r line; do
    if [[ $line == :* ]]; then paths="$line"; continue; fi
    line="\${line%%$'\\t'*}"
    COMPREPLY+=("\${line#"$cut"}")
  done <<< "$answer"
  case "$paths" in
    :files) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "\${word#"$cut"}") ;;
    :folders) while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "\${word#"$cut"}") ;;
  esac
  [[ $paths != :none ]] && compopt -o filenames 2>/dev/null
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _ar_sim_complete ar-sim
`;

const ZSH = `#compdef ar-sim
_ar_sim() {
  local line paths
  local -a plain joined
  for line in "\${(@f)$("\${(Q)words[1]}" completion words -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case "$line" in
      :*) paths="$line" ;;
      *=$'\\t'*) joined+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
      *) plain+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  (( \${#plain} )) && _describe 'ar-sim' plain
  (( \${#joined} )) && _describe 'ar-sim' joined -S ''
  case "$paths" in
    :files) compset -P '*='; _files ;;
    :folders) compset -P '*='; _files -/ ;;
  esac
  return 0
}
compdef _ar_sim ar-sim
`;

const FISH = `function __ar_sim_complete
  set -l before (commandline -opc)
  set -l current (commandline -ct)
  for line in ($before[1] completion words -- $before[2..-1] "$current" 2>/dev/null)
    switch $line
      case ':files'
        __fish_complete_path $current
      case ':folders'
        __fish_complete_directories $current
      case ':none'
      case '*'
        echo $line
    end
  end
end
complete -c ar-sim -f -a '(__ar_sim_complete)'
`;

const POWERSHELL = `Register-ArgumentCompleter -Native -CommandName ar-sim -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $typed = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
  $command, $rest = $typed -split '\\s+', 2
  & $command completion words -- " $rest" 2>$null | ForEach-Object {
    if ($_.StartsWith(':')) {
      if ($_ -ne ':none') {
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
      }
      return
    }
    $word, $meaning = $_ -split "\`t", 2
    if (-not $meaning) { $meaning = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
  }
}
`;

export const SCRIPTS: Readonly<Record<"bash" | "zsh" | "fish" | "powershell", string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
