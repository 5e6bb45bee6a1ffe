/** The outline of what is about to come, so that nothing jumps. Silent; the region it stands in says `aria-busy`. */
import type { ReactNode } from "react";
import "./show.css";

export interface SkeletonProps {
  readonly lines?: number;
  /** One block of this height in pixels instead of lines. */
  readonly height?: number;
  /** How wide, as CSS: `60%`. */
  readonly width?: string;
}

export function Skeleton({ lines = 3, height, width }: SkeletonProps): ReactNode {
  if (height !== undefined) {
    return <span aria-hidden="true" className="oi-skeleton oi-skeleton--block" style={{ height, maxWidth: width }} />;
  }
  return (
    <span aria-hidden="true" className="oi-skeletons" style={{ maxWidth: width }}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="oi-skeleton" />
      ))}
    </span>
  );
}
