/** Entering a shared thing in the library, before any map uses it: its name is enough. Not here: the act (data/cast). */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, Dialog, TextField, useT } from "@outsidein/kit";
import { useCreateCast } from "../../data/cast";
import { usePlace } from "../../session/place";

interface AddProps {
  readonly type: "touchpoint" | "persona" | "channel" | "capability";
  readonly onAdded?: (id: string) => void;
}

export function Add({ type, onAdded }: AddProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const create = useCreateCast(place.id);
  const [name, setName] = useState<string | null>(null);
  if (!place.may("editor")) return null;
  const close = (): void => setName(null);
  const save = (): void =>
    create.mutate(
      { type, name: (name ?? "").trim() },
      {
        onSuccess: (made) => {
          close();
          onAdded?.(made.id);
        },
      },
    );
  return (
    <>
      <Button icon="plus" onPress={() => setName("")}>
        {t(`cast.add.${type}`)}
      </Button>
      <Dialog
        open={name !== null}
        title={t(`cast.add.${type}`)}
        onClose={close}
        onSubmit={save}
        actions={
          <>
            <Button look="ghost" onPress={close}>
              {t("cast.add.cancel")}
            </Button>
            <Button look="primary" type="submit" disabled={!name?.trim()} pending={create.isPending}>
              {t("cast.add.save")}
            </Button>
          </>
        }
      >
        <TextField label={t("cast.name")} value={name ?? ""} onChange={setName} required autoFocus />
      </Dialog>
    </>
  );
}
