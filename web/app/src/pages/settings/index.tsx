/** Settings: the workspace, oneself, API tokens, the audit log. */
import "../../team/words";

export { SettingsPage as Page } from "./SettingsPage";
