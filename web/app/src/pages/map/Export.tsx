/** Every file that a map can become. It is made by the server; the browser saves it. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Menu, toast, toastDiagnostic, useLanguage, useT, words } from "@outsidein/kit";
import { useQuery } from "@tanstack/react-query";
import { api, ask } from "../../api/client";
import { asProblem, problemOf } from "../../api/problem";
import { usePlace } from "../../session/place";
import "./words";

export function Export({ map, persona }: { readonly map: string; readonly persona: string }): ReactNode {
  const t = useT();
  const place = usePlace();
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const { data: forms = [] } = useQuery({
    queryKey: ["forms", language],
    queryFn: async () => ask(api.GET("/api/v1/forms", { params: { query: { language } } })),
    staleTime: Infinity,
  });
  const save = async (form: string): Promise<void> => {
    setBusy(true);
    try {
      await download(`/api/v1/workspaces/${place.id}/maps/${map}/export?${new URLSearchParams({ form, persona })}`);
    } catch (thrown) {
      toastDiagnostic(asProblem(thrown).first);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu
      label={t("beside.export")}
      entries={forms.map((form) => ({ id: form.key, label: form.title, hint: form.cannot_carry, icon: "download" as const, onAction: () => void save(form.key) }))}
      trigger={(menu) => (
        <Button {...menu} look="quiet" size="s" icon="download" pending={busy}>
          {t("beside.export")}
        </Button>
      )}
    />
  );
}

/** Fetch a file and hand it to the browser to save; throws Problem. */
export async function download(address: string): Promise<void> {
  const response = await fetch(address, { headers: { "Accept-Language": words().language } });
  if (!response.ok) throw problemOf(response.status, await response.json().catch(() => null));
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "map";
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  toast({ says: words()("beside.export.done", { file: name }), tone: "good" });
}
