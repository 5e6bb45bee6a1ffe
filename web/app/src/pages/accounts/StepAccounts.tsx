/** What a step is like for each role, over all accounts: a part of the inspector, where the evidence names accounts. */
import type { ReactNode } from "react";
import { Link, useT } from "@outsidein/kit";
import { ACCOUNT, useAccounts } from "../../data/accounts";
import { useDimensions } from "../../data/questions";
import { usePlace } from "../../session/place";
import { Suffering } from "./Suffering";
import { roleName, stepsOf } from "./told";
import "./accounts.css";
import "./words";

interface Props {
  readonly map: string;
  readonly step: string;
}

export function StepAccounts({ map, step }: Props): ReactNode {
  const t = useT();
  const place = usePlace();
  const dimensions = useDimensions(place.id, map);
  const named = dimensions.data?.some((one) => one.name === `segment:${ACCOUNT}`) ?? false;
  const told = useAccounts(place.id, named ? map : "").data;
  const here = told && stepsOf(told).find((one) => one.id === step);
  if (!told || !here) return null;
  return (
    <section aria-label={t("accounts.section")}>
      <h3>{t("accounts.section")}</h3>
      <dl className="oi-accounts__step">
        {[...here.at.values()].map((one) => {
          const name = told.role ? roleName(told, one.role, t("accounts.role.unsaid")) : t("accounts.column.level");
          return (
            <div key={one.role ?? ""}>
              <dt>{name}</dt>
              <dd>
                <Suffering place={one} title={`${name}, ${here.name}`} />
              </dd>
            </div>
          );
        })}
      </dl>
      <Link href={place.href(`/accounts/${map}`)}>{t("accounts.all")}</Link>
    </section>
  );
}
