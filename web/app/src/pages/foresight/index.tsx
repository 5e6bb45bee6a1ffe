/** The foresight page: who stays, who leaves, what comes next, what if. */
import "./words";

export { ForesightPage as Page } from "./ForesightPage";
