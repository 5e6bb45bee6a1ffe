/** Where the words of a search stand in a text. Not here: how they are shown; finding the texts (the server). */

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** The text in pieces, in order, those that the search found marked: each word wherever it stands, in any case. */
export function piecesOf(text: string, search: string): readonly Piece[] {
  const words = [...new Set(search.toLowerCase().split(/\s+/).filter(Boolean))].sort((a, b) => b.length - a.length);
  if (!words.length) return [{ text, found: false }];
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join("|")})`, "giu");
  // Split by one group, what was found stands at every odd place.
  return text.split(pattern).flatMap((piece, index) => (piece ? [{ text: piece, found: index % 2 === 1 }] : []));
}
