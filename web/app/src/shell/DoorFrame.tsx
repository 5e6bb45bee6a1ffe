/** What stands around the doors: signing in and up, coming in by a link. A form on paper, the curve beside it. */
import type { Language } from "@outsidein/kit";
import { LANGUAGES, setLanguage, useLanguage, useT } from "@outsidein/kit";
import type { ReactNode } from "react";
import { DoorPicture } from "./DoorPicture";
import { Logo } from "./Logo";
import "./door.css";

export function DoorFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useT();
  const spoken = useLanguage();
  const speak = (language: Language): void => void setLanguage(language, { keep: true });
  return (
    <div className="oi-door">
      <div className="oi-door__side">
        <header className="oi-door__head">
          <Logo />
          <nav aria-label={t("shell.language")} className="oi-door__languages">
            {LANGUAGES.map((one) => (
              <button key={one} type="button" lang={one} aria-pressed={one === spoken} onClick={() => speak(one)}>
                {t(`shell.speak.${one}`)}
              </button>
            ))}
          </nav>
        </header>
        <main id="main" tabIndex={-1} className="oi-door__main">
          {children}
        </main>
      </div>
      <aside className="oi-door__picture">
        <DoorPicture />
        <p>{t("shell.promise")}</p>
      </aside>
    </div>
  );
}
