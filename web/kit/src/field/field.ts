/** What every field has. What lives here: shared props. Not here: the fields. */
export interface FieldProps {
  readonly label: string;
  /** The label is only for screen readers; where words beside the field say the same. */
  readonly labelHidden?: boolean;
  /** A quiet sentence below: what it is good for, in which form. */
  readonly hint?: string;
  /** What is wrong and how to mend it; empty where nothing is. */
  readonly error?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly name?: string;
  readonly className?: string;
}

/** A choice in a Select, ComboBox or RadioGroup. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}
