/** The maps of a workspace. */
import "./words";

export { MapsPage as Page } from "./MapsPage";
