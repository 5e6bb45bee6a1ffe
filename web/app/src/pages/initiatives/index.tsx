/** The page of initiatives. */
import "../actions/words";

export { InitiativesPage as Page } from "./InitiativesPage";
