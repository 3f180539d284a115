/** The names of the commands of a search, for commands(): `search foo | stats count` has two. */

export function listCommands(search: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let isStart = true;
  // Quoted text is taken whole: pipes in it begin no command.
  for (const [token] of search.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]|]|[^\s"[\]|]+/g)) {
    if (token === "[") depth++;
    else if (token === "]") depth--;
    else if (depth > 0) continue;
    else if (token === "|") isStart = true;
    else {
      if (isStart) names.push(token);
      isStart = false;
    }
  }
  return names;
}
