/** The gallery of the kit, for who builds pages; not part of what is shipped. */
export { Gallery } from "@outsidein/kit/gallery";
