/** What browsers have and jsdom lacks: sizes that change, escaping of selectors, scrolling. Nothing of ours is replaced. */
import { vi } from "vitest";

class NoSizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class Pointer extends MouseEvent {
  readonly pointerId: number;
  readonly pointerType: string;
  constructor(type: string, how: PointerEventInit = {}) {
    super(type, how);
    this.pointerId = how.pointerId ?? 0;
    this.pointerType = how.pointerType ?? "mouse";
  }
}

/** Make the window of jsdom wide enough for a map. */
export function likeABrowser(): void {
  vi.stubGlobal("ResizeObserver", NoSizes);
  vi.stubGlobal("CSS", { escape: (text: string) => text.replace(/[^\w-]/g, (sign) => `\\${sign}`), supports: () => false });
  vi.stubGlobal("innerWidth", 1440);
  window.PointerEvent = Pointer as unknown as typeof PointerEvent;
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.setPointerCapture = () => undefined;
  Element.prototype.releasePointerCapture = () => undefined;
  Element.prototype.scrollBy = () => undefined;
}
