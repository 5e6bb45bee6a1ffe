/** The paths page: how journeys are walked. */
import "./words";

export { PathsPage as Page } from "./PathsPage";
