/** The page of opportunities. */
import "../actions/words";

export { OpportunitiesPage as Page } from "./OpportunitiesPage";
