/** Where the app begins: theme and language first, so that nothing is drawn twice. */
import "@outsidein/kit/base.css";
import { preferredLanguage, setLanguage, startTheme } from "@outsidein/kit";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { watchParts } from "./shell/renewal";
import "./words";

startTheme();
watchParts();

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root.");

void setLanguage(preferredLanguage()).then(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
