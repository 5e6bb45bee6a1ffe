/** Finding by the beginnings of words, whatever marks the letters wear. */

/** Letters without their marks, so that “ü” is found by “u” too. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word that was written begins a word of the text. */
export function finds(text: string, written: string): boolean {
  const words = plain(text).split(/[^\p{L}\p{N}]+/u);
  return plain(written)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}
