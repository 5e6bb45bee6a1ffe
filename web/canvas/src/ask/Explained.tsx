/**
 * What needs explanation about a card or step, and how to mend it; a hint of the writing guide is taken, let be or taught
 * at a press. Not here: finding that out, the edits themselves (the editor).
 */
import { PopoverAt } from "@outsidein/kit";
import { isAdvice, stillHolds } from "@outsidein/editor";
import type { Diagnostic } from "@outsidein/schema";
import { useRef } from "react";
import { useSession } from "../session/Session";
import { useSpeech } from "../words";
import { Advise } from "./Advise";
import "./ask.css";
import "./commandWords";

interface Props {
  readonly from: Element;
  readonly diagnostics: readonly Diagnostic[];
  readonly onClose: () => void;
}

export function Explained({ from, diagnostics, onClose }: Props) {
  const { t } = useSpeech();
  const { store } = useSession();
  const element = useRef<Element | null>(from);
  return (
    <PopoverAt label={t("commands.diagnostics.title")} from={element} onClose={onClose}>
      <ul className="oi-map-explained">
        {diagnostics
          .filter((one) => !isAdvice(one) || stillHolds(store, one))
          .map((one) => (
            <li key={one.code + one.says} className={`is-${one.severity}`}>
              <p>
                <b>{t("commands.severity", { severity: one.severity })}</b> {one.says}
              </p>
              {one.fix && <p>{one.fix}</p>}
              {isAdvice(one) && <Advise store={store} advice={one} onDone={onClose} />}
            </li>
          ))}
      </ul>
    </PopoverAt>
  );
}
