/** Where toasts appear; stands once in the app. F6 reaches it, and it waits while one reads or points at it. */
import type { ReactNode } from "react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "../button/Button";
import { IconButton } from "../button/IconButton";
import { Icon } from "../icon/Icon";
import type { IconName } from "../icon/paths";
import { useHotkeys } from "../keys/useHotkeys";
import { useT } from "../words/useT";
import type { ShownToast } from "./toast";
import { closeToast, onToasts, toasts } from "./toast";
import "./toast.css";

const SIGNS: Readonly<Record<NonNullable<ShownToast["tone"]>, IconName | null>> = {
  plain: null,
  good: "check",
  warn: "alert",
  bad: "stop",
};

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(onToasts, toasts);
  const [read, setRead] = useState(false);
  const t = useT();
  useHotkeys({ F6: () => document.querySelector<HTMLElement>(".oi-toasts")?.focus() }, { enabled: shown.length > 0 });
  return (
    <section
      className="oi-toasts"
      aria-label={t("kit.toasts")}
      tabIndex={-1}
      onPointerEnter={() => setRead(true)}
      onPointerLeave={() => setRead(false)}
      onFocus={() => setRead(true)}
      onBlur={() => setRead(false)}
    >
      {/* Always there, so that screen readers speak what comes into it. */}
      <div role="status" aria-live="polite">
        <ol>
          {shown.map((one) => (
            <Shown key={one.id} toast={one} waits={read} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Shown({ toast, waits }: { readonly toast: ShownToast; readonly waits: boolean }): ReactNode {
  const t = useT();
  const { id, stays, tone = "plain", action } = toast;
  useEffect(() => {
    if (!stays || waits) return;
    const timer = setTimeout(() => closeToast(id), stays);
    return () => clearTimeout(timer);
  }, [id, stays, waits]);
  const sign = SIGNS[tone];
  return (
    <li className={`oi-toast oi-toast--${tone}`}>
      {sign ? <Icon name={sign} /> : null}
      <div className="oi-toast__words">
        {toast.says}
        {toast.fix ? <small>{toast.fix}</small> : null}
      </div>
      {action ? (
        <Button
          look="ghost"
          size="s"
          onPress={() => {
            closeToast(id);
            action.onAction();
          }}
        >
          {action.label}
        </Button>
      ) : null}
      <IconButton icon="close" size="s" label={t("kit.close")} onPress={() => closeToast(id)} />
    </li>
  );
}
