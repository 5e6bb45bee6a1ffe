/** Members, invitations and groups of a workspace. */
import "../../team/words";

export { MembersPage as Page } from "./MembersPage";
