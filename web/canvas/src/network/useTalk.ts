/** What people said about an actor or flow: how many comments, which marks. Not here: showing it. */
import type { Id } from "@outsidein/store";
import { useComments, useMarks } from "../facts/watch";
import type { CardMark } from "../facts/Facts";

export interface Talk {
  readonly comments: number;
  readonly marks: readonly CardMark[];
}

export function useTalk(id: Id): Talk {
  return { comments: useComments(id), marks: useMarks(id) };
}
