/**
 * A map told as a story: the arc of its beats beside the curve that people drew, and the storyboard. What lives here: the
 * page and its frames. Not here: the arc (Arc).
 */
import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import { ButtonLink, Callout, Card, EmptyState, Page, Skeleton, useT } from "@outsidein/kit";
import { storyFile, useStory, type StoryFrame } from "../../data/story";
import { usePlace } from "../../session/place";
import { Arc } from "./Arc";
import "./story.css";

export function StoryPage(): ReactNode {
  const t = useT();
  const place = usePlace();
  const { map = "" } = useParams<{ map: string }>();
  const story = useStory(place.id, map);
  const found = story.data;
  return (
    <Page
      width="wide"
      title={found ? found.title : <Skeleton lines={1} width="50%" />}
      lead={found?.frames.length ? t("story.lead", { n: found.frames.length }) : undefined}
      busy={story.isFetching}
      actions={
        <>
          <ButtonLink href={place.href(`/maps/${map}`)}>{t("story.to-map")}</ButtonLink>
          <ButtonLink icon="download" href={storyFile(place.id, map, "html")}>
            {t("story.file")}
          </ButtonLink>
          <ButtonLink icon="print" href={storyFile(place.id, map, "pdf")}>
            {t("story.paper")}
          </ButtonLink>
        </>
      }
    >
      {story.isError ? <Callout tone="error" title={t("story.failed")} /> : null}
      {found?.frames.length === 0 ? <EmptyState drawing="journey" title={t("story.none")} says={t("story.none.says")} /> : null}
      {found?.frames.length ? (
        <>
          <Card title={t("story.arc")} foot={found.told ? t("story.caveat") : t("story.untold")}>
            <Arc story={found} />
          </Card>
          <ol className="oi-story" aria-label={t("story.board")}>
            {found.frames.map((frame) => (
              <Frame key={frame.step} frame={frame} beat={frame.beat ? (found.beats[frame.beat] ?? frame.beat) : ""} picture={frame.picture ? `/api/v1/workspaces/${place.id}/images/${frame.picture}` : ""} />
            ))}
          </ol>
        </>
      ) : null}
    </Page>
  );
}

function Frame({ frame, beat, picture }: { readonly frame: StoryFrame; readonly beat: string; readonly picture: string }): ReactNode {
  const [gone, setGone] = useState("");
  return (
    <li className="oi-story__frame">
      {picture && picture !== gone ? (
        <img src={picture} alt={frame.shows || frame.name} onError={() => setGone(picture)} />
      ) : (
        <div className="oi-story__blank" aria-hidden="true">
          {frame.number}
        </div>
      )}
      <div className="oi-story__words">
        {beat ? <span className="oi-story__beat">{beat}</span> : null}
        <h2>
          {frame.number}. {frame.name}
        </h2>
        {frame.does ? <p>{frame.does}</p> : null}
        {frame.thinks ? <p className="oi-story__thinks">{frame.thinks}</p> : null}
      </div>
    </li>
  );
}
