/**
 * A number that opens to where it comes from and, for who may edit, on to the single answers behind it. What lives here:
 * the way there. Not here: the rows (Rows.tsx, loaded when somebody wants them).
 */
import type { ReactNode } from "react";
import { Suspense, useRef, useState } from "react";
import { Figure, type FigureProps, later } from "@outsidein/kit";
import { usePlace } from "../../session/place";
import type { RowsAsked } from "./asked";

const RowsButton = later(async () => (await import("./RowsButton")).RowsButton);
const Rows = later(async () => (await import("./Rows")).Rows);

export interface FigureWithRowsProps extends Omit<FigureProps, "more"> {
  /** Which rows; null where no single answer stands behind the number. */
  readonly rows: RowsAsked | null;
}

export function FigureWithRows({ rows, ...figure }: FigureWithRowsProps): ReactNode {
  const place = usePlace();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  if (!rows || !place.may("editor")) return <Figure {...figure} />;
  const close = (): void => {
    setOpen(false);
    // The button that opened the rows went with its popover: the focus goes back to the number.
    requestAnimationFrame(() => box.current?.querySelector("button")?.focus());
  };
  return (
    <span ref={box} className="oi-figure-rows">
      <Figure
        {...figure}
        more={(closeAccount) => (
          <Suspense>
            <RowsButton
              asked={rows}
              onOpen={() => {
                closeAccount();
                setOpen(true);
              }}
            />
          </Suspense>
        )}
      />
      {open ? (
        <Suspense>
          <Rows asked={rows} title={figure.title} onClose={close} />
        </Suspense>
      ) : null}
    </span>
  );
}
