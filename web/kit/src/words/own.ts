/** The kit's own words. */
import en from "../../messages/kit.en.json";
import { registerWords } from "./catalogue";

registerWords("kit", en, { de: () => import("../../messages/kit.de.json") });
