/**
 * Fields whose inner works are heavy: lists that open, numbers that are read. What lives here: their doors. The works
 * (…Part.tsx) are loaded when one is drawn, so that a page that only may ask for something does not carry them.
 */
import type { ComponentType, ReactNode } from "react";
import { Suspense } from "react";
import type { RadioGroupProps } from "../choice/RadioGroupPart";
import { later } from "../page/later";
import type { ComboBoxProps } from "./ComboBoxPart";
import type { FieldProps } from "./field";
import { fieldClass } from "./fieldClass";
import type { NumberFieldProps } from "./NumberFieldPart";
import type { SelectProps } from "./SelectPart";
import "./field.css";

function field<P extends FieldProps>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Part = later<P>(load);
  return function Field(props: P): ReactNode {
    return (
      <Suspense fallback={<Outline {...props} />}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** What stands in a field's place until it is there: as tall as it will be. */
function Outline({ label, labelHidden, hint, className }: FieldProps): ReactNode {
  return (
    <div className={fieldClass(className)} aria-busy="true">
      <span className={labelHidden ? "oi-unseen" : "oi-field__label"}>{label}</span>
      <span className="oi-input" />
      {hint ? <span className="oi-field__hint">{hint}</span> : null}
    </div>
  );
}

/** One of a few choices. For acts use Menu; for long lists ComboBox. */
export const Select = field<SelectProps>(async () => (await import("./SelectPart")).SelectPart);
/** One of many choices, found by writing a part of it; where `onCreate` is given, something new as well. */
export const ComboBox = field<ComboBoxProps>(async () => (await import("./ComboBoxPart")).ComboBoxPart);
/** A number, written and read in the person's language, with buttons to step. */
export const NumberField = field<NumberFieldProps>(async () => (await import("./NumberFieldPart")).NumberFieldPart);
/** One of a few choices that all stand on the page; `cards` where each needs a sentence. */
export const RadioGroup = field<RadioGroupProps>(async () => (await import("../choice/RadioGroupPart")).RadioGroupPart);
