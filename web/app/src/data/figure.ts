/**
 * Two networks or floor plans in one picture, as the server lays it out. What lives here: the shapes of `render.states`
 * (figure.py). Not here: asking for a comparison (states), drawing (pages/compare).
 */
export type SignName = "added" | "removed" | "moved" | "reworded" | "revised";
export interface SignBadge {
  readonly sign: SignName;
  readonly shape: string;
  readonly word: string;
}

export type FigureShape = "pin" | "person" | "place" | "object" | "organisation";

interface FigurePart {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  /** Not there in the later state: removed, or it stood here before. */
  readonly ghost: boolean;
  readonly badges: readonly SignBadge[];
  readonly says: string;
}
export interface FigureNode extends FigurePart {
  readonly shape: FigureShape;
  readonly name_x: number;
  readonly name_y: number;
  readonly name_width: number;
  readonly name_height: number;
  readonly number: string;
}
export interface FigureLine extends FigurePart {
  /** Four points of a cubic curve, x and y. */
  readonly curve: readonly number[];
  /** Three points of the arrow's head. */
  readonly head: readonly number[];
  readonly moving: boolean;
}
export interface FigureScene {
  readonly width: number;
  readonly height: number;
  readonly rings: readonly { readonly name: string; readonly x: number; readonly y: number; readonly rx: number; readonly ry: number }[];
  readonly ground: { readonly picture: string; readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  readonly nodes: readonly FigureNode[];
  readonly lines: readonly FigureLine[];
  readonly name_size: number;
  readonly name_line: number;
  readonly label_size: number;
  readonly label_line: number;
  readonly spoken: string;
  readonly note: string;
}
