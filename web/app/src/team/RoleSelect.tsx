/** Choosing a role, each with what it may. */
import type { FieldProps } from "@outsidein/kit";
import { Select, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import type { MemberRole } from "./questions";
import { ROLES } from "./questions";
import "./words";

export interface RoleSelectProps extends FieldProps {
  readonly value: MemberRole;
  readonly onChange: (role: MemberRole) => void;
  /** Which are offered; by default all. */
  readonly roles?: readonly MemberRole[];
}

export function RoleSelect({ value, onChange, roles = ROLES, ...field }: RoleSelectProps): ReactNode {
  const t = useT();
  const choices = roles.map((role) => ({ id: role, label: t("team.role", { role }), hint: t("team.role.says", { role }) }));
  const choose = (id: string): void => {
    const role = ROLES.find((one) => one === id);
    if (role && role !== value) onChange(role);
  };
  return <Select {...field} choices={choices} value={value} onChange={choose} />;
}
