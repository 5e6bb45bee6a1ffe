/** From keys as the key map names them to keys as the kit shows them: `Mod+z` is `Ctrl+Z`, `ArrowUp` is `Up`. */
export function keysShown(keys: string): string {
  return keys
    .split("+")
    .map((key) => (key === "Mod" ? "Ctrl" : key.startsWith("Arrow") ? key.slice(5) : key.length === 1 ? key.toUpperCase() : key))
    .join("+");
}
