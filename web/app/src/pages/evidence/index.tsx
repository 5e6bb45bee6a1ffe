/** Evidence: what was taken in, what was said and of what, a file on its way in, and what an import did. */
import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import { useParams } from "wouter";
import { Skeleton, wordsReady } from "@outsidein/kit";
import { EvidencePage } from "./EvidencePage";
import "./words";

const ImportPage = lazy(async () => ({ default: (await import("../import/ImportPage")).ImportPage }));
const DonePage = lazy(async () => ({ default: (await import("../import/DonePage")).DonePage }));
const QuotesPage = lazy(async () => {
  const { QuotesPage: page } = await import("../quotes/QuotesPage");
  await wordsReady();
  return { default: page };
});
const ThemesPage = lazy(async () => {
  const { ThemesPage: page } = await import("../themes/ThemesPage");
  await wordsReady();
  return { default: page };
});

export function Page(): ReactNode {
  const { "*": rest = "" } = useParams<{ "*"?: string }>();
  const [part = "", id = ""] = rest.split("/");
  if (part === "import" && id) return <Suspense fallback={<Skeleton />}>{<ImportPage key={id} upload={id} />}</Suspense>;
  if (part === "done" && id) return <Suspense fallback={<Skeleton />}>{<DonePage key={id} id={id} />}</Suspense>;
  if (part === "quotes") return <Suspense fallback={<Skeleton />}>{<QuotesPage />}</Suspense>;
  if (part === "themes") return <Suspense fallback={<Skeleton />}>{<ThemesPage />}</Suspense>;
  return <EvidencePage />;
}
