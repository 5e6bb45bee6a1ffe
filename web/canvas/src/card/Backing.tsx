/** What backs a card, as a mark and a few words: ● n = 1,641, ◐ 164 comments, ○. Not here: how it was found out. */
import type { Backing } from "@outsidein/schema";
import { useSpeech } from "../words";

/** The kit's mark as one element, without an SVG of its own: a large map shows a thousand of them. */
function Mark({ backing }: { readonly backing: Backing }) {
  const { t } = useSpeech();
  return <i className={`oi-map-mark is-${backing.strength}`} role="img" aria-label={t("canvas.strength", { strength: backing.strength })} title={backing.says} />;
}

interface MarkedProps {
  readonly text: string;
  readonly backing: Backing;
}

/** Letters of a word that has room for the mark beside it in the narrowest card. */
const SHORT = 9;

/** Words with the mark alone behind the last of them, never on a line of its own: for assumptions, which are many. */
export function MarkedText({ text, backing }: MarkedProps) {
  const at = text.lastIndexOf(" ") + 1;
  const last = text.slice(at);
  if (last.length > SHORT) {
    return (
      <>
        {text} <Mark backing={backing} />
      </>
    );
  }
  return (
    <>
      {text.slice(0, at)}
      <span className="oi-map-last">
        {last}
        {"\u00a0"}
        <Mark backing={backing} />
      </span>
    </>
  );
}

interface Props {
  readonly backing: Backing | undefined;
  readonly owner: string | undefined;
}

/** Mark, number and age below the words of a card, and who takes care. */
export function BackingLine({ backing, owner }: Props) {
  const { t, format } = useSpeech();
  return (
    <span className="oi-map-backing">
      {backing && (
        <span className={`oi-map-backing-of${backing.stale ? " is-stale" : ""}`} title={backing.says}>
          <Mark backing={backing} />
          {backing.strength === "measured"
            ? t("canvas.backing.measured", { n: format.number(backing.n) })
            : t("canvas.backing.heard", { n: backing.n })}
          {backing.stale && <span className="oi-map-stale">{t("canvas.backing.stale")}</span>}
        </span>
      )}
      {owner && <span className="oi-map-owner">{owner}</span>}
    </span>
  );
}
