/** Puts a picture on the map: sent to the server, then a card in the cell it fell into, or on the card it fell on. */
import { addCard, editCard, holdsCards, lanesOf } from "@outsidein/editor";
import { toast, toastDiagnostic, words, wordsReady } from "@outsidein/kit";
import type { Kind } from "@outsidein/schema";
import type { Id, MapStore } from "@outsidein/store";
import { asProblem } from "../../api/problem";
import { sendPicture } from "../../data/talk";
import "./words";

/** The card that has it now; empty where it did not come to that, which has been said. */
export async function putPicture(store: MapStore, kind: Kind, workspace: string, file: File, target: Element | null): Promise<Id | ""> {
  await wordsReady();
  const t = words();
  const { parent = "", lane = "", id = "" } = target?.closest<HTMLElement>("[data-parent][data-lane]")?.dataset ?? {};
  const card = store.get(id)?.type === "card" ? id : "";
  const found = lanesOf(store, kind).find((one) => one.key === lane);
  if (!card && (!found || !holdsCards(found))) {
    toast({ says: t("pictures.nowhere"), tone: "warn" });
    return "";
  }
  const close = toast({ says: t("pictures.sending") });
  try {
    const picture = await sendPicture(workspace, file);
    if (!card) return addCard(store, { parent, lane }, { text: stem(file.name), picture });
    editCard(store, card, { picture });
    return card;
  } catch (thrown) {
    toastDiagnostic(asProblem(thrown).first);
    return "";
  } finally {
    close();
  }
}

/** What a file is called without its ending, where people named it; cameras and clipboards say nothing. */
export function stem(name: string): string {
  const said = name.replace(/\.[^.]+$/, "").replace(/[_-]+/g, " ").trim();
  return /^(image|img|dsc|screenshot|bildschirmfoto|unnamed)?[\s\d.:]*$/i.test(said) ? "" : said;
}
