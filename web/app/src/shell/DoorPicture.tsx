/** The picture beside the doors: a journey's curve with its band and its moment of truth. It says nothing. */
import type { ReactNode } from "react";

const CURVE = "M-20 190C60 150 90 120 150 150S240 300 320 300 430 120 520 112 640 250 720 236 820 110 920 96";
const TARGET = "M-20 150C60 120 110 96 170 112S260 190 330 188 440 84 520 78 640 132 720 124 820 66 920 58";

export function DoorPicture(): ReactNode {
  return (
    <svg viewBox="0 0 880 420" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <g className="oi-door-picture__columns">
        {[0, 1, 2, 3, 4].map((column) => (
          <rect key={column} x={24 + column * 168} y="20" width="152" height="380" rx="14" />
        ))}
      </g>
      <g className="oi-door-picture__heads">
        {[0, 1, 2, 3, 4].map((column) => (
          <rect key={column} x={24 + column * 168} y="20" width="152" height="26" rx="9" />
        ))}
      </g>
      <path className="oi-door-picture__target" d={TARGET} />
      <path className="oi-door-picture__band" d={CURVE} />
      <path className="oi-door-picture__curve" d={CURVE} />
      <path className="oi-door-picture__moment" d="M320 284l16 16-16 16-16-16z" />
      <g className="oi-door-picture__points">
        <circle cx="150" cy="150" r="8" />
        <circle cx="520" cy="112" r="8" />
        <circle cx="720" cy="236" r="8" />
      </g>
    </svg>
  );
}
