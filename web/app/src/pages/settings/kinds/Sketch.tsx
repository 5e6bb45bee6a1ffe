/** How a structure of map looks, in a few lines. Not here: any map. */
import type { Structure } from "@outsidein/schema";
import type { ReactNode } from "react";

const LINES: Readonly<Record<Structure, string>> = {
  chronological: "M3 5H17L20 8L17 11H3ZM23 5H37L40 8L37 11H23ZM43 5H53V11H43ZM3 16H17V22H3ZM23 16H37V22H23ZM43 16H53V22H43ZM3 27H17V33H3ZM23 27H37V33H23Z",
  hierarchical: "M2 24H54M5 10H15V15H5ZM5 17H15V22H5ZM23 4H33V9H23ZM23 11H33V16H23ZM23 17H33V22H23ZM41 17H51V22H41ZM5 27H15V33H5ZM23 27H33V33H23Z",
  network: "M28 13a5 5 0 1 0 .1 0ZM6 5H16V11H6ZM41 4H51V10H41ZM8 27H18V33H8ZM42 26H52V32H42ZM16 10L23 15M41 9L33 15M17 27L24 22M42 28L33 21",
  spatial: "M3 4H53V33H3ZM3 19H22M34 4V15M12 12a3 3 0 1 0 .1 0ZM28 23a3 3 0 1 0 .1 0ZM44 10a3 3 0 1 0 .1 0ZM15 16L25 25M31 24L42 15",
};

export function Sketch({ of }: { readonly of: Structure }): ReactNode {
  return (
    <svg className="oi-kind-sketch" viewBox="0 0 56 37" width="56" height="37" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" aria-hidden="true">
      <path d={LINES[of]} />
    </svg>
  );
}
