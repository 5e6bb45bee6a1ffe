/**
 * A text field in the place of the words it writes: it grows with them, Enter keeps, Shift+Enter breaks, Escape gives up.
 * What lives here: the field. Not here: what is kept where (the editor).
 */
import { useEffect, useLayoutEffect, useRef, type CSSProperties } from "react";

interface Props {
  readonly text: string;
  readonly label: string;
  readonly hint?: string;
  /** A name stands on one line: Shift+Enter keeps it, too. */
  readonly line?: boolean;
  /** All of it is selected at first: what is written takes its place. */
  readonly whole?: boolean;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly onKeep: (text: string, next: boolean) => void;
  readonly onGiveUp: () => void;
  /** Tried while the field is empty; true where what was pasted went elsewhere and the field is gone. */
  readonly onPasteInstead?: (data: DataTransfer) => boolean;
}

export function WritingField({ text, label, hint, line = false, whole = false, className = "oi-map-writing", style, onKeep, onGiveUp, onPasteInstead }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  const from = useRef(whole ? 0 : text.length);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    element.setSelectionRange(from.current, element.value.length);
    grow(element);
  }, []);
  const finish = (act: () => void) => {
    if (done.current) return;
    done.current = true;
    act();
  };
  // Whoever reloads or closes the page while they write has written: caught before what sends edits hears of the end.
  useEffect(() => {
    const keep = () => finish(() => onKeep(field.current?.value ?? text, false));
    addEventListener("beforeunload", keep, true);
    return () => removeEventListener("beforeunload", keep, true);
  });
  return (
    <textarea
      ref={field}
      className={className}
      style={style}
      rows={1}
      defaultValue={text}
      aria-label={label}
      placeholder={hint}
      spellCheck
      onInput={(event) => grow(event.currentTarget)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") {
          event.preventDefault();
          finish(onGiveUp);
        } else if ((event.key === "Enter" && (line || !event.shiftKey)) || event.key === "Tab") {
          event.preventDefault();
          const words = event.currentTarget.value;
          finish(() => onKeep(words, event.key === "Enter" && (event.ctrlKey || event.metaKey)));
        }
      }}
      onBlur={(event) => {
        const words = event.currentTarget.value;
        finish(() => onKeep(words, false));
      }}
      onPaste={(event) => {
        event.stopPropagation();
        if (event.currentTarget.value !== "" || !onPasteInstead?.(event.clipboardData)) return;
        event.preventDefault();
        done.current = true;
      }}
      onCopy={(event) => event.stopPropagation()}
      onCut={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onContextMenu={(event) => event.stopPropagation()}
    />
  );
}

function grow(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}
