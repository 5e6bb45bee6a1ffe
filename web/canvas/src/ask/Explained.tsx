/** What needs explanation about a card or step, and how to mend it. Not here: finding that out. */
import { PopoverAt } from "@outsidein/kit";
import type { Diagnostic } from "@outsidein/schema";
import { useRef } from "react";
import { useSpeech } from "../words";
import "./ask.css";

interface Props {
  readonly from: Element;
  readonly diagnostics: readonly Diagnostic[];
  readonly onClose: () => void;
}

export function Explained({ from, diagnostics, onClose }: Props) {
  const { t } = useSpeech();
  const element = useRef<Element | null>(from);
  return (
    <PopoverAt label={t("canvas.diagnostics.title")} from={element} onClose={onClose}>
      <ul className="oi-map-explained">
        {diagnostics.map((one) => (
          <li key={one.code + one.says} className={`is-${one.severity}`}>
            <p>
              <b>{t("canvas.severity", { severity: one.severity })}</b> {one.says}
            </p>
            {one.fix && <p>{one.fix}</p>}
          </li>
        ))}
      </ul>
    </PopoverAt>
  );
}
