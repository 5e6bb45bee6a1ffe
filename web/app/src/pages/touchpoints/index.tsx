/** The inventory of touchpoints, and the page of one. */
import type { ReactNode } from "react";
import { useParams } from "wouter";
import "../cast/words";
import { TouchpointPage } from "./TouchpointPage";
import { TouchpointsPage } from "./TouchpointsPage";

export function Page(): ReactNode {
  const { touchpoint } = useParams<{ touchpoint?: string }>();
  return touchpoint ? <TouchpointPage key={touchpoint} id={decodeURIComponent(touchpoint)} /> : <TouchpointsPage />;
}
