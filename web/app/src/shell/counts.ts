/** The quiet counts beside pages in the navigation: what a workspace holds. */
import { useFormat } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../api/client";
import { usePlace } from "../session/place";

/** Area of a page → its count as it is written. */
export function useCounts(): Readonly<Record<string, string>> {
  const { id } = usePlace();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ["workspace", id],
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}", { params: { path: { workspace: id } } })),
  });
  if (!data) return {};
  return { maps: format.compact(data.maps), members: format.compact(data.members) };
}
