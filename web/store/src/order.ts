/**
 * Fractional order keys: texts that sort, with always room for one more between two of them. What lives here: making
 * keys by the rules of `maps/order.py` (base 62, no trailing zero, plain comparison). Not here: who stands where.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
const KEY = /^[0-9A-Za-z]*[1-9A-Za-z]$/;
const JITTER = 3;

/** A number in [0, 1). */
export type Random = () => number;

/** Whether a text is a key at all. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** Whether a key fits between two; an empty text is the open end. */
export function fits(low: string, high: string): boolean {
  return (low === "" || isKey(low)) && (high === "" || isKey(high)) && (low === "" || high === "" || low < high);
}

/**
 * A key strictly between `low` and `high`; an empty text means the open end. With `random` some digits of chance follow,
 * so that two people who drop into the same gap at the same time rarely get the same key. Throws where nothing fits.
 */
export function between(low = "", high = "", random?: Random): string {
  if (!fits(low, high)) throw new RangeError(`no key fits between “${low}” and “${high}”`);
  if (!random) return middle(low, high);
  return (high === "" && low !== "" ? behind(low) : middle(low, high)) + chance(random);
}

/** `count` keys in order between `low` and `high`, about evenly apart. */
export function spread(count: number, low = "", high = "", random?: Random): string[] {
  if (count <= 0) return [];
  const half = Math.floor(count / 2);
  const key = between(low, high, random);
  return [...spread(half, low, key, random), key, ...spread(count - half - 1, key, high, random)];
}

function middle(low: string, high: string): string {
  let prefix = "";
  let top = high;
  for (;;) {
    const at = prefix.length;
    const lowest = at < low.length ? DIGITS.indexOf(low.charAt(at)) : 0;
    const highest = at < top.length ? DIGITS.indexOf(top.charAt(at)) : BASE;
    if (highest - lowest > 1) return prefix + DIGITS.charAt(Math.floor((lowest + highest) / 2));
    prefix += DIGITS.charAt(lowest);
    if (highest !== lowest) top = "";
  }
}

/** The next key of two digits or more behind `low`: what is put at the end again and again must not halve the rest. */
function behind(low: string): string {
  for (let width = 2; ; width += 1) {
    const digits = [...low.slice(0, width).padEnd(width, "0")].map((digit) => DIGITS.indexOf(digit));
    let at = width - 1;
    while (at >= 0 && digits[at] === BASE - 1) {
      digits[at] = 0;
      at -= 1;
    }
    if (at < 0) continue;
    digits[at] = (digits[at] ?? 0) + 1;
    return digits.map((digit) => DIGITS.charAt(digit)).join("");
  }
}

function chance(random: Random): string {
  let digits = "";
  for (let at = 0; at < JITTER - 1; at += 1) digits += DIGITS.charAt(Math.floor(random() * BASE));
  return digits + DIGITS.charAt(1 + Math.floor(random() * (BASE - 1)));
}
