/** Beginning an import from anywhere on the page: files are sent, and the first one is shown as soon as it has an id. */
import { useCallback, useEffect, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useLocation } from "wouter";
import { sender, useSendings } from "../../data/sending";
import { usePlace } from "../../session/place";

export function useImport(): (files: readonly File[]) => void {
  const place = usePlace();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [shown, setShown] = useState("");
  const sendings = useSendings(place.id);
  const first = sendings.find((one) => one.key === shown);
  const arrived = first?.state === "sent" ? first.upload : "";
  const count = sendings.filter((one) => one.state === "sent").length;
  useEffect(() => {
    if (!arrived) return;
    sender.forget(shown);
    go(place.href(`/evidence/import/${arrived}`));
  }, [arrived, shown, go, place]);
  useEffect(() => {
    if (count) void client.invalidateQueries({ queryKey: ["uploads", place.id] });
  }, [count, client, place.id]);
  return useCallback((files) => setShown(sender.add(place.id, files)[0] ?? ""), [place.id]);
}
