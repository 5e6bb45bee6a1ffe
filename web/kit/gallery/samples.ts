/** Estimates to look at, with every kind of interval that the kit shows. */
import type { Estimate } from "@outsidein/schema";

const plain: Estimate = {
  value: 4.6,
  low: 4.5,
  high: 4.7,
  n: 6118,
  method: "bootstrap of the mean",
  measure: "emotional-level",
  unit: "1–10",
  period: { first: "2026-07-01", last: "2026-09-30" },
  cites: [
    {
      formula: "mean of answers about the touchpoints met at the step, on 1–10",
      filter: "touchpoint = check-in-online; persona = family traveller",
      sources: ["airline-2026-q3"],
      asked: "How was checking in online?",
      scale: "0–5, mapped to 1–10",
    },
  ],
  small: false,
  level: 0.95,
  notes: ["393 answers were not applicable"],
  people: 5902,
};

export const LEVEL = plain;
export const FEW: Estimate = { ...plain, value: 5.9, low: 4.6, high: 7.2, n: 11, small: true };
export const SHARE: Estimate = { ...plain, value: 38.2, low: 37, high: 39.4, unit: "%", measure: "csat", method: "Wilson" };
export const NPS: Estimate = { ...plain, value: 12, low: 9, high: 15, unit: "points", measure: "nps", n: 9204 };
export const DROP: Estimate = { ...plain, value: -0.6, low: -0.9, high: -0.3, unit: "", measure: "" };
export const COUNT: Estimate = { ...plain, value: 129487, low: 129487, high: 129487, n: 129487, method: "exact", unit: "" };
export const NOTHING: Estimate = { ...plain, value: null, low: null, high: null, n: 0, method: "none" };
