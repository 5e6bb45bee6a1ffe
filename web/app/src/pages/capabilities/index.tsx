/** Capabilities and channels of the workspace: told once, named by maps. */
import "../cast/words";

export { CapabilitiesPage as Page } from "./CapabilitiesPage";
