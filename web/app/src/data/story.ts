/** A map told as a story. What lives here: the question and the shape of its answer. Not here: drawing it (pages/story). */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useLanguage } from "@outsidein/kit";
import { api, ask } from "../api/client";

export interface StoryFrame {
  readonly step: string;
  readonly number: number;
  readonly name: string;
  readonly stage: string;
  readonly does: string;
  readonly thinks: string;
  readonly picture: string;
  readonly shows: string;
  readonly beat: string | null;
  /** 0–1, by the beats. */
  readonly tension: number | null;
  /** 1–10, drawn by people. */
  readonly level: number | null;
}
export interface Story {
  readonly title: string;
  readonly frames: readonly StoryFrame[];
  readonly missing: readonly string[];
  readonly turned: readonly string[];
  readonly told: boolean;
  /** The names of the beats. */
  readonly beats: Readonly<Record<string, string>>;
}

export function useStory(workspace: string, map: string): UseQueryResult<Story> {
  const language = useLanguage();
  return useQuery({
    queryKey: ["story", workspace, map, language],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/maps/{map}/story", { params: { path: { workspace, map } } })) as unknown as Promise<Story>,
    enabled: map !== "",
    staleTime: 5_000,
  });
}

export function storyFile(workspace: string, map: string, form: "html" | "pdf"): string {
  return `/api/v1/workspaces/${encodeURIComponent(workspace)}/maps/${encodeURIComponent(map)}/story/export?form=${form}`;
}
