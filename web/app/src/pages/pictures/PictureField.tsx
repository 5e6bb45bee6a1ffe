/** The picture of a card or persona: shown, chosen from a file, taken away. Not here: sending (data/talk.ts). */
import type { ChangeEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import { Button, toastDiagnostic, useT } from "@outsidein/kit";
import { asProblem } from "../../api/problem";
import { sendPicture } from "../../data/talk";
import { usePlace } from "../../session/place";
import "./words";
import "./pictures.css";

export interface PictureFieldProps {
  /** The name of the picture, or empty. */
  readonly picture: string;
  /** What it shows. */
  readonly alt: string;
  readonly canEdit: boolean;
  readonly onChange: (picture: string) => void;
}

/** The address of a picture of a workspace. */
export function pictureAddress(workspace: string, name: string): string {
  return `/api/v1/workspaces/${workspace}/images/${encodeURIComponent(name)}`;
}

export function PictureField({ picture, alt, canEdit, onChange }: PictureFieldProps): ReactNode {
  const t = useT();
  const place = usePlace();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    setBusy(true);
    try {
      onChange(await sendPicture(place.id, file));
    } catch (thrown) {
      toastDiagnostic(asProblem(thrown).first);
    } finally {
      setBusy(false);
    }
  };
  if (!picture && !canEdit) return null;
  return (
    <div className="oi-picture">
      {picture ? <img src={pictureAddress(place.id, picture)} alt={alt} loading="lazy" /> : null}
      {canEdit ? (
        <div className="oi-picture__acts">
          <input ref={input} type="file" accept="image/png,image/jpeg,image/webp,image/gif" hidden aria-hidden="true" tabIndex={-1} onChange={(event) => void send(event)} />
          <Button size="s" look={picture ? "ghost" : "quiet"} icon="image" pending={busy} onPress={() => input.current?.click()}>
            {t(picture ? "pictures.replace" : "pictures.add")}
          </Button>
          {picture ? (
            <Button size="s" look="ghost" onPress={() => onChange("")}>
              {t("pictures.remove")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
