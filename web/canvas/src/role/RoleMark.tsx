/** Whose it is: the initials of a persona in her tint, with her name for who does not see or know them. */
import { initials } from "@outsidein/kit";
import { useSession } from "../session/Session";
import { useRecord } from "../session/watch";
import { tintOf } from "./tint";
import "./role.css";

export function RoleMark({ persona }: { readonly persona: string }) {
  const { store } = useSession();
  const name = useRecord<"persona">(persona)?.name;
  if (!name) return null;
  return (
    <span className={`oi-avatar oi-avatar--${tintOf(store, persona)} oi-map-role-mark`} role="img" aria-label={name} title={name}>
      {initials(name)}
    </span>
  );
}
