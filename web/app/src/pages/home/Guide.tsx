/** A guided way through the work, as a checklist that ticks itself from what is there (the initiative frame's guide). */
import type { ReactNode } from "react";
import { Button, Card, Icon, Link, useT } from "@outsidein/kit";
import type { MapSummary, NamedReading } from "../../data/questions";
import { useActions } from "../../data/actions";
import { useSetting, useWorkspaceAbout } from "../../data/questions";
import { usePlace } from "../../session/place";
import { stepsOf } from "./guided";

export function Guide({ reading, maps }: { readonly reading: NamedReading | undefined; readonly maps: readonly MapSummary[] }): ReactNode {
  const t = useT();
  const workspace = usePlace();
  const actions = useActions(workspace.id);
  const about = useWorkspaceAbout(workspace.id);
  const [hidden, setHidden] = useSetting(`guide:${workspace.id}`);
  const [empathy] = useSetting(`read-quotes:${workspace.id}`);
  const steps = stepsOf({
    about: about.data?.about ?? "",
    maps,
    answers: reading?.answers ?? 0,
    coverage: reading?.coverage.value ?? 0,
    lowest: reading?.findings.find((one) => one.kind === "hotspot")?.where ?? "",
    readQuotes: empathy === true,
    opportunities: actions.data?.opportunities.length ?? 0,
    results: actions.data?.initiatives.filter((one) => one.results.length).length ?? 0,
  });
  const done = steps.filter((one) => one.done).length;
  if (hidden === true || done === steps.length) {
    return hidden === true && done < steps.length ? (
      <p className="oi-home__guide-back">
        <Button look="ghost" size="s" icon="route" onPress={() => setHidden(null)}>
          {t("home.guide.show")}
        </Button>
      </p>
    ) : null;
  }
  return (
    <Card
      className="oi-home__guide"
      title={t("home.guide")}
      aside={
        <span className="oi-home__guide-aside">
          <span className="oi-faint">{t("home.guide.done", { done, all: steps.length })}</span>
          <Button look="ghost" size="s" onPress={() => setHidden(true)}>
            {t("home.guide.hide")}
          </Button>
        </span>
      }
    >
      <ol>
        {steps.map((one) => (
          <li key={one.id} data-done={one.done || undefined}>
            <Icon name={one.done ? "check" : "right"} size={15} />
            <Link href={workspace.href(`/${one.href}`)}>{t.dynamic(`home.guide.${one.id}`)}</Link>
            {one.done ? <span className="oi-unseen">{t("kit.good")}</span> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
