/** Evidence: what was taken in, a file on its way in, and what an import did. */
import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import { useParams } from "wouter";
import { Skeleton } from "@outsidein/kit";
import { EvidencePage } from "./EvidencePage";
import "./words";

const ImportPage = lazy(async () => ({ default: (await import("../import/ImportPage")).ImportPage }));
const DonePage = lazy(async () => ({ default: (await import("../import/DonePage")).DonePage }));

export function Page(): ReactNode {
  const { "*": rest = "" } = useParams<{ "*"?: string }>();
  const [part = "", id = ""] = rest.split("/");
  if (part === "import" && id) return <Suspense fallback={<Skeleton />}>{<ImportPage key={id} upload={id} />}</Suspense>;
  if (part === "done" && id) return <Suspense fallback={<Skeleton />}>{<DonePage key={id} id={id} />}</Suspense>;
  return <EvidencePage />;
}
