/** The small drawings of empty states, in the colours of the theme. They say nothing that the words do not. */
import type { ReactNode } from "react";
import "./drawing.css";

/** A curve over empty columns, its lowest point marked. */
const JOURNEY = (
  <>
    <g className="oi-drawing__paper">
      <rect x="10" y="18" width="52" height="84" rx="7" />
      <rect x="70" y="18" width="52" height="84" rx="7" />
      <rect x="130" y="18" width="52" height="84" rx="7" />
    </g>
    <g className="oi-drawing__ground">
      <rect x="10" y="18" width="52" height="14" rx="5" />
      <rect x="70" y="18" width="52" height="14" rx="5" />
      <rect x="130" y="18" width="52" height="14" rx="5" />
    </g>
    <path className="oi-drawing__band" d="M22 60C44 48 62 50 82 74s30 22 44-6 26-16 46-18" />
    <path className="oi-drawing__line" d="M22 60C44 48 62 50 82 74s30 22 44-6 26-16 46-18" />
    <path className="oi-drawing__mark" d="M100 80l6 6-6 6-6-6z" />
  </>
);

const DRAWINGS = {
  journey: JOURNEY,
  /** Maps by their structure: a journey in order of time, towers on a line, rings with who stands on them, a floor plan. */
  chronological: JOURNEY,
  hierarchical: (
    <>
      <g className="oi-drawing__paper">
        <rect x="26" y="34" width="36" height="15" rx="4" />
        <rect x="26" y="53" width="36" height="15" rx="4" />
        <rect x="78" y="15" width="36" height="15" rx="4" />
        <rect x="78" y="34" width="36" height="15" rx="4" />
        <rect x="78" y="53" width="36" height="15" rx="4" />
        <rect x="130" y="53" width="36" height="15" rx="4" />
        <rect x="26" y="82" width="36" height="15" rx="4" />
        <rect x="78" y="82" width="36" height="15" rx="4" />
        <rect x="78" y="101" width="36" height="15" rx="4" />
      </g>
      <rect className="oi-drawing__ground" x="78" y="34" width="36" height="15" rx="4" />
      <path className="oi-drawing__line" d="M12 75h168" />
      <path className="oi-drawing__quiet" d="M130 82h36v15h-36z" />
      <path className="oi-drawing__mark" d="M148 83.5l6 6-6 6-6-6z" />
    </>
  ),
  network: (
    <>
      <ellipse className="oi-drawing__paper" cx="96" cy="60" rx="84" ry="52" />
      <ellipse className="oi-drawing__ground" cx="96" cy="60" rx="40" ry="25" />
      <path className="oi-drawing__quiet" d="M96 60L36 38M96 60l62-24M96 60l46 34M96 60L52 92" />
      <path className="oi-drawing__line" d="M96 60L36 38M96 60l46 34" />
      <g className="oi-drawing__paper">
        <circle cx="36" cy="38" r="9" />
        <circle cx="158" cy="36" r="9" />
        <circle cx="142" cy="94" r="9" />
        <circle cx="52" cy="92" r="9" />
      </g>
      <circle className="oi-drawing__ring" cx="96" cy="60" r="13" />
      <circle className="oi-drawing__mark" cx="96" cy="60" r="5" />
    </>
  ),
  spatial: (
    <>
      <rect className="oi-drawing__paper" x="14" y="12" width="164" height="96" rx="6" />
      <path className="oi-drawing__ground" d="M16 14h62v44H16z" />
      <path className="oi-drawing__quiet" d="M14 58h44M78 12v30M120 108V74M120 74h34" />
      <path className="oi-drawing__line" strokeDasharray="3 6" d="M40 92C64 82 84 84 98 66s30-26 52-28" />
      <circle className="oi-drawing__ring" cx="40" cy="92" r="6" />
      <circle className="oi-drawing__ring" cx="98" cy="66" r="6" />
      <path className="oi-drawing__mark" d="M150 30l8 8-8 8-8-8z" />
    </>
  ),
  /** Sheets that flow into one place. */
  evidence: (
    <>
      <g className="oi-drawing__paper">
        <rect x="14" y="26" width="46" height="58" rx="6" transform="rotate(-7 37 55)" />
        <rect x="36" y="20" width="46" height="58" rx="6" transform="rotate(4 59 49)" />
      </g>
      <path className="oi-drawing__quiet" d="M48 36h22M47 44h26M46 52h18" />
      <path className="oi-drawing__line" d="M92 56h22m-7-7 7 7-7 7" />
      <circle className="oi-drawing__ring" cx="148" cy="56" r="27" />
      <path className="oi-drawing__ground" d="M148 29a27 27 0 0 1 23.4 40.5L148 56z" />
      <path className="oi-drawing__line" d="M148 29v27l23.4 13.5" />
    </>
  ),
  /** A person, half drawn. */
  persona: (
    <>
      <rect className="oi-drawing__paper" x="34" y="18" width="124" height="84" rx="9" />
      <circle className="oi-drawing__ground" cx="66" cy="50" r="17" />
      <circle className="oi-drawing__ring" cx="66" cy="46" r="7" />
      <path className="oi-drawing__line" d="M53 64c2-8 7-11 13-11s11 3 13 11" />
      <path className="oi-drawing__quiet" d="M98 40h44M98 50h36M98 60h40M52 82h88" />
    </>
  ),
  /** Ways that meet at one point. */
  touchpoint: (
    <>
      <path className="oi-drawing__quiet" d="M20 30c34 0 40 30 76 30M20 60h76M20 90c34 0 40-30 76-30M96 60h76" />
      <g className="oi-drawing__paper">
        <circle cx="20" cy="30" r="9" />
        <circle cx="20" cy="60" r="9" />
        <circle cx="20" cy="90" r="9" />
        <circle cx="172" cy="60" r="12" />
      </g>
      <circle className="oi-drawing__ground" cx="96" cy="60" r="21" />
      <circle className="oi-drawing__mark" cx="96" cy="60" r="7" />
    </>
  ),
  /** From a low point up to a flag. */
  proof: (
    <>
      <path className="oi-drawing__quiet" d="M16 98h160" />
      <path className="oi-drawing__band" d="M22 84c24 10 40 8 58-8s34-28 66-36" />
      <path className="oi-drawing__line" d="M22 84c24 10 40 8 58-8s34-28 66-36" />
      <path className="oi-drawing__line" d="M146 40V16h26l-7 8 7 8h-26" />
      <path className="oi-drawing__mark" d="M38 82l6 6-6 6-6-6z" />
    </>
  ),
  /** A door that stands open. */
  door: (
    <>
      <path className="oi-drawing__quiet" d="M24 100h144" />
      <rect className="oi-drawing__paper" x="66" y="18" width="60" height="82" rx="5" />
      <path className="oi-drawing__ground" d="M70 22h34v74H70z" />
      <path className="oi-drawing__line" d="M70 22l34 10v66l-34-2z" />
      <circle className="oi-drawing__mark" cx="96" cy="66" r="3.5" />
    </>
  ),
  /** A thread that broke. */
  broken: (
    <>
      <path className="oi-drawing__band" d="M18 66c20-26 36-26 54-4" />
      <path className="oi-drawing__line" d="M18 66c20-26 36-26 54-4M120 62c18 22 34 20 54-8" />
      <path className="oi-drawing__quiet" d="M84 48l-4-10M96 44V33M108 48l4-10M84 78l-4 10M96 80v11M108 78l4 10" />
      <circle className="oi-drawing__ring" cx="72" cy="62" r="5" />
      <circle className="oi-drawing__ring" cx="120" cy="62" r="5" />
    </>
  ),
} as const;

export type DrawingName = keyof typeof DRAWINGS;

export function Drawing({ name }: { readonly name: DrawingName }): ReactNode {
  return (
    <svg className="oi-drawing" viewBox="0 0 192 120" width="192" height="120" aria-hidden="true">
      {DRAWINGS[name]}
    </svg>
  );
}
