/**
 * Writing a comment: Enter makes a line, Control and Enter sends, @ offers members. What lives here: the field. Not
 * here: what is said about which record (CommentsPanel.tsx), what a mention is (mentions.ts).
 */
import type { KeyboardEvent, ReactNode } from "react";
import { useId, useRef, useState } from "react";
import { Avatar, Button, useT } from "@outsidein/kit";
import type { Member } from "../../data/talk";
import { complete, mentionAt, mentioned, suggested } from "./mentions";

export interface WriteFieldProps {
  readonly label: string;
  readonly send: string;
  readonly members: readonly Member[];
  readonly text?: string;
  readonly autoFocus?: boolean;
  /** Keeps what was written where it is when this fails. */
  readonly onSend: (text: string, mentions: readonly number[]) => Promise<unknown>;
  readonly onCancel?: () => void;
}

export function WriteField({ label, send, members, text: begun = "", autoFocus, onSend, onCancel }: WriteFieldProps): ReactNode {
  const t = useT();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(begun);
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [shut, setShut] = useState(-1);
  const [busy, setBusy] = useState(false);
  const at = mentionAt(text, caret);
  const asked = at && at.from !== shut ? at : null;
  const offered = asked ? suggested(members.filter((one) => !one.you), asked.query) : [];
  const open = asked !== null && offered.length > 0;
  const here = Math.min(chosen, offered.length - 1);

  const take = (member: Member | undefined): void => {
    if (!asked || !member) return;
    const done = complete(text, asked.from, caret, member.name);
    setText(done.text);
    setCaret(done.caret);
    setShut(asked.from);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  const submit = async (): Promise<void> => {
    if (!text.trim() || busy) return;
    setBusy(true);
    try {
      await onSend(text.trim(), mentioned(text, members));
      setText("");
      setShut(-1);
    } catch {
      // Whoever asked has said what went wrong; what was written stays in the field.
    } finally {
      setBusy(false);
    }
  };
  const press = (event: KeyboardEvent): void => {
    if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) setChosen((here + (event.key === "ArrowDown" ? 1 : offered.length - 1)) % offered.length);
    else if (open && ["Enter", "Tab"].includes(event.key)) take(offered[here]);
    else if (open && event.key === "Escape") setShut(asked.from);
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    else if (event.key === "Escape" && onCancel) onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="oi-write">
      <label className="oi-unseen" htmlFor={id}>
        {label}
      </label>
      <span className="oi-input oi-input--area">
        <textarea
          id={id}
          ref={field}
          rows={2}
          maxLength={5_000}
          value={text}
          placeholder={label}
          autoFocus={autoFocus}
          aria-describedby={`${id}h`}
          aria-autocomplete="list"
          aria-controls={open ? `${id}l` : undefined}
          aria-activedescendant={open ? `${id}o${here}` : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setCaret(event.target.selectionStart);
            setChosen(0);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={press}
        />
      </span>
      {open ? (
        <ul id={`${id}l`} className="oi-write__list" role="listbox" aria-label={t("comments.suggested")}>
          {offered.map((member, index) => (
            <li key={member.id} id={`${id}o${index}`} role="option" aria-selected={index === here} onPointerDown={(event) => event.preventDefault()} onClick={() => take(member)}>
              <Avatar person={{ id: member.name, name: member.name }} size={20} /> {member.name}
            </li>
          ))}
        </ul>
      ) : null}
      <span className="oi-unseen" role="status">
        {open ? t("comments.suggested.count", { n: offered.length }) : ""}
      </span>
      <div className="oi-write__acts">
        <small id={`${id}h`}>{t("comments.write.hint")}</small>
        {onCancel ? (
          <Button size="s" look="ghost" onPress={onCancel}>
            {t("comments.cancel")}
          </Button>
        ) : null}
        <Button size="s" look={text.trim() ? "primary" : "quiet"} disabled={!text.trim()} pending={busy} onPress={() => void submit()}>
          {send}
        </Button>
      </div>
    </div>
  );
}
