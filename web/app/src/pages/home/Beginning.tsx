/** An empty workspace teaches the next step: look at the sample, begin a map, or import what customers said. */
import type { ReactNode } from "react";
import { useState } from "react";
import { Button, ButtonLink, Drawing, Page, useT } from "@outsidein/kit";
import { useFoundSample } from "../../data/questions";
import { usePlace } from "../../session/place";

export function Beginning(): ReactNode {
  const t = useT();
  const workspace = usePlace();
  const sample = useFoundSample();
  const [opening, setOpening] = useState(false);
  return (
    <Page title={t("home.empty.title")} lead={t("home.empty.says")}>
      <div className="oi-beginning">
        <section>
          <Drawing name="journey" />
          <h2>{t("home.empty.map")}</h2>
          <p>{t("home.empty.map.says")}</p>
          <ButtonLink look="primary" icon="plus" href={workspace.href("/maps?new")}>
            {t("home.empty.map")}
          </ButtonLink>
        </section>
        <section>
          <Drawing name="evidence" />
          <h2>{t("home.empty.import")}</h2>
          <p>{t("home.empty.import.says")}</p>
          <ButtonLink icon="upload" href={workspace.href("/evidence")}>
            {t("home.empty.import")}
          </ButtonLink>
        </section>
        <section>
          <Drawing name="door" />
          <h2>{t("home.empty.sample")}</h2>
          <p>{t("home.empty.sample.says")}</p>
          <Button
            icon="sparkle"
            pending={opening}
            onPress={() => {
              setOpening(true);
              void sample().finally(() => setOpening(false));
            }}
          >
            {t("home.empty.sample")}
          </Button>
        </section>
      </div>
    </Page>
  );
}
