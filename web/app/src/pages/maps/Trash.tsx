/** Maps that were removed, and the way back. */
import { Button, Dialog, EmptyState, toast, useT } from "@outsidein/kit";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import { api, ask } from "../../api/client";
import { asProblem } from "../../api/problem";
import { keys } from "../../data/questions";
import { usePlace } from "../../session/place";

export function Trash(): ReactNode {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="ghost" size="s" icon="trash" className="oi-maps-trash" onPress={() => setOpen(true)}>
        {t("maps.trash")}
      </Button>
      <Dialog open={open} title={t("maps.trash")} lead={t("maps.trash.lead")} onClose={() => setOpen(false)}>
        <Removed />
      </Dialog>
    </>
  );
}

function Removed(): ReactNode {
  const t = useT();
  const place = usePlace();
  const client = useQueryClient();
  const key = [...keys.maps(place.id), "trash"];
  const { data: removed } = useQuery({
    queryKey: key,
    queryFn: () => ask(api.GET("/api/v1/workspaces/{workspace}/trash", { params: { path: { workspace: place.id } } })),
    staleTime: 0,
  });
  const restore = async (map: string): Promise<void> => {
    try {
      const params = { path: { workspace: place.id, map } };
      await ask(api.POST("/api/v1/workspaces/{workspace}/trash/{map}/restore", { params }));
      await client.invalidateQueries({ queryKey: keys.maps(place.id) });
    } catch (thrown) {
      toast({ ...asProblem(thrown).first, tone: "bad" });
    }
  };
  if (removed && !removed.length) return <EmptyState small drawing="door" title={t("maps.trash.empty")} />;
  return (
    <ul className="oi-maps-trash__list">
      {removed?.map((map) => (
        <li key={map.id}>
          <span>{map.title}</span>
          <Button size="s" icon="undo" onPress={() => void restore(map.id)}>
            {t("maps.restore")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
