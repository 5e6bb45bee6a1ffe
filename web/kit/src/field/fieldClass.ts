/** The class of a field's box. */
export function fieldClass(className?: string): string {
  return className ? `oi-field ${className}` : "oi-field";
}
