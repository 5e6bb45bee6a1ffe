/**
 * The part of the ICU message syntax that our catalogues use: values, numbers, plurals, choices, tags, quotes. What
 * lives here: reading a message and filling it. Not here: which message (catalogue.ts). A test holds what this writes
 * equal to `intl-messageformat` for every message that we have.
 */

/** What may fill a place. */
export type Value = string | number | boolean;
export type Values = Readonly<Record<string, Value>>;

type Cases = Readonly<Record<string, readonly Part[]>>;
export type Part =
  | string
  | { readonly is: "value"; readonly name: string }
  | { readonly is: "number"; readonly name: string }
  | { readonly is: "plural" | "selectordinal" | "select"; readonly name: string; readonly cases: Cases }
  | { readonly is: "tag"; readonly name: string; readonly inner: readonly Part[] }
  | { readonly is: "hash" };

/** What a filled message is made of: text, and tags with what they hold. */
export type Piece = string | { readonly tag: string; readonly inner: readonly Piece[] };

/** A message that cannot be read; says where. */
export class MessageError extends Error {}

/** Read a message. Throws MessageError where it is not well formed. */
export function parse(message: string): readonly Part[] {
  let at = 0;
  const fail = (says: string): never => {
    throw new MessageError(`${says} at ${at} of “${message}”`);
  };
  const space = (): void => {
    while (/\s/.test(message[at] ?? "")) at++;
  };
  const word = (): string => {
    space();
    // As ICU has it: no white space, no signs of patterns (so no hyphen), but “=1” for an exact number.
    const found = /^(=\d+|[^\s\p{Pattern_Syntax}]+)/u.exec(message.slice(at))?.[0] ?? fail("a name is missing");
    at += found.length;
    space();
    return found;
  };
  const expect = (sign: string): void => {
    if (message[at] !== sign) fail(`“${sign}” is missing`);
    at++;
  };

  function parts(closing: "" | "}" | "<", plural: boolean): readonly Part[] {
    const found: Part[] = [];
    let text = "";
    const flush = (): void => {
      if (text) found.push(text);
      text = "";
    };
    for (;;) {
      const sign = message[at];
      if (sign === undefined) {
        if (closing) fail("the message ends too early");
        break;
      } else if (sign === "'") {
        text += quoted(plural);
      } else if (sign === "{") {
        flush();
        found.push(argument());
      } else if (sign === "}") {
        if (closing !== "}") fail("“}” closes nothing");
        break;
      } else if (sign === "#" && plural) {
        flush();
        found.push({ is: "hash" });
        at++;
      } else if (sign === "<" && /^<\/?[a-z]/.test(message.slice(at))) {
        if (message[at + 1] === "/") {
          if (closing !== "<") fail("a tag closes that was not opened");
          break;
        }
        flush();
        found.push(tag(plural));
      } else {
        text += sign;
        at++;
      }
    }
    flush();
    return found;
  }

  function quoted(plural: boolean): string {
    at++;
    if (message[at] === "'") {
      at++;
      return "'";
    }
    if (!`{}<>${plural ? "#" : ""}`.includes(message[at] ?? " ")) return "'";
    let text = "";
    while (at < message.length) {
      if (message[at] === "'") {
        at++;
        if (message[at] !== "'") return text;
      }
      text += message[at];
      at++;
    }
    return text;
  }

  function tag(plural: boolean): Part {
    expect("<");
    const name = word();
    expect(">");
    const inner = parts("<", plural);
    at += 2;
    if (word() !== name) fail(`the tag “${name}” is not closed`);
    at = message.indexOf(">", at);
    expect(">");
    return { is: "tag", name, inner };
  }

  function argument(): Part {
    expect("{");
    const name = word();
    if (message[at] === "}") {
      at++;
      return { is: "value", name };
    }
    expect(",");
    const kind = word();
    if (kind === "number") {
      expect("}");
      return { is: "number", name };
    }
    if (kind !== "plural" && kind !== "select" && kind !== "selectordinal") return fail(`“${kind}” is not known`);
    expect(",");
    const cases: Record<string, readonly Part[]> = {};
    space();
    while (message[at] !== "}") {
      const name = word();
      expect("{");
      cases[name] = parts("}", kind !== "select");
      expect("}");
      space();
    }
    expect("}");
    if (!cases["other"]) fail("the case “other” is missing");
    return { is: kind, name, cases };
  }

  return parts("", false);
}

/** Fill a message that was read. A value that is missing shows as its place, `{name}`. */
export function fill(parts: readonly Part[], values: Values, locale: string): readonly Piece[] {
  return pieces(parts, values, locale, undefined);
}

/** A filled message as plain text; tags vanish, what they hold stays. */
export function plain(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : plain(piece.inner))).join("");
}

/** The names of the places in a message, and of its tags as `<name>`. */
export function places(parts: readonly Part[]): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (inner: readonly Part[]): void => {
    for (const part of inner) {
      if (typeof part === "string" || part.is === "hash") continue;
      found.add(part.is === "tag" ? `<${part.name}>` : part.name);
      if (part.is === "tag") walk(part.inner);
      if ("cases" in part) Object.values(part.cases).forEach(walk);
    }
  };
  walk(parts);
  return found;
}

function pieces(
  parts: readonly Part[],
  values: Values,
  locale: string,
  counted: number | undefined,
): readonly Piece[] {
  const found: Piece[] = [];
  for (const part of parts) {
    if (typeof part === "string") found.push(part);
    else if (part.is === "hash") found.push(written(counted ?? Number.NaN, locale));
    else if (part.is === "tag") found.push({ tag: part.name, inner: pieces(part.inner, values, locale, counted) });
    else {
      const value = values[part.name];
      if (value === undefined) found.push(`{${part.name}}`);
      else if (part.is === "value") found.push(String(value));
      else if (part.is === "number") found.push(written(Number(value), locale));
      else {
        const count = part.is === "select" ? undefined : Number(value);
        const chosen = part.cases[chosenCase(part.is, part.cases, value, locale)] ?? [];
        found.push(...pieces(chosen, values, locale, count ?? counted));
      }
    }
  }
  return found;
}

function chosenCase(
  kind: "plural" | "selectordinal" | "select",
  cases: Cases,
  value: Value,
  locale: string,
): string {
  if (kind === "select") return String(value) in cases ? String(value) : "other";
  if (`=${value}` in cases) return `=${value}`;
  const rule = rules(locale, kind === "plural" ? "cardinal" : "ordinal").select(Number(value));
  return rule in cases ? rule : "other";
}

const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function written(value: number, locale: string): string {
  let format = numbers.get(locale);
  if (!format) numbers.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(value).replace("-", "−");
}

function rules(locale: string, type: Intl.PluralRuleType): Intl.PluralRules {
  const key = `${locale} ${type}`;
  let found = plurals.get(key);
  if (!found) plurals.set(key, (found = new Intl.PluralRules(locale, { type })));
  return found;
}
