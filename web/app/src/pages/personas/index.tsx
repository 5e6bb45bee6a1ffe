/** The personas of the workspace, and the page of one. */
import type { ReactNode } from "react";
import { useParams } from "wouter";
import "../cast/words";
import { PersonaPage } from "./PersonaPage";
import { PersonasPage } from "./PersonasPage";

export function Page(): ReactNode {
  const { persona } = useParams<{ persona?: string }>();
  return persona ? <PersonaPage key={persona} id={decodeURIComponent(persona)} /> : <PersonasPage />;
}
