/** Results by account put the way a page needs them: roles in order, what they are called. Not here: drawing, any number. */
import type { Account, AccountRow, AccountsOnMap, RoleAtStep } from "../../data/accounts";

/** The roles that any account has, those of personas first and in their order; null is a role that nobody said. */
export function rolesOf({ found, names }: AccountsOnMap): readonly (string | null)[] {
  const there = new Set(found.accounts.flatMap((one) => one.roles.map((row) => row.keys[1] ?? null)));
  const named = names.map(([role]) => role).filter((role) => there.has(role));
  const others = [...there].filter((role): role is string => role !== null && !named.includes(role)).sort();
  return [...named, ...others, ...(there.has(null) ? [null] : [])];
}

/** What a role is called: the persona that stands for it, else as the evidence says. */
export function roleName(told: AccountsOnMap, role: string | null, unsaid: string): string {
  return role === null ? unsaid : (told.names.find(([key]) => key === role)?.[1] ?? role);
}

export function rowOf(account: Account, role: string | null): AccountRow | undefined {
  return account.roles.find((row) => (row.keys[1] ?? null) === role);
}

/** The steps at which some role has a number, in the order of the map, each with its places by role. */
export function stepsOf(told: AccountsOnMap): readonly { readonly id: string; readonly name: string; readonly at: ReadonlyMap<string | null, RoleAtStep> }[] {
  return told.steps
    .map(({ id, name }) => ({ id, name, at: new Map(told.found.places.filter((one) => one.step === id).map((one) => [one.role, one] as const)) }))
    .filter((one) => one.at.size > 0);
}
