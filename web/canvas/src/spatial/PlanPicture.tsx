/** The button that gives the map its picture. What lives here: choosing and sending. Not here: the picture itself. */
import { setPlan } from "@outsidein/editor";
import { Button, toast } from "@outsidein/kit";
import { useRef, useState, type ChangeEvent } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";

export function PlanPicture({ has }: { readonly has: boolean }) {
  const { t } = useSpeech();
  const { store, upload } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  if (!upload) return null;
  const send = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      setPlan(store, await upload(file));
    } catch (thrown) {
      toast({ says: t("spatial.failed", { why: thrown instanceof Error ? thrown.message : String(thrown) }) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input ref={input} type="file" accept="image/png,image/jpeg,image/webp,image/gif" hidden aria-hidden="true" tabIndex={-1} onChange={(event) => void send(event)} />
      <Button size="s" look={has ? "quiet" : "primary"} icon="image" pending={busy} onPress={() => input.current?.click()}>
        {t(has ? "spatial.change" : "spatial.upload")}
      </Button>
    </>
  );
}
