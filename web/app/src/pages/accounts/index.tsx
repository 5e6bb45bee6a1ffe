/** The page of customer organisations. */
import "./words";

export { AccountsPage as Page } from "./AccountsPage";
