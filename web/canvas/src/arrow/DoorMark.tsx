/** The sign of an exit: a door that somebody leaves by. What lives here: its drawing, the same as on paper. */
export function DoorMark() {
  return (
    <svg viewBox="0 0 24 24" className="oi-map-door" aria-hidden="true">
      <path d="M13.5 4H5v16h8.5M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5" />
    </svg>
  );
}
